-- Written by auth.touch() alone.
CREATE POLICY api_read ON sync.changes FOR SELECT TO practice_api USING (scope IN (SELECT auth.scopes()));
