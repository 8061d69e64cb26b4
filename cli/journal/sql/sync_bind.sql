UPDATE sync_state SET user_id = :user_id;
