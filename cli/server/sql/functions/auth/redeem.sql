-- The person whose password was right, or PR401 in words that do not tell what was wrong. A disabled
-- account is told to nobody but its owner (PR403).
CREATE OR REPLACE FUNCTION auth.redeem(ticket text) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
DECLARE
    person uuid := auth.take_ticket(ticket);
BEGIN
    PERFORM inside.require(person IS NOT NULL, 'PR401', 'the e-mail or the password is wrong');
    PERFORM inside.require((SELECT u.is_active FROM public.users u WHERE u.user_id = person), 'PR403',
        'this account is disabled', 'ask those who run the studio');
    RETURN person;
END
$$;
