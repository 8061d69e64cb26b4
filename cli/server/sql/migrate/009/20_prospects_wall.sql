-- For the functions of `auth` alone.
DO $$
BEGIN
    ALTER TABLE auth.prospects ENABLE ROW LEVEL SECURITY;
    ALTER TABLE auth.prospects FORCE ROW LEVEL SECURITY;
    GRANT SELECT, INSERT, UPDATE, DELETE ON auth.prospects TO practice_auth;
    CREATE POLICY auth_all ON auth.prospects FOR ALL TO practice_auth USING (true) WITH CHECK (true);
END
$$;
