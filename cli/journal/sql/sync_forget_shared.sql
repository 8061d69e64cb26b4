DELETE FROM sync_scope WHERE kind <> 'me';
