SELECT s.user_id, c.device, s.epoch, s.last_op, s.server_s, s.devices, s.tried_ms, s.synced_ms, s.error,
    (SELECT count(*) FROM outbox WHERE state = 'waiting') AS n_waiting,
    (SELECT count(*) FROM outbox WHERE state = 'refused') AS n_refused,
    c.clock
FROM sync_state AS s, sync_clock AS c;
