-- The journals of this musician, as the studio told them last.
SELECT one.value ->> 'device', one.value ->> 'name', one.value ->> 'applied', one.value ->> 'refused',
    one.value ->> 'last_sync', one.value ->> 'device' = sync_clock.device
FROM sync_state, sync_clock, json_each(sync_state.devices) AS one;
