SELECT * FROM api.job_watch($1)
