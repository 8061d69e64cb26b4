SELECT * FROM api.inbox_unread($1);
