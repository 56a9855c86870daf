/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pages: whole sequence numbers, in order, only what is newer; and the digest. */

#include "config.h"

#include "zone.h"

#include <string.h>

static void
take (Zone *zone, LfChange *change /* (transfer full) */)
{
  g_autoptr (LfChange) owned = change;
  g_autoptr (LfAnswer) answer = zone_push (zone, "a", owned);

  g_assert_cmpint (answer->kind, ==, LF_ANSWER_ACCEPTED);
}

static LfPage *
read_page_since (Zone *zone, gint64 since, gint64 cursor, guint limit)
{
  LfServerPageQuery query = { .since = since, .cursor = cursor, .limit = limit };
  g_autoptr (GError) error = NULL;
  LfPage *page = lf_server_read_page (zone->storage, ZONE, &query, &error);

  g_assert_no_error (error);
  return page;
}

static LfPage *
read_page (Zone *zone, gint64 cursor, guint limit)
{
  return read_page_since (zone, cursor, cursor, limit);
}

/* One change that makes @n nodes. */
static LfChange *
make_nodes (const char *name, guint n, gsize note_length)
{
  LfChange *change = lf_change_new ("Test");
  g_autofree char *note = g_strnfill (note_length, 'n');

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *node = g_strdup_printf ("%s%u", name, i);
      g_autofree char *id = zone_id (node);
      LfOp *op = lf_change_add_op (change, LF_OP_PUT, "thing", id);

      op->is_new = TRUE;
      lf_op_add_edit (op, "name", NULL, node, 0);
      lf_op_add_edit (op, "note", NULL, note, 0);
    }
  return change;
}

static void
test_empty (void)
{
  g_autoptr (Zone) zone = zone_new ();
  g_autoptr (LfPage) page = read_page (zone, 0, 10);

  g_assert_cmpuint (page->deltas->len, ==, 0);
  g_assert_cmpint (page->cursor, ==, 0);
  g_assert_false (page->has_more);
  g_assert_cmpuint (strlen (page->epoch), >, 0);
}

/* Never within one number, however many records it has. */
static void
test_whole_numbers_g9 (void)
{
  g_autoptr (Zone) zone = zone_new ();
  gint64 cursor = 0;
  static const struct
  {
    guint n;
    gint64 cursor;
    gboolean has_more;
  } expected[] = { { 5, 1, TRUE }, { 3, 4, TRUE }, { 7, 5, FALSE } };

  take (zone, make_nodes ("a", 5, 1));
  take (zone, make_nodes ("b", 1, 1));
  take (zone, make_nodes ("c", 1, 1));
  take (zone, make_nodes ("d", 1, 1));
  take (zone, make_nodes ("e", 7, 1));
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autoptr (LfPage) page = read_page (zone, cursor, 3);

      g_assert_cmpuint (page->deltas->len, ==, expected[i].n);
      g_assert_cmpint (page->cursor, ==, expected[i].cursor);
      g_assert_cmpint (page->has_more, ==, expected[i].has_more);
      cursor = page->cursor;
    }
}

static void
test_bytes (void)
{
  g_autoptr (Zone) zone = zone_new ();
  g_autoptr (LfPage) page = NULL;

  for (guint i = 0; i < 5; i++)
    {
      g_autofree char *name = g_strdup_printf ("n%u-", i);

      take (zone, make_nodes (name, 1, LF_SERVER_PAGE_BYTES / 2));
    }
  page = read_page (zone, 0, 1000);
  g_assert_cmpuint (page->deltas->len, ==, 2);
  g_assert_true (page->has_more);
}

/* What changed since the cursor, what was blanked, and nothing else; twice edited comes once. */
/* @n projects with a note of a million bytes each, made by one change. */
static LfChange *
create_large (const char *name, guint n)
{
  g_autofree char *note = g_strnfill (1000 * 1000, 'x');
  LfChange *change = lf_change_new ("large");

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *title = g_strdup_printf ("%s%u", name, i);
      g_autofree char *id = zone_id (title);
      LfOp *op = lf_change_add_op (change, LF_OP_PUT, "project", id);

      op->is_new = TRUE;
      lf_op_add_edit (op, "name", NULL, title, 0);
      lf_op_add_edit (op, "stage", NULL, "lead", 0);
      lf_op_add_edit (op, "note", NULL, note, 0);
    }
  return change;
}

