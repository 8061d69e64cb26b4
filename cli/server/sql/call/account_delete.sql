SELECT api.account_delete($1, $2);
