DROP INDEX sync.operations_old;
