-- Changes the nickname of who is signed in; raises PR409 when somebody has it.
CREATE OR REPLACE FUNCTION auth.profile_nickname(nickname_said text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
#variable_conflict use_column
DECLARE
    clean text := auth.clean_nickname(nickname_said);
BEGIN
    UPDATE public.users u SET nickname = clean, updated_at = pg_catalog.now()
        WHERE u.user_id = auth.user_id() AND u.nickname <> clean;
EXCEPTION WHEN unique_violation THEN
    PERFORM auth.tell_taken('users_nickname', clean);
END
$$;
