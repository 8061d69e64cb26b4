SELECT *, (extract(epoch FROM created_at) * 1000)::bigint AS created_ms FROM api.group_list($1);
