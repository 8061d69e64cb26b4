-- For the studio's own people, who are members of practice_owner; no function may look.
CREATE POLICY ops_read ON auth.client_login FOR SELECT TO practice_owner USING (true);
