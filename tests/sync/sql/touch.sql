-- A row of a kind that no client knows, so that only the order of changes matters.
SELECT auth.touch(user_id, 'nothing', gen_random_uuid(), false) FROM public.users WHERE nickname = $1;
