SELECT * FROM api.group_invite($1, $2, $3, $4::double precision);
