-- How many operations a journal still had to send when it last said so.
ALTER TABLE sync.devices ADD COLUMN n_waiting bigint NOT NULL DEFAULT 0;
