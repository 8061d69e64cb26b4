-- A command that changed nothing leaves no change behind.
DELETE FROM change WHERE change_id = :change_id AND NOT EXISTS (
    SELECT 1 FROM change_row WHERE change_row.change_id = change.change_id);
