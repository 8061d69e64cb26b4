-- Every cached row of a kind as a line, as the studio's inside.sync_line() writes it.
SELECT row_id || char(31) || hash FROM cache WHERE scope = :scope AND entity = :entity ORDER BY row_id;
