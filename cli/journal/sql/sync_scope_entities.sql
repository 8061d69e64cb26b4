SELECT DISTINCT entity FROM cache WHERE scope = :scope ORDER BY entity;
