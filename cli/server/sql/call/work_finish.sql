SELECT * FROM work.finish($1, $2, $3)
