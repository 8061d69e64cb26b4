SELECT auth.ops_user_set($1::uuid, $2::boolean, $3::boolean);
