CREATE TRIGGER touch AFTER INSERT OR UPDATE OR DELETE ON public.notifications
    FOR EACH ROW EXECUTE FUNCTION inside.notification_touch();
