SELECT * FROM api.group_share($1, $2, $3::boolean, $4::boolean, $5::boolean, $6::boolean);
