-- The segments of a session's analysis, in order.
SELECT segment.value ->> 'start_s', segment.value ->> 'end_s', segment.value ->> 'kind',
    segment.value ->> 'confidence', segment.value ->> 'reason'
FROM analysis, json_each(analysis.document, '$.segments') AS segment
WHERE analysis.session_id = :session_id
ORDER BY segment.key;
