GRANT SELECT ON public.daily_statistics TO practice_api;
