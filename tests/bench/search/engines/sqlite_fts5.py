"""Reads lines of JSON: [path, title, text] to add, "done", then [query, count]. Answers each with a line."""
import gzip
import json
import sqlite3
import sys
import time

database = sqlite3.connect(":memory:")
database.execute("CREATE VIRTUAL TABLE posts USING fts5(path UNINDEXED, title, text)")
SEARCH = "SELECT path FROM posts WHERE posts MATCH ? ORDER BY bm25(posts, 0, 4, 1) LIMIT ?"
ready = False
for line in sys.stdin:
    message = json.loads(line)
    if message == "done":
        database.execute("INSERT INTO posts(posts) VALUES ('optimize')")
        database.commit()
        ready = True
        size = len(gzip.compress(database.serialize(), 6))
        answer = {"bytes": size, "seconds": time.process_time()}
    elif ready:
        query, count = message
        begin = time.perf_counter()
        paths = [path for (path,) in database.execute(SEARCH, (query, count))] if query else []
        answer = {"paths": paths, "milliseconds": (time.perf_counter() - begin) * 1000}
    else:
        database.execute("INSERT INTO posts VALUES (?, ?, ?)", message)
        answer = {}
    print(json.dumps(answer), flush=True)
