-- What came of a try: whose password it was, or NULL when it was wrong. A ticket is good for a minute
-- and once, and in another transaction than the one that tried: only what was committed counts
-- as an attempt. A wrong one stays in the books. Raises PR401 (no such ticket), PR429 (too many).
CREATE OR REPLACE FUNCTION auth.take_ticket(ticket text, email text DEFAULT NULL) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
#variable_conflict use_variable
DECLARE
    hash bytea := pg_catalog.sha256(pg_catalog.convert_to(coalesce(ticket, ''), 'UTF8'));
    subject bytea;
    person uuid;
    is_right boolean;
BEGIN
    DELETE FROM auth.attempts a
        WHERE a.ticket_hash = hash AND a.at > pg_catalog.clock_timestamp() - interval '1 minute'
            AND a.tried_by <> pg_catalog.pg_current_xact_id() AND (email IS NULL OR a.subject = auth.subject(email))
        RETURNING a.subject, a.person, a.is_right INTO subject, person, is_right;
    PERFORM inside.require(FOUND, 'PR401', 'the password was asked for too long ago', 'try again');
    -- The one at hand was deleted above, so one fewer than try_password() lets in.
    PERFORM auth.check_attempts(subject, 9);
    RETURN CASE WHEN is_right THEN person END;
END
$$;
