-- Changes the e-mail. The tickets are of api.sign_try(), one with the old e-mail, one with the new.
CREATE OR REPLACE FUNCTION api.account_email(token text, ticket text, new_ticket text, new_email text)
RETURNS TABLE (email text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
BEGIN
    PERFORM auth.enter(token);
    RETURN QUERY SELECT auth.account_email(token, ticket, new_ticket, new_email);
END
$$;
