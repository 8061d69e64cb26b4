SELECT * FROM api.inbox_clear($1, $2::text[], $3::boolean);
