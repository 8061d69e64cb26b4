SELECT * FROM work.orphans($1)
