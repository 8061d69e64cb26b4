SELECT *, (extract(epoch FROM expires_at) * 1000)::bigint AS expires_ms
FROM api.group_invite($1, $2, $3, $4::double precision);
