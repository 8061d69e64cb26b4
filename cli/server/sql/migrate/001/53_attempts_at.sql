CREATE INDEX attempts_at ON auth.attempts (at);