/* A number that a page has no room for any more begins the next one: both together would be more
 * than a device reads. */
static void
test_large_number (void)
{
  g_autoptr (Zone) zone = zone_new ();
  g_autoptr (LfPage) first = NULL;
  g_autoptr (LfPage) second = NULL;

  take (zone, create_large ("a", 3));
  take (zone, create_large ("b", 14));
  first = read_page (zone, 0, 2000);
  g_assert_cmpuint (first->deltas->len, ==, 3);
  g_assert_cmpint (first->cursor, ==, 1);
  g_assert_true (first->has_more);
  second = read_page (zone, first->cursor, 2000);
  g_assert_cmpuint (second->deltas->len, ==, 14);
  g_assert_cmpint (second->cursor, ==, 2);
  g_assert_false (second->has_more);
}

/* A page never ends within one number, so what one change makes of the records it touches has to
 * fit into one. */
static void
test_too_large_number (void)
{
  g_autoptr (Zone) zone = zone_new ();
  g_autoptr (LfChange) mass = lf_change_new ("mass");
  g_autoptr (LfAnswer) answer = NULL;
  g_autoptr (LfPage) page = NULL;

  take (zone, create_large ("a", 12));
  take (zone, create_large ("b", 5));
  for (guint i = 0; i < 17; i++)
    {
      g_autofree char *title
          = i < 12 ? g_strdup_printf ("a%u", i) : g_strdup_printf ("b%u", i - 12);
      g_autofree char *id = zone_id (title);

      lf_op_add_edit (lf_change_add_op (mass, LF_OP_PUT, "project", id), "source", NULL, "fair", 2);
    }
  answer = zone_push (zone, "a", mass);
  g_assert_cmpint (answer->kind, ==, LF_ANSWER_REFUSED);
  g_assert_cmpstr (answer->reason, ==, "too-large");
  page = read_page (zone, 0, 2000);
  g_assert_cmpuint (page->deltas->len, ==, 12);
}

/* What is reckoned is never less than what is sent: escapes and fields that went blank count. */
static void
test_size (void)
{
  static const char *const texts[] = { "plain", "园区\n“一期”\t\"二期\"\\", "\x01\x1f\x7f" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (Zone) zone = zone_new ();
      g_autofree char *id = zone_id ("p");
      g_autoptr (LfServerRecord) record = NULL;
      g_autoptr (LfPage) page = NULL;
      g_autofree char *text = NULL;
      gsize length;

      take (zone, change_create ("park", id, "甲"));
      take (zone, change_edit ("park", id, "of_a_later_version", NULL, texts[i], 1));
      take (zone, change_edit ("park", id, "note", NULL, "fair", 2));
      take (zone, change_edit ("park", id, "note", "fair", NULL, 3));
      record = zone_load (zone, "park", id);
      page = read_page (zone, 0, 1);
      g_assert_cmpuint (page->deltas->len, ==, 1);
      g_assert_true (g_hash_table_contains (((LfDelta *) page->deltas->pdata[0])->fields, "note"));
      text = lf_wire_from_page (page, &length);
      g_assert_cmpuint (lf_server_page_size (record), >=, (gsize) (strchr (text, '\n') + 1 - text));
    }
}

