/* SQLite's FTS5 on the same passages: fts5 index DB < passages.tsv; fts5 ask DB < queries.tsv. */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define COLUMNS 5

static void run(sqlite3 *db, const char *sql)
{
	char *fault = NULL;

	if (sqlite3_exec(db, sql, NULL, NULL, &fault) != SQLITE_OK) {
		fprintf(stderr, "fts5: %s: %s\n", sql, fault ? fault : "?");
		exit(3);
	}
}

static sqlite3_stmt *prepare(sqlite3 *db, const char *sql)
{
	sqlite3_stmt *statement;

	if (sqlite3_prepare_v2(db, sql, -1, &statement, NULL) != SQLITE_OK) {
		fprintf(stderr, "fts5: %s: %s\n", sql, sqlite3_errmsg(db));
		exit(3);
	}
	return statement;
}

static int split(char *line, char **columns, int most)
{
	int count = 0;

	for (char *at = line; at && count < most; count++) {
		columns[count] = at;
		at = strchr(at, '\t');
		if (at && count + 1 < most)
			*at++ = '\0';
	}
	return count;
}

static void index_passages(sqlite3 *db)
{
	sqlite3_stmt *row, *words;
	char *line = NULL, *columns[COLUMNS];
	size_t room = 0;

	run(db, "PRAGMA journal_mode=WAL; BEGIN; CREATE TABLE p(id INTEGER PRIMARY KEY, day INTEGER, place TEXT, text TEXT);"
		"CREATE VIRTUAL TABLE w USING fts5(text, content='p', content_rowid='id', tokenize='unicode61');");
	row = prepare(db, "INSERT INTO p VALUES(?,?,?,?)");
	words = prepare(db, "INSERT INTO w(rowid,text) VALUES(?,?)");
	while (getline(&line, &room, stdin) > 0) {
		if (split(line, columns, COLUMNS) != COLUMNS)
			continue;
		sqlite3_bind_int64(row, 1, atoll(columns[0]));
		sqlite3_bind_int64(row, 2, atoll(columns[1]));
		sqlite3_bind_text(row, 3, columns[2], -1, SQLITE_STATIC);
		sqlite3_bind_text(row, 4, columns[4], -1, SQLITE_STATIC);
		sqlite3_bind_int64(words, 1, atoll(columns[0]));
		sqlite3_bind_text(words, 2, columns[4], -1, SQLITE_STATIC);
		sqlite3_step(row);
		sqlite3_step(words);
		sqlite3_reset(row);
		sqlite3_reset(words);
	}
	sqlite3_finalize(row);
	sqlite3_finalize(words);
	run(db, "INSERT INTO w(w) VALUES('optimize'); COMMIT; PRAGMA wal_checkpoint(TRUNCATE);");
	free(line);
}

static double now_ms(void)
{
	struct timespec time;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
	return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

static long answer(sqlite3_stmt *top, sqlite3_stmt *counts, char **query)
{
	long total = 0;

	for (int i = 0; i < 2; i++) {
		sqlite3_stmt *statement = i ? counts : top;

		sqlite3_bind_text(statement, 1, query[2], -1, SQLITE_STATIC);
		sqlite3_bind_int64(statement, 2, atoll(query[0]));
		sqlite3_bind_int64(statement, 3, atoll(query[1]));
		while (sqlite3_step(statement) == SQLITE_ROW)
			total += i ? sqlite3_column_int64(statement, 2) : 0;
		sqlite3_reset(statement);
	}
	return total;
}

/* from<TAB>to<TAB>query a line; prints the milliseconds and the total of each. */
static void ask(sqlite3 *db)
{
	sqlite3_stmt *top = prepare(db, "SELECT p.id FROM w JOIN p ON p.id=w.rowid WHERE w MATCH ?1 AND day BETWEEN ?2 AND ?3 "
					"ORDER BY rank LIMIT 10");
	sqlite3_stmt *counts = prepare(db, "SELECT place, day/100, count(*) FROM w JOIN p ON p.id=w.rowid WHERE w MATCH ?1 "
					   "AND day BETWEEN ?2 AND ?3 GROUP BY 1,2");
	char *line = NULL, *query[3];
	size_t room = 0;

	while (getline(&line, &room, stdin) > 0) {
		double start;
		long total;

		line[strcspn(line, "\n")] = '\0';
		if (split(line, query, 3) != 3)
			continue;
		answer(top, counts, query);
		start = now_ms();
		total = answer(top, counts, query);
		printf("%.4f\t%ld\n", now_ms() - start, total);
	}
	sqlite3_finalize(top);
	sqlite3_finalize(counts);
	free(line);
}

int main(int argc, char **argv)
{
	sqlite3 *db;

	if (argc != 3 || sqlite3_open(argv[2], &db) != SQLITE_OK)
		return 2;
	if (strcmp(argv[1], "index") == 0)
		index_passages(db);
	else
		ask(db);
	sqlite3_close(db);
	return 0;
}
