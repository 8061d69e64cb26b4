SELECT t.status, t.answer IS NOT NULL AS is_ready, t.answer ->> 'part_size' AS part_size, p.number, p.url
FROM api.job_ticket($1, $2, $3) t
    LEFT JOIN LATERAL jsonb_to_recordset(t.answer -> 'parts') p (number integer, url text) ON true
ORDER BY p.number
