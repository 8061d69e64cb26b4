-- What people ask the admins to look at, once each.
CREATE TABLE public.post_reports (
    report_id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    user_id uuid NOT NULL REFERENCES public.users ON DELETE CASCADE,
    post_id uuid NOT NULL REFERENCES public.posts ON DELETE CASCADE,
    comment_id uuid REFERENCES public.comments ON DELETE CASCADE,
    reason text NOT NULL DEFAULT '' CHECK (length(reason) <= 500),
    created_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE NULLS NOT DISTINCT (user_id, post_id, comment_id)
);
