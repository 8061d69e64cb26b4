GRANT SELECT, INSERT, DELETE, UPDATE (group_name, description, owner_id, is_public, max_members, updated_at)
    ON public.groups TO practice_api;
