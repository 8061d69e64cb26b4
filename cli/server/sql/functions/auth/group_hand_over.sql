-- When an account is erased, its groups go to the admin, else the member, who is there longest; a
-- group with nobody else ends.
CREATE OR REPLACE FUNCTION auth.group_hand_over() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
#variable_conflict use_column
DECLARE
    one record;
    heir uuid;
BEGIN
    FOR one IN SELECT g.group_id FROM public.groups g WHERE g.owner_id = OLD.user_id FOR UPDATE LOOP
        SELECT m.user_id INTO heir
        FROM public.group_members m
        WHERE m.group_id = one.group_id AND m.user_id <> OLD.user_id
        ORDER BY m.role = 'admin' DESC, m.joined_at, m.member_id LIMIT 1;
        DELETE FROM public.group_members m WHERE m.group_id = one.group_id AND m.user_id = OLD.user_id;
        IF heir IS NULL THEN
            DELETE FROM public.groups g WHERE g.group_id = one.group_id;
        ELSE
            UPDATE public.group_members m SET role = 'owner' WHERE m.group_id = one.group_id AND m.user_id = heir;
            UPDATE public.groups g SET owner_id = heir WHERE g.group_id = one.group_id;
        END IF;
    END LOOP;
    RETURN OLD;
END
$$;
