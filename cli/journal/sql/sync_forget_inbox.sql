-- What others did and wrote stands in the inbox, too.
DELETE FROM cache WHERE entity = 'notification';
