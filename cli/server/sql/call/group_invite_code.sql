SELECT * FROM api.group_invite_code($1, $2, $3::integer, $4::double precision);
