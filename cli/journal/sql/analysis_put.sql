INSERT INTO analysis (session_id, engine, model, document)
VALUES (:session_id, :engine, :model, :document)
ON CONFLICT (session_id) DO UPDATE SET
    engine = excluded.engine, model = excluded.model, document = excluded.document;
