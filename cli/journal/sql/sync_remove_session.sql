-- Rows that the studio deleted, unless they were made anew here.
DELETE FROM session
WHERE session_id IN (SELECT row_id FROM temp.page WHERE entity = 'session' AND is_gone)
    AND NOT EXISTS (SELECT 1 FROM outbox
        WHERE outbox.row_id = session.session_id AND outbox.entity = 'session' AND outbox.kind = 'insert'
            AND outbox.state <> 'applied');
