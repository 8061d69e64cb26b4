SELECT * FROM api.job_show($1, $2)
