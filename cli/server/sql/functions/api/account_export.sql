-- Everything the studio holds of who asks: rows of JSON, each of a part that is named after its table.
CREATE OR REPLACE FUNCTION api.account_export(token text) RETURNS TABLE (part text, document text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
DECLARE
    me uuid := auth.enter(token);
BEGIN
    RETURN QUERY SELECT 'account', pg_catalog.row_to_json(a)::text FROM auth.account(token) a;
    RETURN QUERY SELECT 'devices', pg_catalog.row_to_json(d)::text FROM auth.device_list(token) d;
    RETURN QUERY SELECT * FROM inside.account_rows(me);
END
$$;
