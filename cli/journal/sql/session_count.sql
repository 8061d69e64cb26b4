SELECT count(*) FROM session;
