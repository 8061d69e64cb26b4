DROP POLICY api_read_group ON public.daily_statistics;
