-- When (by the clock of the device) a musician's own row was deleted, without what it held.
CREATE TABLE sync.tombstones (
    user_id uuid NOT NULL REFERENCES public.users ON DELETE CASCADE,
    entity text NOT NULL,
    row_id uuid NOT NULL,
    clock text COLLATE "C" NOT NULL,
    deleted_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (user_id, entity, row_id)
);
