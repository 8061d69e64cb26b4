-- A group as the devices of its members keep it.
CREATE OR REPLACE FUNCTION inside.document_group(row_id uuid) RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ''
AS $$
BEGIN
    RETURN (
    SELECT pg_catalog.jsonb_build_object('group_id', g.group_id, 'group_name', g.group_name,
        'description', g.description, 'owner_id', g.owner_id, 'is_public', g.is_public,
        'max_members', g.max_members, 'created_at', g.created_at)
    FROM public.groups g WHERE g.group_id = row_id);
END
$$;
