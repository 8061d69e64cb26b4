-- The board: posts for all of the studio, or for one group. `tail` is what people type of an id and
-- is stored, since an index on an expression is of no use behind row security. `search` holds the
-- words of the post (inside.lexemes) and its tags as 'a:cello' (by themselves) and 'm:bowing' (by hand).
CREATE TABLE public.posts (
    post_id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    tail text COLLATE "C" NOT NULL GENERATED ALWAYS AS (reverse(right(post_id::text, 12))) STORED,
    user_id uuid NOT NULL REFERENCES public.users ON DELETE CASCADE,
    group_id uuid REFERENCES public.groups ON DELETE CASCADE,
    title text NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
    content text NOT NULL CHECK (length(content) <= 20000),
    category text NOT NULL DEFAULT 'general' CHECK (category IN ('tip', 'question', 'free', 'general')),
    auto_tags text[] NOT NULL DEFAULT '{}' CHECK (cardinality(auto_tags) <= 20),
    manual_tags text[] NOT NULL DEFAULT '{}' CHECK (cardinality(manual_tags) <= 10),
    session jsonb CHECK (jsonb_typeof(session) = 'object' AND length(session::text) <= 4000),
    view_count integer NOT NULL DEFAULT 0,
    like_count integer NOT NULL DEFAULT 0,
    comment_count integer NOT NULL DEFAULT 0,
    report_count integer NOT NULL DEFAULT 0,
    is_hidden boolean NOT NULL DEFAULT false,
    hidden_reason text CHECK (length(hidden_reason) <= 200),
    edited_at timestamptz,
    search tsvector NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);
