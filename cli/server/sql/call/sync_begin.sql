SELECT answer FROM api.sync_begin($1, $2, $3::uuid, $4::integer);
