-- Who was sent away comes back only by an invitation of their own: not by the open door of a public
-- group, nor by a code that is still going round.
CREATE TABLE public.group_removals (
    group_id uuid NOT NULL REFERENCES public.groups ON DELETE CASCADE,
    user_id uuid NOT NULL REFERENCES public.users ON DELETE CASCADE,
    removed_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (group_id, user_id)
);
