-- Judges a person's achievements at the end of a transaction that changed what they hang on in sessions or
-- goals of hers, once for all of its rows: a setting of the transaction remembers for whom that was done. Most
-- sessions bring nothing new, and that is told without a look at all of the others. As at any push of hers, two
-- transactions take turns: what one leaves to be told of her next achievements, the other goes on from.
CREATE OR REPLACE FUNCTION auth.award_later() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
DECLARE
    mark text;
BEGIN
    IF TG_TABLE_NAME = 'practice_sessions' THEN
        IF coalesce(NEW.measured_ms, 0) = 0 THEN
            RETURN NULL;
        END IF;
    END IF;
    IF TG_OP = 'UPDATE' AND TG_TABLE_NAME = 'practice_sessions' THEN
        IF (OLD.practice_date, OLD.start_time, OLD.start_minute, OLD.claimed_ms, OLD.measured_ms, OLD.longest_run_ms,
            OLD.instrument, OLD.piece) IS NOT DISTINCT FROM (NEW.practice_date, NEW.start_time, NEW.start_minute,
            NEW.claimed_ms, NEW.measured_ms, NEW.longest_run_ms, NEW.instrument, NEW.piece) THEN
            RETURN NULL;
        END IF;
    END IF;
    mark := pg_catalog.pg_current_xact_id() || ' ' || NEW.user_id;
    IF pg_catalog.current_setting('practice.awarded', true) IS DISTINCT FROM mark THEN
        PERFORM pg_catalog.set_config('practice.awarded', mark, true);
        PERFORM pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended('practice sync ' || NEW.user_id, 0));
        IF auth.prospects_near(NEW.user_id) THEN
            PERFORM auth.award(NEW.user_id);
        END IF;
    END IF;
    RETURN NULL;
END
$$;
