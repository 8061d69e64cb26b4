-- For what a signed-in person may do only with the password: both must be the same person's.
CREATE OR REPLACE FUNCTION auth.redeem_own(token text, ticket text) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
DECLARE
    person uuid := auth.enter(token);
BEGIN
    PERFORM inside.require(auth.redeem(ticket) = person, 'PR403', 'that is somebody else''s password');
    RETURN person;
END
$$;
