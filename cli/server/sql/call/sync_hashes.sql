SELECT entity, n, hash FROM api.sync_hashes($1, $2::uuid);
