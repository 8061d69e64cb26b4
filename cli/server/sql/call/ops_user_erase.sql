SELECT auth.erase($1::uuid);
