SELECT * FROM auth.ops_users($1, $2::boolean, $3::integer);
