SELECT *, data ->> 'post_id' AS post_id, data ->> 'comment_id' AS comment_id
FROM api.inbox_list($1, $2::boolean, $3, $4::integer);
