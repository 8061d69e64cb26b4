-- Raises `code` unless the condition holds; the words are for a person.
CREATE OR REPLACE FUNCTION inside.require(condition boolean, code text, message text, hint text DEFAULT NULL)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
BEGIN
    IF condition IS NOT TRUE THEN
        IF hint IS NULL THEN
            RAISE EXCEPTION USING ERRCODE = code, MESSAGE = message;
        END IF;
        RAISE EXCEPTION USING ERRCODE = code, MESSAGE = message, HINT = hint;
    END IF;
END
$$;
