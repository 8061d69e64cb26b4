-- Tries a password and returns a ticket, but not the verdict: that is kept in auth.attempts, and
-- auth.take_ticket() tells it to a later transaction. A verdict told here could be had without being
-- counted, by rolling back. Known and unknown e-mails cost the same bcrypt and leave the same row.
CREATE OR REPLACE FUNCTION auth.try_password(email text, password text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
#variable_conflict use_variable
DECLARE
    nobody CONSTANT text := '$2a$12$R9h/cIPz0gi.URNNX3kh2OPST9/PgBkqquzi.Ss7KIUgO2t0jWMUW';
    subject bytea := auth.subject(email);
    ticket text := pg_catalog.encode(extensions.gen_random_bytes(32), 'hex');
    person uuid;
    stored text;
    is_same boolean;
BEGIN
    PERFORM auth.forget_attempts();
    PERFORM auth.check_attempts(subject, 9);
    SELECT u.user_id, u.password_hash INTO person, stored FROM public.users u
        WHERE u.email = pg_catalog.lower(pg_catalog.normalize(pg_catalog.btrim(email), 'NFC'));
    is_same := extensions.crypt(auth.password_digest(password), coalesce(stored, nobody)) = coalesce(stored, nobody);
    INSERT INTO auth.attempts (ticket_hash, subject, address, person, is_right)
        VALUES (pg_catalog.sha256(pg_catalog.convert_to(ticket, 'UTF8')), subject,
            coalesce(pg_catalog.inet_client_addr(), '127.0.0.1'),
            coalesce(person, '00000000-0000-0000-0000-000000000000'), is_same AND stored IS NOT NULL);
    RETURN ticket;
END
$$;
