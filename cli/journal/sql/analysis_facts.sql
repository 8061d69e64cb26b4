-- What an analysis says about itself, for a document made from it.
SELECT engine, model, document ->> 'file', document ->> 'sha256', document ->> 'options'
FROM analysis
WHERE session_id = :session_id;
