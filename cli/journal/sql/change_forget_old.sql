DELETE FROM change WHERE change_id <= (SELECT max(change_id) FROM change) - :kept;
