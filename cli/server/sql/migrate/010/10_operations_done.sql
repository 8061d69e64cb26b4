-- The time alone: with the person before it, both indexes of a new table looked the same to whoever had to
-- find one operation, and this one has all of a person's.
CREATE INDEX operations_done ON sync.operations (done_at);
