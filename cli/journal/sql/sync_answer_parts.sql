-- What the studio's first answer says: is it the same life of the database, does it know our last
-- operation, what time is it there.
SELECT :answer ->> 'epoch', :answer ->> 'knows', :answer ->> 'now', :answer ->> 'user';
