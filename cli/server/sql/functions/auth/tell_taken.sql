-- Raises PR409: which of the names that there can be only once of is taken.
CREATE OR REPLACE FUNCTION auth.tell_taken(name_of_constraint text, nickname text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
BEGIN
    PERFORM inside.require(name_of_constraint IS DISTINCT FROM 'users_nickname', 'PR409',
        pg_catalog.format('the nickname ''%s'' is taken', nickname), 'choose another one');
    RAISE EXCEPTION USING ERRCODE = 'PR409', MESSAGE = 'there is an account with this e-mail',
        HINT = 'if it is yours: practice account sign-in';
END
$$;
