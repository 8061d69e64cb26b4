SELECT scope, kind, cursor,
    (SELECT count(*) FROM cache WHERE cache.scope = sync_scope.scope)
FROM sync_scope
ORDER BY kind <> 'me', scope;
