SELECT * FROM api.achievements($1);
