SELECT part, scope, answer
FROM api.sync_round($1, $2, $3::uuid, $4::integer, $5::uuid, $6, $7::jsonb, $8::bigint, $9::uuid[], $10::text[], $11::integer);
