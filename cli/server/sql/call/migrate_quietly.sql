-- Function bodies name tables that a later statement makes.
SET LOCAL check_function_bodies = off;
