SELECT * FROM work.fail($1, $2, $3, $4, $5)
