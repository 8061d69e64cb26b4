SELECT * FROM work.ticket_answer($1, $2, $3, $4)
