-- Another e-mail. Besides the ticket of the person's password it takes one of a try with the new
-- e-mail, as auth.sign_up() does, since it tells whether that is taken. Returns it as stored.
CREATE OR REPLACE FUNCTION auth.account_email(token text, ticket text, new_ticket text, new_email text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
#variable_conflict use_column
DECLARE
    person uuid := auth.redeem_own(token, ticket);
    clean text := auth.clean_email(new_email);
BEGIN
    PERFORM auth.take_ticket(new_ticket, clean);
    BEGIN
        UPDATE public.users u SET email = clean, updated_at = pg_catalog.now() WHERE u.user_id = person;
    EXCEPTION WHEN unique_violation THEN
        RAISE EXCEPTION USING ERRCODE = 'PR409', MESSAGE = 'there is an account with this e-mail';
    END;
    RETURN clean;
END
$$;
