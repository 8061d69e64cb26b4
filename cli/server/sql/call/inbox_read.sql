SELECT * FROM api.inbox_read($1, $2::text[]);
