CREATE UNIQUE INDEX users_nickname ON public.users (lower(nickname));
