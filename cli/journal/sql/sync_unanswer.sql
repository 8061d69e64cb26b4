-- A studio restored from a backup may not know what it applied.
UPDATE outbox SET state = 'waiting', xid = NULL WHERE state = 'applied';