static void
test_only_newer_g6 (void)
{
  g_autoptr (Zone) zone = zone_new ();
  g_autofree char *id = zone_id ("p");
  LfChange *create = change_create ("project", id, "p");
  g_autoptr (LfPage) page = NULL;
  g_autoptr (LfPage) fresh = NULL;
  const LfDelta *delta;

  lf_op_add_edit (create->ops->pdata[0], "stage", NULL, "lead", 0);
  lf_op_add_edit (create->ops->pdata[0], "industry", NULL, "x", 0);
  lf_op_add_edit (create->ops->pdata[0], "hue", NULL, "red", 0);
  take (zone, create);
  take (zone, change_edit ("project", id, "industry", "x", NULL, 1));
  take (zone, change_edit ("project", id, "hue", "red", NULL, 2));
  take (zone, change_edit ("project", id, "next_step", NULL, "call", 3));
  take (zone, change_edit ("project", id, "next_step", "call", "visit", 4));
  page = read_page (zone, 1, 10);
  g_assert_cmpuint (page->deltas->len, ==, 1);
  g_assert_cmpint (page->cursor, ==, 5);
  delta = page->deltas->pdata[0];
  g_assert_cmpint (delta->seq, ==, 5);
  g_assert_cmpstr (delta->author, ==, "a");
  g_assert_cmpint (delta->time_us, >, 0);
  g_assert_cmpuint (g_hash_table_size (delta->fields), ==, 4);
  g_assert_true (g_hash_table_contains (delta->fields, "industry"));
  g_assert_null (g_hash_table_lookup (delta->fields, "industry"));
  g_assert_true (g_hash_table_contains (delta->fields, "hue"));
  g_assert_null (g_hash_table_lookup (delta->fields, "hue"));
  g_assert_cmpstr (g_hash_table_lookup (delta->fields, "next_step"), ==, "visit");
  g_assert_true (g_hash_table_contains (delta->fields, "next_step_date"));
  fresh = read_page (zone, 0, 10);
  delta = fresh->deltas->pdata[0];
  g_assert_cmpstr (g_hash_table_lookup (delta->fields, "name"), ==, "p");
}

/* ---- What went from the reader ---- */

static gboolean
is_as_sent (Zone *zone, const char *device, LfChange *change /* (transfer full) */)
{
  g_autoptr (LfChange) owned = change;
  g_autoptr (LfAnswer) answer = zone_push (zone, device, owned);

  g_assert_cmpint (answer->kind, ==, LF_ANSWER_ACCEPTED);
  return answer->is_as_sent;
}

static LfChange *
create_lead (const char *id)
{
  LfChange *change = change_create ("project", id, "p");

  lf_op_add_edit (change->ops->pdata[0], "stage", NULL, "lead", 0);
  return change;
}

/* A reader at 1 that pushed the numbers of @own since. */
static LfPage *
read_beside (Zone *zone, const char *own, guint limit)
{
  LfSpans spans = { .n = 0 };
  LfServerPageQuery query = { .since = 1, .cursor = 1, .own = &spans, .limit = limit };
  g_autoptr (GError) error = NULL;
  LfPage *page;

  g_assert_true (lf_spans_parse (own, &spans));
  page = lf_server_read_page (zone->storage, ZONE, &query, &error);
  g_assert_no_error (error);
  return page;
}

static void
assert_deltas (Zone *zone, const char *own, guint n)
{
  g_autoptr (LfPage) page = read_beside (zone, own, 10);

  g_assert_cmpuint (page->deltas->len, ==, n);
  g_assert_cmpint (page->cursor, ==, zone_last_seq (zone));
  g_assert_false (page->has_more);
}

static void
test_as_sent (void)
{
  g_autoptr (Zone) zone = zone_new ();
  g_autofree char *id = zone_id ("p");
  g_autofree char *claim = zone_id ("c");
  g_autoptr (LfChange) twice = change_edit ("project", id, "note", NULL, "a", 1);

  g_assert_true (is_as_sent (zone, "a", create_lead (id)));
  g_assert_true (is_as_sent (zone, "a", lf_change_ref (twice)));
  g_assert_false (is_as_sent (zone, "a", g_steal_pointer (&twice))); /* that is said once */
  g_assert_true (is_as_sent (zone, "a", change_edit ("project", id, "tags", NULL, "x", 2)));
  /* A conflict, a set that took in what others added, a field of the server's own. */
  g_assert_false (is_as_sent (zone, "b", change_edit ("project", id, "note", NULL, "b", 1)));
  g_assert_false (is_as_sent (zone, "b", change_edit ("project", id, "tags", NULL, "y", 1)));
  g_assert_false (is_as_sent (zone, "b", change_create ("claim", claim, "天承生物")));
  g_assert_true (is_as_sent (zone, "b", change_edit ("project", id, "industry", NULL, "C", 6)));
  g_assert_true (is_as_sent (zone, "a", change_new (LF_OP_DELETE, "project", id, 100)));
}

