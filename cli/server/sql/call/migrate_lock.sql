-- One migration at a time in this database; released with the transaction.
SELECT pg_catalog.pg_advisory_xact_lock(5786936142811);
