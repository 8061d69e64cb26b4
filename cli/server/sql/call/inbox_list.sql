SELECT *, data ->> 'post_id' AS post_id, data ->> 'comment_id' AS comment_id, data ->> 'actor' AS actor,
    data ->> 'about' AS about, data ->> 'state' AS state,
    CASE WHEN data ->> 'n' ~ '^[0-9]{1,9}$' THEN (data ->> 'n')::bigint END AS n
FROM api.inbox_list($1, $2::boolean, $3, $4::integer);
