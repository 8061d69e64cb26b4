SELECT user_id, email, nickname, is_admin, device_id, device_name,
    (extract(epoch FROM created_at) * 1000)::bigint AS created_ms,
    (extract(epoch FROM signed_in_at) * 1000)::bigint AS signed_in_ms,
    (extract(epoch FROM expires_at) * 1000)::bigint AS expires_ms
FROM api.account_show($1);
