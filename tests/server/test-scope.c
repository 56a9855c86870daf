/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Saved views and dashboards: a private one is on its maker's devices only, a shared one on
 * everybody's (G10). */

#include "config.h"

#include "zone.h"

#include <string.h>

static const char *const kinds[] = { "saved_view", "dashboard" };
static const char *kind; /* of kinds: the one a test is about */

/* @data: of kinds */
static Zone *
open_zone (gconstpointer data)
{
  kind = data;
  return zone_new ();
}

static LfAnswerKind
push (Zone *zone, const char *account, LfChange *change /* (transfer full) */)
{
  g_autoptr (LfChange) owned = change;
  g_autoptr (LfAnswer) answer = zone_push_as (zone, account, "recruiter", owned);

  return answer->kind;
}

static char *
make_view (Zone *zone, const char *account, const char *name, gboolean is_shared)
{
  char *id = zone_id (name);
  LfChange *change = change_create (kind, id, name);
  LfOp *op = change->ops->pdata[0];

  if (lf_entity_field (lf_schema_find (kind), "entity") != NULL)
    lf_op_add_edit (op, "entity", NULL, "project", 0);
  lf_op_add_edit (op, "filter", NULL, "stage=signed", 0);
  if (is_shared)
    lf_op_add_edit (op, "is_shared", NULL, "1", 0);
  g_assert_cmpint (push (zone, account, change), ==, LF_ANSWER_ACCEPTED);
  return id;
}

static void
edit (Zone *zone, const char *account, const char *id, const char *field, const char *value)
{
  g_autofree char *was = zone_value (zone, kind, id, field);
  LfChange *change = change_edit (kind, id, field, was, value, zone_last_seq (zone));

  g_assert_cmpint (push (zone, account, change), ==, LF_ANSWER_ACCEPTED);
}

static LfPage *
pull (Zone *zone, const char *account, gint64 since)
{
  g_autofree char *sight = lf_sight_new ("recruiter", NULL, NULL, account);
  LfServerPageQuery query = { since, since, 100, NULL, "recruiter", sight };
  g_autoptr (GError) error = NULL;
  LfPage *page = lf_server_read_page (zone->storage, ZONE, &query, &error);

  g_assert_no_error (error);
  return page;
}

/* What a device gets that has merged up to @since: "name" of each, "-" for what goes. */
static void
assert_pulled (Zone *zone, const char *account, gint64 since, const char *expected)
{
  g_autoptr (LfPage) page = pull (zone, account, since);
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < page->deltas->len; i++)
    {
      const LfDelta *delta = page->deltas->pdata[i];
      const char *name = g_hash_table_lookup (delta->fields, "name");

      g_string_append_printf (names, "%s%s%s", i > 0 ? " " : "", delta->deleted ? "-" : "",
                              name == NULL ? "" : name);
    }
  g_assert_cmpstr (names->str, ==, expected);
  g_assert_cmpint (page->cursor, ==, zone_last_seq (zone));
  g_assert_false (page->has_more);
}

static void
test_private_and_shared (gconstpointer data)
{
  g_autoptr (Zone) zone = open_zone (data);
  g_autofree char *own = make_view (zone, "甲", "own", FALSE);
  g_autofree char *team = make_view (zone, "甲", "team", TRUE);

  assert_pulled (zone, "甲", 0, "own team");
  assert_pulled (zone, "乙", 0, "team");
  edit (zone, "甲", own, "filter", "stage=land");
  assert_pulled (zone, "乙", 2, "");
}

