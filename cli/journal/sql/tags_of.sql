-- The list of tags as rows, in order.
SELECT value FROM json_each(:tags) ORDER BY key;
