-- The change that the present transaction belongs to; empty while an undo puts rows back, so that
-- the triggers below do not record it.
CREATE TABLE recording (
    change_id INTEGER NOT NULL REFERENCES change
) STRICT;
