SELECT * FROM work.upload_begun($1, $2)
