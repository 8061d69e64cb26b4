SELECT * FROM work.redrive($1)
