SELECT * FROM work.doomed(now(), $1)
