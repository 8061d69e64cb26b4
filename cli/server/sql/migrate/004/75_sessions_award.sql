-- At the end of the transaction, so that a batch of a thousand sessions is judged once.
CREATE CONSTRAINT TRIGGER award AFTER INSERT OR UPDATE ON public.practice_sessions
    DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION auth.award_later();
