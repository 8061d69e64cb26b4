SELECT *, (extract(epoch FROM joined_at) * 1000)::bigint AS joined_ms FROM api.group_members($1, $2);
