-- A new account, signed in on its first device. The ticket is of a try with the same e-mail, which
-- nobody had yet: so that asking which e-mails are taken is limited like guessing passwords.
CREATE OR REPLACE FUNCTION auth.sign_up(ticket text, email_said text, password text, nickname_said text, device_said text)
RETURNS TABLE (token text, user_id uuid, device_id uuid, nickname text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
#variable_conflict use_column
DECLARE
    clean_email text := auth.clean_email(email_said);
    clean_nickname text := auth.clean_nickname(nickname_said);
    hash text;
    new_person uuid;
    what text;
BEGIN
    PERFORM auth.take_ticket(ticket, clean_email);
    hash := auth.password_hash(password, clean_email);
    BEGIN
        INSERT INTO public.users (email, password_hash, nickname)
            VALUES (clean_email, hash, clean_nickname) RETURNING users.user_id INTO new_person;
    EXCEPTION WHEN unique_violation THEN
        GET STACKED DIAGNOSTICS what = CONSTRAINT_NAME;
        PERFORM auth.tell_taken(what, clean_nickname);
    END;
    INSERT INTO public.user_profiles (user_id) VALUES (new_person);
    RETURN QUERY SELECT i.token, i.user_id, i.device_id, i.nickname
        FROM auth.issue_token(new_person, device_said, '') i;
END
$$;
