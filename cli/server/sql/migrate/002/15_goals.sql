-- So much measured play time a day or a week, from a date on; of one instrument, or of all (NULL).
CREATE TABLE public.goals (
    goal_id uuid PRIMARY KEY,
    user_id uuid NOT NULL REFERENCES public.users ON DELETE CASCADE,
    period text NOT NULL CHECK (period IN ('day', 'week')),
    target_ms integer NOT NULL CHECK (target_ms BETWEEN 1 AND CASE period WHEN 'day' THEN 86400000 ELSE 604800000 END),
    instrument text CHECK (octet_length(instrument) <= 200),
    from_date date NOT NULL,
    until_date date CHECK (until_date >= from_date),
    created_at timestamptz NOT NULL DEFAULT now(),
    field_clocks jsonb NOT NULL
);
