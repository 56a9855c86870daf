/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Edits in the search index: only what differs is taken out and put in. */

#include "config.h"

#include "lf-search-text.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

static sqlite3 *
open_indexes (void)
{
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (":memory:", &db), ==, SQLITE_OK);
  g_assert_cmpint (lf_search_register (db), ==, SQLITE_OK);
  for (const char *name = "ab"; *name != '\0'; name++)
    {
      g_autofree char *sql = g_strdup_printf (
          "CREATE VIRTUAL TABLE %1$c USING fts5 (words, pinyin, content='', detail=none,"
          " tokenize='landfall');"
          "CREATE VIRTUAL TABLE %1$c_all USING fts5vocab (%1$c, 'instance')",
          *name);

      g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
    }
  return db;
}

static void
run_index (sqlite3 *db, char table, gboolean takes_out, const char *words, const char *pinyin)
{
  g_autofree char *head
      = takes_out ? g_strdup_printf ("INSERT INTO %1$c (%1$c, rowid, words, pinyin) VALUES"
                                     " ('delete', 1, ",
                                     table)
                  : g_strdup_printf ("INSERT INTO %c (rowid, words, pinyin) VALUES (1, ", table);
  char *tail = sqlite3_mprintf ("%Q, %Q)", words, pinyin);
  g_autofree char *sql = g_strconcat (head, tail, NULL);

  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_free (tail);
}

static char *
read_text (sqlite3 *db, const char *sql)
{
  sqlite3_stmt *statement;
  char *text;

  g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &statement, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  text = g_strdup ((const char *) sqlite3_column_text (statement, 0));
  sqlite3_finalize (statement);
  return text;
}

static int
count_tokens (sqlite3 *db)
{
  g_autofree char *n
      = read_text (db, "SELECT (SELECT count (*) FROM a_all) + (SELECT count (*) FROM b_all)");

  return atoi (n);
}

/* Few words, so that they meet each other: in one value, in another, in the pinyin. The first
 * @n_kinds of them: HAN, or ALL. */
#define HAN 6
#define ALL 100
static char *
some_words (guint most, guint n_kinds)
{
  static const char *const words[]
      = { "半导体", "导体", "体", "半",  "封装", "装",   "㊀",      "abc",
          "abd",    "ab",   "a",  "ABC", "12",   "1234", "bandaoti" };
  GString *text = g_string_new (NULL);

  for (guint n = (guint) g_test_rand_int_range (0, (gint32) most); n > 0; n--)
    g_string_append_printf (
        text, "%s%s",
        words[g_test_rand_int_range (0, (gint32) MIN (n_kinds, G_N_ELEMENTS (words)))],
        g_test_rand_int_range (0, 3) > 0 ? " " : "");
  g_string_append_c (text, '\n');
  return g_string_free (text, FALSE);
}

/* An index of which only what differs was replaced is the one in which all was, and counts no less:
 * what is taken out of one that counts less is an error. */
static void
test_differ (void)
{
  for (guint round = 0; round < 60; round++)
    {
      sqlite3 *db = open_indexes ();
      guint kinds = round % 2 == 0 ? HAN : ALL;
      g_autofree char *rest = some_words (6, kinds);
      g_autofree char *pinyin
          = g_strdup (g_test_rand_int_range (0, 2) > 0 ? "bandaoti bdt ab" : "");
      g_autofree char *elsewhere = g_strconcat (rest, pinyin, NULL);
      g_autofree char *now = some_words (8, kinds);
      g_autofree char *first = g_strconcat (now, rest, NULL);

      for (const char *name = "ab"; *name != '\0'; name++)
        run_index (db, *name, FALSE, first, pinyin);
      for (guint edit = 0; edit < 6; edit++)
        {
          g_autofree char *next = some_words (edit == 5 ? 1 : 8, kinds);
          g_autofree char *before = g_strconcat (now, rest, NULL);
          g_autofree char *after = g_strconcat (next, rest, NULL);
          g_autofree char *removed = NULL, *added = NULL, *a = NULL, *b = NULL;

          run_index (db, 'a', TRUE, before, pinyin);
          run_index (db, 'a', FALSE, after, pinyin);
          lf_search_differ (now, next, elsewhere, &removed, &added);
          run_index (db, 'b', TRUE, removed, "");
          run_index (db, 'b', FALSE, added, "");
          a = read_text (db, "SELECT group_concat (term, '|') FROM a_all WHERE doc = 1");
          b = read_text (db, "SELECT group_concat (term, '|') FROM b_all WHERE doc = 1");
          g_assert_cmpstr (a, ==, b);
          g_clear_pointer (&a, g_free);
          g_clear_pointer (&b, g_free);
          a = read_text (db, "SELECT hex (block) FROM a_data WHERE id = 1");
          b = read_text (db, "SELECT hex (block) FROM b_data WHERE id = 1");
          g_assert_cmpint (strcmp (a, b), <=, 0);
          g_free (now);
          now = g_steal_pointer (&next);
        }
      for (const char *name = "ab"; *name != '\0'; name++)
        {
          g_autofree char *last = g_strconcat (now, rest, NULL);

          run_index (db, *name, TRUE, last, pinyin);
        }
      g_assert_cmpint (count_tokens (db), ==, 0);
      sqlite3_close (db);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/search/differ", test_differ);
  return g_test_run ();
}
