-- Erases a person: the account and, by the cascades of the tables, all rows that are of it; groups are
-- handed over and comments that others answered lose their author. For api.account_delete() and for
-- those who run the studio. Returns false when there was no such person.
CREATE OR REPLACE FUNCTION auth.erase(person uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
#variable_conflict use_variable
BEGIN
    DELETE FROM auth.attempts a WHERE a.person = person
        OR a.subject = (SELECT auth.subject(u.email) FROM public.users u WHERE u.user_id = person);
    DELETE FROM public.users u WHERE u.user_id = person;
    RETURN FOUND;
END
$$;
