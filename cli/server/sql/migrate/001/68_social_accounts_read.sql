GRANT SELECT ON public.social_accounts TO practice_api;
