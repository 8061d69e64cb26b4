-- An achievement as its owner's devices keep it.
CREATE OR REPLACE FUNCTION inside.document_achievement(row_id uuid) RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ''
AS $$
BEGIN
    RETURN (
    SELECT pg_catalog.jsonb_build_object('code', a.code, 'title', a.title, 'title_ko', a.title_ko,
        'earned_on', e.earned_on, 'earned_at', e.earned_at)
    FROM public.user_achievements e JOIN public.achievements a ON a.achievement_id = e.achievement_id
    WHERE e.user_achievement_id = row_id);
END
$$;
