-- Not unique: the halves of a split session come from the same recording.
CREATE INDEX session_content ON session (content_sha256) WHERE content_sha256 IS NOT NULL;
