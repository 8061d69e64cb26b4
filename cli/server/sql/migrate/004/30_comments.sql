-- What people say to a post and to each other. A comment that was answered leaves its place when it
-- or its author goes: no author, no text.
CREATE TABLE public.comments (
    comment_id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    tail text COLLATE "C" NOT NULL GENERATED ALWAYS AS (reverse(right(comment_id::text, 12))) STORED,
    post_id uuid NOT NULL REFERENCES public.posts ON DELETE CASCADE,
    user_id uuid REFERENCES public.users ON DELETE SET NULL,
    parent_comment_id uuid,
    depth smallint NOT NULL DEFAULT 0 CHECK (depth BETWEEN 0 AND 30),
    content text NOT NULL CHECK (length(content) <= 5000),
    like_count integer NOT NULL DEFAULT 0,
    is_hidden boolean NOT NULL DEFAULT false,
    edited_at timestamptz,
    deleted_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (comment_id, post_id),
    FOREIGN KEY (parent_comment_id, post_id) REFERENCES public.comments (comment_id, post_id) ON DELETE CASCADE
);
