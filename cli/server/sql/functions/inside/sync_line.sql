-- A row as a line for api.sync_hashes(), as the journal's own query (cli/journal/sql/sync_lines.sql)
-- writes it. NULL: the caller may not see it.
CREATE OR REPLACE FUNCTION inside.sync_line(entity text, row_id uuid) RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ''
AS $$
DECLARE
    d jsonb := inside.document(entity, row_id);
BEGIN
    IF d IS NULL THEN
        RETURN NULL;
    ELSIF entity = 'session' THEN
        RETURN array_to_string(ARRAY[row_id::text, d ->> 'start_ms', d ->> 'end_ms', d ->> 'zone',
            d ->> 'practice_date', d ->> 'start_minute', d ->> 'claimed_ms', d ->> 'measured_ms',
            d ->> 'longest_run_ms', d ->> 'source', d ->> 'title', d ->> 'instrument', d ->> 'piece',
            d ->> 'note', (SELECT string_agg(t.value, E'\x1e' ORDER BY t.ordinality)
                FROM jsonb_array_elements_text(d -> 'tags') WITH ORDINALITY t),
            d ->> 'content_sha256', d ->> 'created_ms', d ->> 'updated_ms'], E'\x1f', E'\x1d');
    ELSIF entity = 'goal' THEN
        RETURN array_to_string(ARRAY[row_id::text, d ->> 'period', d ->> 'target_ms', d ->> 'instrument',
            d ->> 'from_date', d ->> 'until_date', d ->> 'created_ms'], E'\x1f', E'\x1d');
    END IF;
    RETURN row_id || E'\x1f' || md5(d::text);
END
$$;