/* What becomes shared arrives whole, what becomes private goes and leaves nothing. */
static void
test_turned (gconstpointer data)
{
  g_autoptr (Zone) zone = open_zone (data);
  g_autofree char *view = make_view (zone, "甲", "view", FALSE);
  g_autoptr (LfPage) shared = NULL;
  g_autoptr (LfPage) gone = NULL;
  GHashTableIter iter;
  gpointer value;

  edit (zone, "甲", view, "is_shared", "1");
  shared = pull (zone, "乙", 1);
  g_assert_cmpuint (shared->deltas->len, ==, 1);
  g_assert_cmpstr (g_hash_table_lookup (((LfDelta *) shared->deltas->pdata[0])->fields, "filter"),
                   ==, "stage=signed");

  edit (zone, "甲", view, "filter", "stage=lead");
  edit (zone, "甲", view, "is_shared", NULL);
  assert_pulled (zone, "乙", 2, "-");
  assert_pulled (zone, "甲", 0, "view");
  gone = pull (zone, "乙", 0);
  g_hash_table_iter_init (&iter, ((LfDelta *) gone->deltas->pdata[0])->fields);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    g_assert_null (value);

  edit (zone, "甲", view, "is_shared", "1");
  assert_pulled (zone, "乙", 4, "view");
}

/* Another account cannot write what it does not see, nor learn that it is there. */
static void
test_written_by_others (gconstpointer data)
{
  g_autoptr (Zone) zone = open_zone (data);
  g_autofree char *own = make_view (zone, "甲", "own", FALSE);
  g_autofree char *team = make_view (zone, "甲", "team", TRUE);
  g_autofree char *value = NULL;

  g_assert_cmpint (push (zone, "乙", change_edit (kind, own, "name", "own", "mine", 9)), ==,
                   LF_ANSWER_REFUSED);
  g_assert_cmpint (push (zone, "乙", change_new (LF_OP_DELETE, kind, own, 9)), ==,
                   LF_ANSWER_REFUSED);
  g_assert_cmpint (push (zone, "乙", change_create (kind, own, "taken")), ==, LF_ANSWER_REFUSED);
  value = zone_value (zone, kind, own, "name");
  g_assert_cmpstr (value, ==, "own");
  edit (zone, "乙", team, "name", "ours");
  assert_pulled (zone, "甲", 2, "ours");
}

/* What a colleague shares is read, and changed by nobody but himself and who manages the zone. */
static void
test_kept (gconstpointer data)
{
  static const struct
  {
    const char *account, *role, *reason;
  } cases[] = {
    { "乙", "recruiter", "signature" },    { "乙", "steward", "signature" },
    { "丙", "park_manager", "signature" }, { "甲", "recruiter", NULL },
    { "丁", "zone_manager", NULL },        { "戊", "administrator", NULL },
  };
  g_autoptr (Zone) zone = open_zone (data);
  g_autofree char *keeper = zone_id ("甲");
  g_autoptr (LfChange) account = change_create ("account", keeper, "甲");
  g_autoptr (LfAnswer) made = zone_push_as (zone, "root", "administrator", account);
  g_autofree char *view = make_view (zone, "甲", "view", TRUE);

  g_assert_cmpint (made->kind, ==, LF_ANSWER_ACCEPTED);
  edit (zone, "乙", view, "owner", keeper); /* nobody's yet */
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *was = zone_value (zone, kind, view, "filter");
      g_autofree char *filter = g_strdup_printf ("jobs=%u", i);
      g_autoptr (LfChange) change
          = change_edit (kind, view, "filter", was, filter, zone_last_seq (zone));
      g_autoptr (LfAnswer) answer = zone_push_as (zone, cases[i].account, cases[i].role, change);
      g_autofree char *now = zone_value (zone, kind, view, "filter");

      g_assert_cmpstr (answer->reason, ==, cases[i].reason);
      g_assert_cmpstr (now, ==, cases[i].reason == NULL ? filter : was);
    }
}

