SELECT channel FROM api.sync_watch($1);
