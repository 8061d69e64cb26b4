#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""make bench: what lists, searches and feeds cost on a board of many posts, with row security on and off.

A private PostgreSQL cluster is filled with posts of English and Korean words, common and rare ones,
one a minute. The same calls as the program makes; the times are the client's. The searches that cost
most are for a word that is rare and for one that nobody wrote.
"""
import argparse
import os
import statistics
import subprocess
import time

import dashboards as studio

studio.TABLES = ("users", "user_profiles", "groups", "group_members", "posts", "comments", "likes")
PEOPLE = 5000

FILL = """
SET session_replication_role = replica; SET maintenance_work_mem = '256MB';
INSERT INTO users (email, password_hash, nickname)
SELECT n || '@example.org', 'none', 'writer' || n FROM generate_series(0, {people} - 1) AS n;
INSERT INTO user_profiles (user_id, instruments, user_type)
SELECT user_id, '{{Cello,Piano}}', 'student' FROM users WHERE nickname IN ('writer1', 'writer2');
INSERT INTO auth.tokens (token_hash, user_id, device_id, device_name, expires_at)
SELECT sha256(convert_to(nickname, 'UTF8')), user_id, gen_random_uuid(), 'bench', now() + interval '9 days' FROM users;
CREATE TEMP TABLE text AS
SELECT n, 'Title ' || n % 50 AS title, content, ARRAY[(ARRAY['cello', 'violin', 'piano', 'flute', 'gayageum', 'horn'])[1 + n % 6],
    (ARRAY['student', 'hobby', 'teacher'])[1 + n % 3]] AS own, ARRAY['tag' || n % 499] AS tags
FROM (SELECT n, (SELECT string_agg(CASE WHEN random() < 0.5 THEN 'word' || (random() ^ 3 * 3000)::int
        ELSE chr(44032 + (random() ^ 2 * 2000)::int) || chr(44032 + (random() ^ 2 * 2000)::int) || '을' END, ' ')
    FROM generate_series(1, 20 + n % 20)) AS content FROM generate_series(0, 9999) AS n) AS one;
CREATE TEMP TABLE found AS
SELECT n, array_to_tsvector(inside.lexemes(concat_ws(' ', title, content, own[1], own[2], tags[1]))
    || ARRAY['a:' || own[1], 'a:' || own[2], 'm:' || tags[1]]) AS search FROM text;
CREATE TEMP TABLE person AS SELECT user_id, substr(nickname, 7)::int AS n FROM users;
INSERT INTO posts (user_id, title, content, category, auto_tags, manual_tags, like_count, search, created_at)
SELECT p.user_id, t.title, t.content, (ARRAY['tip', 'question', 'free', 'general'])[1 + i % 4], t.own, t.tags,
    CASE WHEN i % 7 = 0 THEN i % 20 ELSE 0 END, f.search, now() - i * interval '1 minute'
FROM generate_series(1, {posts}) AS i JOIN text t ON t.n = i::bigint * 7919 % 10000 JOIN found f ON f.n = t.n
    JOIN person p ON p.n = i::bigint * 104729 % {people};
VACUUM ANALYZE posts;
"""

LIST = "api.post_list('{who}', %s, %s, %s, %s, %s, NULL, false, NULL, 20)"
CALLS = {
    "list": LIST % (("NULL",) * 5),
    "tips by cellists": LIST % ("'tip'", "'cello'", "NULL", "NULL", "NULL"),
    "a tag": LIST % ("NULL", "NULL", "'tag498'", "NULL", "NULL"),
    "an author": LIST % ("NULL", "NULL", "NULL", "'writer77'", "NULL"),
    "a common word": LIST % ("NULL", "NULL", "NULL", "NULL", "'word1'"),
    "two Korean syllables": LIST % ("NULL", "NULL", "NULL", "NULL", "'가각'"),
    "a rare word": LIST % ("NULL", "NULL", "NULL", "NULL", "'word2998'"),
    "a word nobody wrote": LIST % ("NULL", "NULL", "NULL", "NULL", "'nosuchword'"),
    "feed": "api.post_feed('{who}', NULL, 20)",
}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--posts", type=int, default=int(os.environ.get("STUDIO_POSTS", 1000000)))
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    studio.CALLS = CALLS
    started = subprocess.run(("bash", "-c", studio.START + 'studio_start >/dev/null && printf "%s\n" "$STUDIO_FOLDER" '
                              '"$STUDIO_ADMIN" "$STUDIO"'), cwd=studio.ROOT, env=dict(os.environ, BUILD=studio.BUILD),
                             stdout=subprocess.PIPE, text=True, check=True)
    folder, admin, client = started.stdout.split("\n")[:3]
    try:
        begun = time.perf_counter()
        studio.psql(admin, FILL.format(people=PEOPLE, posts=options.posts))
        n_posts = int(studio.psql(admin, "SELECT count(*) FROM posts"))
        print("A board of %d posts (filled in %.0f s)" % (n_posts, time.perf_counter() - begun))
        print("%-24s %9s %9s %9s %7s" % ("ms", "median", "p95", "no walls", "ratio"))
        for name, (on, off) in studio.measure(admin, client, ["writer1", "writer2"] * 5, options.rounds).items():
            median = statistics.median(on)
            print("%-24s %9.1f %9.1f %9.1f %7.2f" % (name, median, statistics.quantiles(on, n=20)[18],
                                                     statistics.median(off), median / statistics.median(off)))
    finally:
        subprocess.run(("bash", "-c", studio.START + "studio_stop"), cwd=studio.ROOT,
                       env=dict(os.environ, STUDIO_FOLDER=folder), check=False)


if __name__ == "__main__":
    main()
