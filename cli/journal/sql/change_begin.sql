INSERT INTO change (at_ms, label) VALUES (:now_ms, :label);
