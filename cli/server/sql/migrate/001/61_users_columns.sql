GRANT SELECT (user_id, nickname, profile_image_url, is_active, is_admin, created_at, updated_at),
    UPDATE (nickname, profile_image_url, updated_at) ON public.users TO practice_api;
