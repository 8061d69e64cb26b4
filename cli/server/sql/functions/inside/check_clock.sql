-- Refuses a clock that is none, or more than a day ahead: everybody's clock would have to follow it.
CREATE OR REPLACE FUNCTION inside.check_clock(clock text) RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ''
AS $$
BEGIN
    PERFORM inside.require(clock ~ '^[0-7][0-9a-f]{15}-[0-9a-f]{8}$', 'PR422', 'an operation has no valid clock');
    PERFORM inside.require(('x' || left(clock, 12))::bit(48)::bigint
            < extract(epoch FROM now() + interval '1 day') * 1000,
        'PR422', 'the clock of the device was more than a day ahead',
        'set the clock, then: practice sync retry');
END
$$;
