INSERT INTO recording (change_id) VALUES (:change_id);
