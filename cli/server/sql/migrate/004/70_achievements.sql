-- The achievements, from the program's own list (cli/stats/achievements.tsv); times are minutes.
CREATE TABLE public.achievements (
    achievement_id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    code text NOT NULL UNIQUE,
    place integer NOT NULL,
    title text NOT NULL,
    title_ko text NOT NULL,
    description text NOT NULL,
    description_ko text NOT NULL,
    condition_type text NOT NULL,
    condition_value bigint NOT NULL,
    condition_parameter bigint NOT NULL,
    icon_url text,
    created_at timestamptz NOT NULL DEFAULT now()
);
