-- What the pulled rows show need not be kept.
DELETE FROM outbox WHERE state = 'applied' AND xid < :xid;
