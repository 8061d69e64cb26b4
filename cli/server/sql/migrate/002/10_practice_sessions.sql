-- A practice session, as the journals of its musician tell it (cli/journal, table session). Clock
-- time, claimed time and measured time stay apart; what was played is whole seconds of the measured.
-- field_clocks has the clock of the last writer of each field, or of the row for those not named.
CREATE TABLE public.practice_sessions (
    session_id uuid PRIMARY KEY,
    user_id uuid NOT NULL REFERENCES public.users ON DELETE CASCADE,
    practice_date date NOT NULL CHECK (practice_date BETWEEN '0001-01-01' AND '9999-12-31'),
    start_time timestamptz NOT NULL,
    end_time timestamptz NOT NULL CHECK (end_time >= start_time AND end_time - start_time <= '48 hours'),
    zone text NOT NULL CHECK (octet_length(zone) BETWEEN 1 AND 64),
    start_minute integer NOT NULL CHECK (start_minute BETWEEN 0 AND 1439),
    claimed_ms integer NOT NULL CHECK (claimed_ms BETWEEN 0 AND extract(epoch FROM end_time - start_time) * 1000),
    measured_ms integer CHECK (measured_ms BETWEEN 0 AND 172800000),
    longest_run_ms integer CHECK (longest_run_ms BETWEEN 0 AND measured_ms),
    actual_play_time integer GENERATED ALWAYS AS (measured_ms / 1000) STORED,
    source text NOT NULL CHECK (source IN ('record', 'analyze', 'manual', 'import')),
    title text CHECK (octet_length(title) <= 200),
    instrument text CHECK (octet_length(instrument) <= 200),
    piece text CHECK (octet_length(piece) <= 200),
    notes text CHECK (octet_length(notes) <= 65536),
    tags text[] NOT NULL DEFAULT '{}' CHECK (cardinality(tags) <= 32 AND octet_length(array_to_string(tags, '')) <= 6400),
    content_sha256 text CHECK (content_sha256 ~ '^[0-9a-f]{64}$'),
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    field_clocks jsonb NOT NULL
);
