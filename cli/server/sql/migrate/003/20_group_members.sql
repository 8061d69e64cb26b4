-- Who is in a group, and what of their practice each of them lets the others see there. Sessions
-- tell the totals anyway, and a place on the leaderboard is one.
CREATE TABLE public.group_members (
    member_id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    group_id uuid NOT NULL REFERENCES public.groups ON DELETE CASCADE,
    user_id uuid NOT NULL REFERENCES public.users ON DELETE CASCADE,
    role text NOT NULL DEFAULT 'member' CHECK (role IN ('owner', 'admin', 'member')),
    shares_totals boolean NOT NULL DEFAULT true,
    shares_sessions boolean NOT NULL DEFAULT false,
    shares_titles boolean NOT NULL DEFAULT false,
    on_leaderboard boolean NOT NULL DEFAULT false,
    joined_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (group_id, user_id),
    CHECK (shares_totals OR NOT (shares_sessions OR on_leaderboard))
);
