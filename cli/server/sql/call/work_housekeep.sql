SELECT * FROM work.housekeep(now())
