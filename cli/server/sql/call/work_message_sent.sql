SELECT * FROM work.message_sent($1)
