-- People p1, p2, … with devices whose tokens are "1-0", "1-1", …
WITH people AS (
    INSERT INTO public.users (email, password_hash, nickname)
    SELECT 'p' || n || '@example.org', 'x', 'p' || n FROM generate_series(:'first'::integer, :'last'::integer) n
    RETURNING user_id, substr(nickname, 2) AS n)
INSERT INTO auth.tokens (token_hash, user_id, device_id, device_name, expires_at)
SELECT sha256(convert_to(n || '-' || d, 'UTF8')), user_id, gen_random_uuid(), 'device ' || d, now() + interval '1 year'
FROM people, generate_series(0, 5) d;
