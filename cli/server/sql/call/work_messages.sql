SELECT * FROM work.messages($1, $2)
