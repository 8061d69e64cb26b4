SELECT api.profile_edit($1, $2, $3, $4::text[], $5, $6, $7::text[]);
