SELECT row_id FROM api.sync_absent($1, $2, $3::uuid[]);
