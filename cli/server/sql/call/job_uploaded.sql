SELECT * FROM api.job_uploaded($1, $2)
