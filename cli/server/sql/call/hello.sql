SELECT * FROM api.hello();
