-- Drafts wait for whoever signs in next.
DELETE FROM outbox WHERE entity IN ('session', 'goal') OR state <> 'waiting';
