-- Who likes what: these rows are the truth, like_count follows them under the lock of the row liked.
CREATE TABLE public.likes (
    like_id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    user_id uuid NOT NULL REFERENCES public.users ON DELETE CASCADE,
    post_id uuid REFERENCES public.posts ON DELETE CASCADE,
    comment_id uuid REFERENCES public.comments ON DELETE CASCADE,
    created_at timestamptz NOT NULL DEFAULT now(),
    CHECK (num_nonnulls(post_id, comment_id) = 1),
    UNIQUE (post_id, user_id),
    UNIQUE (comment_id, user_id)
);
