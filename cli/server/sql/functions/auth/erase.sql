-- Erases a person: the account and, by the cascades of the tables, all rows that are of it; groups are
-- handed over, comments that others answered lose their author and their text, and others' inboxes
-- the name. For api.account_delete() and for those who run the studio. Returns false when there was no such person.
CREATE OR REPLACE FUNCTION auth.erase(person uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
#variable_conflict use_variable
DECLARE
    was_there boolean;
BEGIN
    PERFORM auth.erase_alone(person);
    DELETE FROM auth.attempts a WHERE a.person = person
        OR a.subject = (SELECT auth.subject(u.email) FROM public.users u WHERE u.user_id = person);
    PERFORM auth.forget_name(person);
    DELETE FROM public.users u WHERE u.user_id = person;
    was_there := FOUND;
    -- The triggers of the rows that went with it have told her scope of each only now.
    DELETE FROM sync.changes c WHERE c.scope = person;
    RETURN was_there;
END
$$;
