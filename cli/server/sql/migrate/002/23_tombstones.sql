-- When (by the clock of the device) a musician's own row was deleted, without what it held then. late
-- has what another device that did not know of it wrote after that, {register…, "clocks": {…}}: if the
-- row is made anew, the answer must not depend on what came first.
CREATE TABLE sync.tombstones (
    user_id uuid NOT NULL REFERENCES public.users ON DELETE CASCADE,
    entity text NOT NULL,
    row_id uuid NOT NULL,
    clock text COLLATE "C" NOT NULL,
    late jsonb NOT NULL DEFAULT '{"clocks": {}}',
    deleted_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (user_id, entity, row_id)
);
