SELECT * FROM work.tickets($1, $2)
