SELECT * FROM api.job_ticket($1, $2, $3)
