SELECT * FROM api.post_write($1, $2::uuid, $3, $4, $5, $6::text[], $7, $8::jsonb);
