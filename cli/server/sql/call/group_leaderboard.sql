SELECT * FROM api.group_leaderboard($1, $2, $3::date, $4::date);
