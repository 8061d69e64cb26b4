CREATE INDEX outbox_row ON outbox (row_id);