/* The set reads as it was sent, but not on the device, which knew of something in it. */
static void
test_set_behind (void)
{
  g_autoptr (Zone) zone = zone_new ();
  g_autofree char *id = zone_id ("p");

  take (zone, create_lead (id));
  take (zone, change_edit ("project", id, "tags", NULL, "z", 1));
  take (zone, change_edit ("project", id, "tags", "z", NULL, 2));
  g_assert_false (is_as_sent (zone, "b", change_edit ("project", id, "tags", NULL, "x", 2)));
}

static void
test_own_left_out (void)
{
  g_autoptr (Zone) zone = zone_new ();
  g_autofree char *first = zone_id ("first");
  g_autofree char *p = zone_id ("p");
  g_autofree char *q = zone_id ("q");

  take (zone, create_lead (first));
  take (zone, create_lead (p));
  take (zone, change_edit ("project", p, "note", NULL, "a", 2));
  take (zone, create_lead (q));
  assert_deltas (zone, "2-4", 0);
  assert_deltas (zone, "2-3", 1);
  assert_deltas (zone, "3-4", 1); /* somebody else made it */
  assert_deltas (zone, "", 2);
}

/* Numbers that others made are not the reader's, whatever it says; then all comes. */
static void
test_own_of_others (void)
{
  g_autoptr (Zone) zone = zone_new ();
  g_autofree char *a = zone_id ("a");
  g_autofree char *b = zone_id ("b");
  g_autofree char *p = zone_id ("p");
  g_autofree char *q = zone_id ("q");
  const struct
  {
    const char *device, *own;
    guint n;
  } cases[] = { { a, "1-2", 1 }, { b, "1-2", 2 }, { a, "2", 1 }, { b, "2-3", 2 }, { a, "2-3", 2 } };

  take (zone, create_lead (p));
  take (zone, create_lead (q));
  g_assert_true (is_as_sent (zone, "b", change_edit ("project", p, "industry", NULL, "C", 2)));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      LfSpans spans = { .n = 0 };
      LfServerPageQuery query = { .own = &spans, .limit = 10, .device = cases[i].device };
      g_autoptr (LfPage) page = NULL;

      g_assert_true (lf_spans_parse (cases[i].own, &spans));
      page = lf_server_read_page (zone->storage, ZONE, &query, NULL);
      g_test_message ("%s", cases[i].own);
      g_assert_cmpuint (page->deltas->len, ==, cases[i].n);
    }
}

/* What others did to a record brings all of it that is new, whatever came last. */
static void
test_own_beside_others (void)
{
  g_autoptr (Zone) zone = zone_new ();
  g_autofree char *first = zone_id ("first");
  g_autofree char *p = zone_id ("p");
  g_autoptr (LfPage) page = NULL;
  g_autoptr (LfPage) cut = NULL;

  take (zone, create_lead (first));
  g_assert_true (is_as_sent (zone, "b", change_edit ("project", first, "industry", NULL, "C", 1)));
  g_assert_true (is_as_sent (zone, "a", change_edit ("project", first, "note", NULL, "a", 1)));
  g_assert_true (is_as_sent (zone, "a", create_lead (p)));
  page = read_beside (zone, "3-4", 10);
  g_assert_cmpuint (page->deltas->len, ==, 1);
  g_assert_cmpuint (g_hash_table_size (((LfDelta *) page->deltas->pdata[0])->fields), ==, 2);
  g_assert_cmpint (page->cursor, ==, 4);
  cut = read_beside (zone, "4", 1);
  g_assert_cmpuint (cut->deltas->len, ==, 1);
  g_assert_cmpint (cut->cursor, ==, 4);
}

/* A record that moved from before the cursor to behind it brings all that the reader has not got.
 */
