SELECT * FROM api.job_cancel($1, $2)
