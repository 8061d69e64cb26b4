-- Refuses what cannot become a job (PR422, PR429): `asked` is what api.job_create() was told.
CREATE OR REPLACE FUNCTION inside.job_check(asked jsonb) RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ''
AS $$
DECLARE
    size bigint := (asked ->> 'size')::bigint;
    at timestamptz := 'epoch'::timestamptz + (asked ->> 'recorded_ms')::bigint * interval '1 millisecond';
BEGIN
    PERFORM inside.require(asked ->> 'sha256' ~ '^[0-9a-f]{64}$', 'PR422', 'sha256: 64 hex digits');
    PERFORM inside.require(size >= 1, 'PR422', 'the recording is empty');
    PERFORM inside.require(size <= 2147483648, 'PR422', 'a recording may have 2 GiB');
    PERFORM inside.require(asked ->> 'type' ~ '^(audio|video|application)/[a-z0-9!#$&^_.+-]{1,60}$', 'PR422',
        'that is no recording');
    PERFORM inside.require(at BETWEEN '1970-01-01' AND now() + interval '1 day', 'PR422',
        'the recording would be from the future', 'is the clock of this machine right?');
    PERFORM inside.job_local(at, asked ->> 'zone');
    PERFORM inside.require((SELECT count(*) FROM (SELECT FROM public.jobs j
            WHERE j.submitted_by = auth.user_id() AND j.finished_at IS NULL LIMIT 10000) many) < 10000,
        'PR429', 'you have 10000 recordings waiting to be measured', 'wait for some of them');
END
$$;
