SELECT * FROM work.messages($1)
