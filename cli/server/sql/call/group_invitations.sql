SELECT * FROM api.group_invitations($1, $2);
