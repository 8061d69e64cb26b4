-- A private group is there for its members and for those who are invited.
CREATE POLICY api_read ON public.groups FOR SELECT TO practice_api
    USING (is_public OR owner_id = (SELECT auth.user_id()) OR group_id IN (SELECT auth.my_groups('member'))
        OR group_id IN (SELECT auth.invited_groups()));
