-- Remembers the password of practice_client and its verifier.
INSERT INTO auth.client_login (password, verifier) VALUES ($1, $2)
ON CONFLICT (is_only) DO UPDATE SET password = excluded.password, verifier = excluded.verifier, changed_at = now();
