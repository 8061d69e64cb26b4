-- An instant on the clock of a place: an IANA name, or an offset east of Greenwich such as '+09:00'.
-- Raises PR422 for a place that there is not.
CREATE OR REPLACE FUNCTION inside.job_local(at timestamptz, zone text) RETURNS timestamp
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ''
AS $$
BEGIN
    IF zone ~ '^[+-]([01][0-9]|2[0-3]):[0-5][0-9]$' THEN
        RETURN at AT TIME ZONE zone::interval;
    END IF;
    PERFORM inside.require(zone ~ '^[A-Za-z][A-Za-z0-9_+/-]{0,62}$', 'PR422', 'that is no time zone');
    RETURN at AT TIME ZONE zone;
EXCEPTION WHEN invalid_parameter_value OR datetime_field_overflow OR invalid_datetime_format THEN
    RAISE EXCEPTION USING ERRCODE = 'PR422', MESSAGE = format('the studio knows no time zone ''%s''', left(zone, 64));
END
$$;
