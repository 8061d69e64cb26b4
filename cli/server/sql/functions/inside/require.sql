-- Raises `code` unless the condition holds; the words are for a person, and may quote what somebody
-- wrote: what would speak to a terminal is taken out.
CREATE OR REPLACE FUNCTION inside.require(condition boolean, code text, message text, hint text DEFAULT NULL)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
BEGIN
    IF condition IS NOT TRUE THEN
        message := pg_catalog.regexp_replace(message,
            '[\u0001-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]', '?', 'g');
        IF hint IS NULL THEN
            RAISE EXCEPTION USING ERRCODE = code, MESSAGE = message;
        END IF;
        RAISE EXCEPTION USING ERRCODE = code, MESSAGE = message, HINT = hint;
    END IF;
END
$$;
