SELECT * FROM work.claim($1, $2, $3, $4)
