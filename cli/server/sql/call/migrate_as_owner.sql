SET LOCAL ROLE practice_owner;
