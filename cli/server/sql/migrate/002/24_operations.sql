-- What was answered to every operation, so that one sent again is answered as before. `place` is the
-- order in which they were applied.
CREATE TABLE sync.operations (
    user_id uuid NOT NULL REFERENCES public.users ON DELETE CASCADE,
    op_id uuid NOT NULL,
    place bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
    device text NOT NULL,
    answer text NOT NULL CHECK (answer IN ('applied', 'refused')),
    reason text,
    hint text,
    done_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (user_id, op_id)
);
