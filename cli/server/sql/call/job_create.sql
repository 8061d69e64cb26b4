SELECT * FROM api.job_create($1, $2)
