-- What a post or a comment was before each edit; for its author and those who watch over the board.
CREATE TABLE public.post_edits (
    edit_id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    post_id uuid REFERENCES public.posts ON DELETE CASCADE,
    comment_id uuid REFERENCES public.comments ON DELETE CASCADE,
    user_id uuid NOT NULL REFERENCES public.users ON DELETE CASCADE,
    title text,
    content text NOT NULL,
    category text,
    manual_tags text[],
    created_at timestamptz NOT NULL DEFAULT now(),
    CHECK (num_nonnulls(post_id, comment_id) = 1)
);
