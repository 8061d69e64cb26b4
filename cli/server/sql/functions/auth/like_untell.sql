-- Takes back what inside.like_tell() told of a text that nobody likes any more, unless it was read.
CREATE OR REPLACE FUNCTION auth.like_untell(author_id uuid, id uuid) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = ''
AS $$
    DELETE FROM public.notifications n
    WHERE n.user_id = author_id AND n.gather = 'like:' || id AND NOT n.is_read
        AND NOT EXISTS (SELECT FROM public.likes l WHERE l.post_id = id OR l.comment_id = id)
$$;
