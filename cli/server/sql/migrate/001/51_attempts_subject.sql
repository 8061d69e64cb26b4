CREATE INDEX attempts_subject ON auth.attempts (subject, at);
