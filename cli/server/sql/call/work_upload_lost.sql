SELECT * FROM work.upload_lost($1, $2)
