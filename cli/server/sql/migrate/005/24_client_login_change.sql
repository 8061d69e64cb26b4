CREATE POLICY ops_change ON auth.client_login FOR UPDATE TO practice_owner USING (true) WITH CHECK (true);
