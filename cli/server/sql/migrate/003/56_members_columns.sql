-- Nobody adds a member but auth.group_admit(), which counts places under a lock.
GRANT SELECT, DELETE, UPDATE (role, shares_totals, shares_sessions, shares_titles, on_leaderboard)
    ON public.group_members TO practice_api;
