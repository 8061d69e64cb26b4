CREATE INDEX attempts_address ON auth.attempts (address, at);
