SELECT * FROM api.job_list($1, $2, $3)
