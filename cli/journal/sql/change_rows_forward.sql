SELECT entity, after, before FROM change_row WHERE change_id = :change_id ORDER BY place;