static void
test_moved_while_reading (void)
{
  g_autoptr (Zone) zone = zone_new ();
  g_autofree char *id = zone_id ("a0");
  g_autoptr (LfPage) first = NULL;
  g_autoptr (LfPage) second = NULL;
  const LfDelta *delta;

  take (zone, make_nodes ("a", 1, 1));
  take (zone, make_nodes ("b", 1, 1));
  take (zone, change_edit ("thing", id, "note", "n", "m", 2));
  first = read_page_since (zone, 0, 0, 1);
  g_assert_cmpint (first->cursor, ==, 2);
  second = read_page_since (zone, 0, first->cursor, 1);
  g_assert_cmpuint (second->deltas->len, ==, 1);
  delta = second->deltas->pdata[0];
  g_assert_cmpstr (g_hash_table_lookup (delta->fields, "name"), ==, "a0");
  g_assert_cmpstr (g_hash_table_lookup (delta->fields, "note"), ==, "m");
}

static void
test_deleted (void)
{
  g_autoptr (Zone) zone = zone_new ();
  g_autofree char *id = zone_id ("a0");
  g_autoptr (LfPage) page = NULL;

  take (zone, make_nodes ("a", 1, 1));
  take (zone, change_new (LF_OP_DELETE, "thing", id, 1));
  page = read_page (zone, 1, 10);
  g_assert_cmpuint (page->deltas->len, ==, 1);
  g_assert_true (((LfDelta *) page->deltas->pdata[0])->deleted);
  g_assert_cmpuint (g_hash_table_size (((LfDelta *) page->deltas->pdata[0])->fields), ==, 0);
}

/* A change that changed nothing has a number too, and the cursor passes it. */
static void
test_number_without_records (void)
{
  g_autoptr (Zone) zone = zone_new ();
  g_autofree char *id = zone_id ("a0");
  g_autoptr (LfPage) page = NULL;

  take (zone, make_nodes ("a", 1, 1));
  take (zone, change_edit ("thing", id, "name", "x", "a0", 0));
  page = read_page (zone, 1, 10);
  g_assert_cmpuint (page->deltas->len, ==, 0);
  g_assert_cmpint (page->cursor, ==, 2);
}

/* G3: the digest does not depend on how the zone came to be what it is. */
static void
test_digest_g3 (void)
{
  g_autoptr (Zone) zone = zone_new ();
  g_autoptr (Zone) other = zone_new ();
  g_autofree char *id = zone_id ("a0");
  g_autofree char *empty = lf_server_digest (zone->storage, ZONE, NULL);
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *third = NULL;

  take (zone, make_nodes ("a", 2, 1));
  take (zone, make_nodes ("b", 1, 1));
  take (other, make_nodes ("b", 1, 1));
  take (other, make_nodes ("a", 2, 1));
  take (other, change_edit ("thing", id, "name", "a0", "x", 2));
  first = lf_server_digest (zone->storage, ZONE, NULL);
  second = lf_server_digest (other->storage, ZONE, NULL);
  g_assert_cmpstr (first, !=, empty);
  g_assert_cmpstr (first, !=, second);
  take (other, change_edit ("thing", id, "name", "x", "a0", 3));
  third = lf_server_digest (other->storage, ZONE, NULL);
  g_assert_cmpstr (first, ==, third);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/server/page/empty", test_empty);
  g_test_add_func ("/server/page/G9-whole-numbers", test_whole_numbers_g9);
  g_test_add_func ("/server/page/bytes", test_bytes);
  g_test_add_func ("/server/page/large-number", test_large_number);
  g_test_add_func ("/server/page/too-large-number", test_too_large_number);
  g_test_add_func ("/server/page/size", test_size);
  g_test_add_func ("/server/page/G6-only-newer", test_only_newer_g6);
  g_test_add_func ("/server/page/G3-moved-while-reading", test_moved_while_reading);
  g_test_add_func ("/server/page/as-sent", test_as_sent);
  g_test_add_func ("/server/page/set-behind", test_set_behind);
  g_test_add_func ("/server/page/own-left-out", test_own_left_out);
  g_test_add_func ("/server/page/own-of-others", test_own_of_others);
  g_test_add_func ("/server/page/own-beside-others", test_own_beside_others);
  g_test_add_func ("/server/page/deleted", test_deleted);
  g_test_add_func ("/server/page/number-without-records", test_number_without_records);
  g_test_add_func ("/server/page/G3-digest", test_digest_g3);
  return g_test_run ();
}
