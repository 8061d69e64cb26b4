CREATE POLICY ops_add ON auth.client_login FOR INSERT TO practice_owner WITH CHECK (true);
