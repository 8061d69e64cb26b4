SELECT device_id, device_name, is_this,
    (extract(epoch FROM signed_in_at) * 1000)::bigint AS signed_in_ms,
    (extract(epoch FROM last_used_at) * 1000)::bigint AS last_used_ms,
    (extract(epoch FROM expires_at) * 1000)::bigint AS expires_ms
FROM api.device_list($1);