/* Nor does anybody else delete it, or take it over. */
static void
test_kept_whole (gconstpointer data)
{
  g_autoptr (Zone) zone = open_zone (data);
  g_autofree char *keeper = zone_id ("甲");
  g_autofree char *other = zone_id ("乙");
  g_autoptr (LfChange) account = change_create ("account", keeper, "甲");
  g_autoptr (LfAnswer) made = zone_push_as (zone, "root", "administrator", account);
  g_autofree char *view = make_view (zone, "甲", "view", TRUE);
  g_autoptr (LfChange) deleted = NULL;
  g_autoptr (LfChange) taken = NULL;
  g_autoptr (LfAnswer) gone = NULL;
  g_autoptr (LfAnswer) lost = NULL;

  g_assert_cmpint (made->kind, ==, LF_ANSWER_ACCEPTED);
  edit (zone, "甲", view, "owner", keeper);
  deleted = change_new (LF_OP_DELETE, kind, view, zone_last_seq (zone));
  gone = zone_push_as (zone, "乙", "recruiter", deleted);
  taken = change_edit (kind, view, "owner", keeper, other, zone_last_seq (zone));
  lost = zone_push_as (zone, "乙", "recruiter", taken);
  g_assert_cmpstr (gone->reason, ==, "signature");
  g_assert_cmpstr (lost->reason, ==, "signature");
}

static char *
digest_of (Zone *zone, const char *account)
{
  g_autofree char *sight = lf_sight_new ("recruiter", NULL, NULL, account);

  return lf_server_digest_of (zone->storage, ZONE, sight, NULL);
}

/* Two devices that see the same have one digest, and others another. */
static void
test_digest (gconstpointer data)
{
  g_autoptr (Zone) zone = open_zone (data);
  g_autofree char *before = digest_of (zone, "乙");
  g_autofree char *own = make_view (zone, "甲", "own", FALSE);
  g_autofree char *of_maker = digest_of (zone, "甲");
  g_autofree char *of_other = digest_of (zone, "乙");
  g_autofree char *of_all = lf_server_digest (zone->storage, ZONE, NULL);

  g_assert_cmpstr (of_other, ==, before);
  g_assert_cmpstr (of_maker, ==, of_all);
  g_assert_cmpstr (of_maker, !=, of_other);
}

/* Two devices of one account that disagree about a private view: nobody else hears of it. */
static void
test_conflict (gconstpointer data)
{
  g_autoptr (Zone) zone = open_zone (data);
  g_autofree char *own = make_view (zone, "甲", "own", FALSE);
  g_autoptr (LfChange) first = change_edit (kind, own, "filter", "stage=signed", "stage=lead", 1);
  g_autoptr (LfChange) second = change_edit (kind, own, "filter", "stage=signed", "stage=land", 1);
  LfServerUser laptop = { (char *) ZONE, (char *) "甲", (char *) "recruiter", (char *) "laptop" };
  LfServerUser desk = { (char *) ZONE, (char *) "甲", (char *) "recruiter", (char *) "desk" };
  g_autoptr (GPtrArray) one = g_ptr_array_new ();
  g_autoptr (GPtrArray) two = g_ptr_array_new ();
  g_autoptr (GPtrArray) conflicts = NULL;

  g_ptr_array_add (one, first);
  g_ptr_array_add (two, second);
  g_ptr_array_unref (lf_merge_changes (zone->storage, &laptop, one, NULL));
  g_ptr_array_unref (lf_merge_changes (zone->storage, &desk, two, NULL));
  conflicts = zone_conflicts (zone, "open");
  g_assert_cmpuint (conflicts->len, ==, 1);
  assert_pulled (zone, "乙", 0, "");
}

int
main (int argc, char *argv[])
{
  static const struct
  {
    const char *name;
    void (*func) (gconstpointer data);
  } tests[] = { { "private-and-shared", test_private_and_shared },
                { "turned", test_turned },
                { "written-by-others", test_written_by_others },
                { "kept", test_kept },
                { "kept-whole", test_kept_whole },
                { "digest", test_digest },
                { "conflict", test_conflict } };

  g_test_init (&argc, &argv, NULL);
  for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
    for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
      {
        g_autofree char *path = g_strdup_printf ("/server/scope/%s/%s", kinds[k], tests[i].name);

        g_test_add_data_func (path, kinds[k], tests[i].func);
      }
  return g_test_run ();
}
