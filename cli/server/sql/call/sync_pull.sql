SELECT answer FROM api.sync_pull($1, $2::uuid, $3, $4::integer);
