UPDATE change SET is_undone = :is_undone WHERE change_id = :change_id;
