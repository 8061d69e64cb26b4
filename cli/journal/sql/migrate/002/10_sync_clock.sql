-- What the triggers below look at. is_on: a studio is to hear of changes; 0 also while rows that came
-- from there are written. device marks this journal. clock is hybrid: milliseconds since 1970 in the
-- upper bits, a count in the lower 16, and never behind any clock seen.
CREATE TABLE sync_clock (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    is_on INTEGER NOT NULL DEFAULT 0 CHECK (is_on IN (0, 1)),
    device TEXT NOT NULL CHECK (length(device) = 8),
    clock INTEGER NOT NULL DEFAULT 0
) STRICT;
