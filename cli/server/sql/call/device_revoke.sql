SELECT * FROM api.device_revoke($1, $2);
