CREATE INDEX tokens_user ON auth.tokens (user_id);
