-- Whether this is one of those who watch over the board of the studio: `practice server user admin` makes them.
CREATE OR REPLACE FUNCTION auth.is_admin() RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
AS $$
    SELECT coalesce((SELECT u.is_admin FROM public.users u WHERE u.user_id = auth.user_id()), false)
$$;
