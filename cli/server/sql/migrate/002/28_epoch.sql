-- A secret of this database: part of its epoch, and of the names of the channels.
CREATE TABLE sync.epoch (
    secret uuid PRIMARY KEY DEFAULT gen_random_uuid()
);
