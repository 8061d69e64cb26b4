CREATE TRIGGER touch AFTER INSERT OR DELETE ON public.user_achievements
    FOR EACH ROW EXECUTE FUNCTION inside.achievement_touch();
