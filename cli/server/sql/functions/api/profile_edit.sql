-- Changes the person's own profile: NULL leaves a part as it is, '' or an empty list clears it.
CREATE OR REPLACE FUNCTION api.profile_edit(token text, nickname_said text, image text, instruments_said text[],
    kind text, bio_said text, hashtags_said text[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
#variable_conflict use_column
DECLARE
    me uuid := auth.enter(token);
BEGIN
    PERFORM inside.require(kind IS NULL OR kind IN ('', 'student', 'hobby', 'professional', 'teacher'), 'PR422',
        'kind: student, hobby, professional or teacher');
    IF nickname_said IS NOT NULL THEN
        PERFORM auth.profile_nickname(nickname_said);
    END IF;
    IF image IS NOT NULL THEN
        UPDATE public.users u SET profile_image_url = inside.clean_image_url(image), updated_at = pg_catalog.now()
            WHERE u.user_id = me;
    END IF;
    INSERT INTO public.user_profiles (user_id) VALUES (me) ON CONFLICT (user_id) DO NOTHING;
    UPDATE public.user_profiles p SET
            instruments = coalesce(inside.clean_list(instruments_said, 40, 'instrument'), p.instruments),
            user_type = CASE WHEN kind IS NULL THEN p.user_type ELSE nullif(kind, '') END,
            bio = CASE WHEN bio_said IS NULL THEN p.bio ELSE nullif(inside.clean(bio_said, 0, 1000, 'bio'), '') END,
            hashtags = coalesce(inside.clean_hashtags(hashtags_said), p.hashtags),
            updated_at = pg_catalog.now()
        WHERE p.user_id = me;
END
$$;
