SELECT * FROM api.job_retry($1, $2)
