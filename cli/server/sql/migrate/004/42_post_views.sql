-- Who looked at a post on a day, so that looking twice counts once. Only the present day's rows of a
-- person are kept.
CREATE TABLE public.post_views (
    post_id uuid NOT NULL REFERENCES public.posts ON DELETE CASCADE,
    user_id uuid NOT NULL REFERENCES public.users ON DELETE CASCADE,
    view_date date NOT NULL,
    PRIMARY KEY (user_id, post_id, view_date)
);
