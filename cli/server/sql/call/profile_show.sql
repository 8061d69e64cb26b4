SELECT user_id, nickname, image, instruments, kind, bio, hashtags, titles, is_me,
    (extract(epoch FROM created_at) * 1000)::bigint AS created_ms
FROM api.profile_show($1, $2);
