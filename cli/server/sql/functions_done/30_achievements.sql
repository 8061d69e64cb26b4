-- The program's list of achievements may have grown. (In a new database a migration does this, when the
-- table is there.)
DO $$
BEGIN
    IF to_regclass('public.achievements') IS NOT NULL THEN
        PERFORM auth.achievements_learn();
    END IF;
END
$$;
