SELECT * FROM work.counts()
