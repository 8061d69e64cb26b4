CREATE INDEX social_accounts_user ON public.social_accounts (user_id);
