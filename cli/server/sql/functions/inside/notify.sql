-- Puts a row into somebody's inbox; what a person does to herself is no news to her, but for an
-- achievement. Texts are other people's and are cut and stripped here. `type` is one of comment,
-- reply, like, invitation, achievement, hidden or another such word; `data` says all that is to be told
-- (post_id, comment_id, group_id, actor, about: a title, n, state …), so that programs can word it in
-- the language of who reads it; title and message are for those that cannot. Rows whose data have the same member "gather" become one
-- as long as it is not read.
CREATE OR REPLACE FUNCTION inside.notify(recipient uuid, type text, title text, message text, data jsonb)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
DECLARE
    unsafe constant text := '[\u0001-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]+';
BEGIN
    IF recipient IS NULL OR (recipient = auth.user_id() AND type <> 'achievement') THEN
        RETURN;
    END IF;
    PERFORM auth.notify(recipient, type,
        pg_catalog.left(pg_catalog.regexp_replace(title, unsafe, ' ', 'g'), 200),
        pg_catalog.left(pg_catalog.regexp_replace(coalesce(message, ''), unsafe, ' ', 'g'), 500),
        coalesce(data, '{}'::jsonb));
END
$$;
