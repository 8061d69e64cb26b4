-- What was undone cannot be redone once something new is done.
DELETE FROM change WHERE is_undone = 1;
