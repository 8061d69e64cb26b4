SELECT count(*) AS n FROM pg_catalog.pg_database WHERE datname = 'practice';
