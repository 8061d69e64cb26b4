SELECT * FROM api.job_events($1, $2)
