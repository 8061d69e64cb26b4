-- A row as it was, from its JSON image.
INSERT INTO analysis (
    session_id, engine, model, document)
VALUES (
    :image ->> 'session_id', :image ->> 'engine', :image ->> 'model', :image ->> 'document')
ON CONFLICT DO UPDATE SET
    engine = excluded.engine, model = excluded.model, document = excluded.document;
