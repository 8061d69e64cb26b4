SELECT * FROM work.tickets($1)
