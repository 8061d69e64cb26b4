SELECT answer FROM api.sync_push($1, $2, $3::jsonb);
