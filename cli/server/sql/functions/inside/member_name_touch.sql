-- Members' documents carry nicknames. Only people change their own, so the policies show all rows
-- that matter.
CREATE OR REPLACE FUNCTION inside.member_name_touch() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
BEGIN
    PERFORM inside.touch(m.group_id, 'member', m.member_id, false)
    FROM public.group_members m WHERE m.user_id = NEW.user_id;
    RETURN NULL;
END
$$;
