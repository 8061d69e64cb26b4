SELECT api.sign_out($1);
