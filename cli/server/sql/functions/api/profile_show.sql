-- What a person tells the others, with the titles earned; NULL is oneself. Raises PR404.
CREATE OR REPLACE FUNCTION api.profile_show(token text, whose text)
RETURNS TABLE (user_id uuid, nickname text, image text, instruments text[], kind text, bio text, hashtags text[],
    titles text[], created_at timestamptz, is_me boolean)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
#variable_conflict use_column
DECLARE
    me uuid := auth.enter(token);
BEGIN
    RETURN QUERY SELECT u.user_id, u.nickname, u.profile_image_url, coalesce(p.instruments, '{}'), p.user_type, p.bio,
            coalesce(p.hashtags, '{}'), inside.titles_of(u.user_id), u.created_at, u.user_id = me
        FROM public.users u LEFT JOIN public.user_profiles p ON p.user_id = u.user_id
        WHERE u.user_id = CASE WHEN whose IS NULL THEN me ELSE auth.person_named(whose) END;
    PERFORM inside.require(FOUND, 'PR404', pg_catalog.format('nobody here is called ''%s''', pg_catalog.left(whose, 100)));
END
$$;
