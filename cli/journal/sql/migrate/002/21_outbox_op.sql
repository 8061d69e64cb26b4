CREATE UNIQUE INDEX outbox_op ON outbox (op_id);
