CREATE TRIGGER d_webhook AFTER UPDATE OF status ON public.jobs FOR EACH ROW
    WHEN (NEW.finished_at IS NOT NULL AND OLD.finished_at IS NULL) EXECUTE FUNCTION auth.webhook_note();
