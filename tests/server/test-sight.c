/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who sees what: parks, teams, confidential projects, and what becomes of a device's records when
 * one of these moves (G10). */

#include "config.h"

#include "zone.h"

#include "lf-server-check.h"
#include "lf-server-files.h"
#include "lf-server-scope.h"

#include <string.h>

/* Parks and teams are named A, B…; their ids are derived from that. */
static const struct
{
  const char *name, *role, *park, *team;
} people[] = {
  { "recruiter-a", "recruiter", "A", NULL },
  { "recruiter-b", "recruiter", "B", NULL },
  { "manager-a", "park_manager", "A", NULL },
  { "steward-b", "steward", "B", NULL },
  { "member-t", "recruiter", "B", "T" },
  { "free", "recruiter", NULL, NULL },
  { "leader", "leader", "A", NULL },
  { "manager", "zone_manager", NULL, NULL },
  { "administrator", "administrator", "B", NULL },
  { "both", "recruiter", "A B", NULL },
};

/* (transfer full) (nullable): of several */
static char *
ids_of (const char *names)
{
  g_auto (GStrv) words = names == NULL ? NULL : g_strsplit (names, " ", -1);

  for (char **word = words; word != NULL && *word != NULL; word++)
    {
      char *id = zone_id (*word);

      g_free (*word);
      *word = id;
    }
  return words == NULL ? NULL : g_strjoinv (" ", words);
}

/* Members are freed by lf_server_user_free(). */
static LfServerUser *
user_of (const char *name)
{
  LfServerUser *user = g_new0 (LfServerUser, 1);

  for (guint i = 0; i < G_N_ELEMENTS (people); i++)
    if (strcmp (people[i].name, name) == 0)
      *user = (LfServerUser){ g_strdup (ZONE), g_strdup (name),         g_strdup (people[i].role),
                              zone_id (name),  ids_of (people[i].park), ids_of (people[i].team) };
  g_assert_nonnull (user->account);
  return user;
}

static char *
sight_of (const char *name)
{
  g_autoptr (LfServerUser) user = user_of (name);

  return lf_server_user_sight (user);
}

/* ---- Changes ---- */

static LfAnswer *
push (Zone *zone, const char *name, LfChange *change /* (transfer full) */)
{
  g_autoptr (LfServerUser) user = user_of (name);
  g_autoptr (LfChange) owned = change;
  g_autoptr (GPtrArray) changes = g_ptr_array_new ();
  g_autoptr (GPtrArray) answers = NULL;
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (changes, change);
  answers = lf_merge_changes (zone->storage, user, changes, &error);
  g_assert_no_error (error);
  return g_ptr_array_steal_index (answers, 0);
}

static void
accept (Zone *zone, const char *name, LfChange *change)
{
  g_autoptr (LfAnswer) answer = push (zone, name, change);

  g_test_message ("%s", answer->message == NULL ? "accepted" : answer->message);
  g_assert_cmpint (answer->kind, ==, LF_ANSWER_ACCEPTED);
}

static void
refuse (Zone *zone, const char *name, LfChange *change, const char *reason)
{
  g_autoptr (LfAnswer) answer = push (zone, name, change);

  g_assert_cmpint (answer->kind, ==, LF_ANSWER_REFUSED);
  g_assert_cmpstr (answer->reason, ==, reason);
}

/* What is required is there. (nullable) @field: a reference to the record that is named @target */
static LfChange *
creation (const char *entity, const char *name, const char *field, const char *target)
{
  const LfEntity *known = lf_schema_find (entity);
  const LfDate today = { 2026, 3, 1 };
  g_autofree char *id = zone_id (name);
  g_autofree char *target_id = target == NULL ? NULL : zone_id (target);
  g_autoptr (LfRecord) record = lf_record_new (known, id);
  LfChange *change = lf_change_new ("Test");

  lf_rules_fill_new (record, &today);
  for (const LfField *f = known->fields; f->name != NULL; f++)
    if ((f->flags & LF_FIELD_REQUIRED) && f->options != NULL
        && lf_record_get (record, f->name) == NULL)
      lf_record_set (record, f->name, f->options[0].key);
  lf_record_set (record, lf_entity_title (known)->name, name);
  if (field != NULL)
    lf_record_set (record, field, target_id);
  lf_change_create (change, record);
  return change;
}

/* @value: of a reference, what its id is derived from */
static LfChange *
edition (Zone *zone, const char *entity, const char *name, const char *field, const char *value)
{
  g_autofree char *id = zone_id (name);
  g_autofree char *was = zone_value (zone, entity, id, field);
  const LfField *known = lf_entity_field (lf_schema_find (entity), field);
  g_autofree char *text
      = value != NULL && known->type == LF_VALUE_REFERENCE ? zone_id (value) : g_strdup (value);

  return change_edit (entity, id, field, was, text, zone_last_seq (zone));
}

static void
set (Zone *zone, const char *who, const char *name, const char *field, const char *value)
{
  accept (zone, who, edition (zone, "project", name, field, value));
}

/* ---- What a device is told ---- */

static LfPage *
pull (Zone *zone, const char *name, gint64 since)
{
  g_autofree char *sight = sight_of (name);
  LfServerPageQuery query = { .since = since, .cursor = since, .limit = 100, .sight = sight };
  g_autoptr (GError) error = NULL;
  LfPage *page = lf_server_read_page (zone->storage, ZONE, &query, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (page->sight, ==, sight);
  g_assert_cmpint (page->cursor, ==, zone_last_seq (zone));
  return page;
}

static int
compare_words (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Of each record its title, "*" for one that comes without, "-" for one that goes; sorted. */
static void
assert_pulled (Zone *zone, const char *name, gint64 since, const char *expected)
{
  g_autoptr (LfPage) page = pull (zone, name, since);
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *told = NULL;

  for (guint i = 0; i < page->deltas->len; i++)
    {
      const LfDelta *delta = page->deltas->pdata[i];
      const char *title = g_hash_table_lookup (
          delta->fields, lf_entity_title (lf_schema_find (delta->entity))->name);

      g_ptr_array_add (words, g_strdup (delta->is_gone ? "-" : title == NULL ? "*" : title));
    }
  g_ptr_array_sort (words, compare_words);
  g_ptr_array_add (words, NULL);
  told = g_strjoinv (" ", (char **) words->pdata);
  g_test_message ("%s since %d", name, (int) since);
  g_assert_cmpstr (told, ==, expected);
}

static void
assert_sound (Zone *zone)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  LfServerFindings findings;

  g_assert_true (lf_server_check_zone (zone->storage, ZONE, &findings, problems, NULL));
  g_assert_cmpuint (problems->len, ==, 0);
}

/* A project of park A with all that may hang on one: "P visit problem step". */
static Zone *
new_zone (void)
{
  Zone *zone = zone_new ();

  accept (zone, "recruiter-a", creation ("project", "P", "park", "A"));
  accept (zone, "recruiter-a", creation ("interaction", "visit", "project", "P"));
  accept (zone, "recruiter-a", creation ("problem", "problem", "project", "P"));
  accept (zone, "recruiter-a", creation ("problem_step", "step", "problem", "problem"));
  return zone;
}

/* ---- Scopes ---- */

/* Who sees a project, for everything its fields can say of that. */
static void
test_table (void)
{
  static const struct
  {
    const char *park, *offered, *team;
    gboolean is_secret;
    const char *seen_by;
  } cases[] = {
    { NULL, NULL, NULL, FALSE,
      "recruiter-a recruiter-b manager-a steward-b member-t free leader manager administrator "
      "both" },
    { NULL, NULL, "T", FALSE,
      "recruiter-a recruiter-b manager-a steward-b member-t free leader manager administrator "
      "both" },
    { "A", NULL, NULL, FALSE, "recruiter-a manager-a free leader manager administrator both" },
    { "B", NULL, NULL, FALSE,
      "recruiter-b steward-b member-t free leader manager administrator both" },
    { "C", NULL, NULL, FALSE, "free leader manager administrator" },
    { "A", "B", NULL, FALSE,
      "recruiter-a recruiter-b manager-a steward-b member-t free leader manager administrator "
      "both" },
    { "C", "B", NULL, FALSE,
      "recruiter-b steward-b member-t free leader manager administrator both" },
    { "A", NULL, "T", FALSE,
      "recruiter-a manager-a member-t free leader manager administrator both" },
    { "A", "B", "T", TRUE, "member-t manager" },
    { "A", NULL, NULL, TRUE, "manager" },
    { NULL, NULL, "T", TRUE, "member-t manager" },
    { NULL, NULL, NULL, TRUE, "manager" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LfServerRecord) record = lf_server_record_new ("project", "id");
      g_autofree char *park = ids_of (cases[i].park);
      g_autofree char *offered = ids_of (cases[i].offered);
      g_autofree char *team = ids_of (cases[i].team);
      g_auto (GStrv) seen_by = g_strsplit (cases[i].seen_by, " ", -1);

      lf_server_record_set (record, "park", park);
      lf_server_record_set (record, "offered_park", offered);
      lf_server_record_set (record, "team", team);
      lf_server_record_set (record, "is_confidential", cases[i].is_secret ? "1" : NULL);
      g_free (record->scope);
      record->scope = lf_server_scope_new (record, "manager");
      for (guint j = 0; j < G_N_ELEMENTS (people); j++)
        {
          g_autofree char *sight = sight_of (people[j].name);

          g_test_message ("case %u, %s", i, people[j].name);
          g_assert_cmpint (lf_server_sight (record, sight) == LF_SIGHT_SEEN, ==,
                           g_strv_contains ((const char *const *) seen_by, people[j].name));
        }
    }
}

/* What belongs to a project has its scope, over however many parents; the rest is the zone's. */
static void
test_children (void)
{
  g_autoptr (Zone) zone = new_zone ();

  accept (zone, "recruiter-b", creation ("enterprise", "firm", NULL, NULL));
  accept (zone, "recruiter-b", creation ("interaction", "call", NULL, NULL));
  assert_pulled (zone, "manager-a", 0, "P call firm problem step visit");
  assert_pulled (zone, "recruiter-b", 0, "call firm");
  assert_pulled (zone, "leader", 0, "P call firm problem step visit");
  accept (zone, "recruiter-a", edition (zone, "interaction", "visit", "place", "苏州"));
  assert_pulled (zone, "recruiter-b", 6, "");
  assert_pulled (zone, "manager-a", 6, "*");
}

/* Who was first is for all parks to see; of a confidential project it is its team's. */
static void
test_claims_span_parks (void)
{
  g_autoptr (Zone) zone = new_zone ();

  accept (zone, "recruiter-a", creation ("claim", "first", "project", "P"));
  assert_pulled (zone, "steward-b", 4, "first");
  assert_pulled (zone, "manager-a", 4, "first");
  set (zone, "manager", "P", "park", "B");
  assert_pulled (zone, "manager-a", 5, "- - - -");
  set (zone, "manager", "P", "is_confidential", "1");
  assert_pulled (zone, "manager-a", 6, "-");
  assert_pulled (zone, "steward-b", 6, "- - - - -");
  set (zone, "recruiter-a", "P", "is_confidential", NULL);
  assert_pulled (zone, "manager-a", 7, "first");
  assert_pulled (zone, "steward-b", 7, "P first problem step visit");
  assert_sound (zone);
}

static LfChange *
comment_on (const char *name, const char *entity, const char *record)
{
  LfChange *change = creation ("comment", name, NULL, NULL);
  LfOp *op = change->ops->pdata[0];
  g_autofree char *id = zone_id (record);

  lf_op_add_edit (op, "entity", NULL, entity, 0);
  lf_op_add_edit (op, "record", NULL, id, 0);
  return change;
}

/* What is said of a record goes with it, whatever it is a record of. */
static void
test_comments_on_any (void)
{
  g_autoptr (Zone) zone = new_zone ();

  accept (zone, "recruiter-a", comment_on ("answer by Friday", "problem", "problem"));
  assert_pulled (zone, "recruiter-b", 4, "");
  assert_pulled (zone, "manager-a", 4, "answer by Friday");
  accept (zone, "recruiter-b", creation ("enterprise", "firm", NULL, NULL));
  accept (zone, "recruiter-b", comment_on ("they call back", "enterprise", "firm"));
  assert_pulled (zone, "manager-a", 5, "firm they call back");
  refuse (zone, "recruiter-b", comment_on ("who are they?", "problem", "problem"), "missing");
  set (zone, "manager", "P", "park", "B");
  assert_pulled (zone, "recruiter-b", 7, "P answer by Friday problem step visit");
  assert_pulled (zone, "recruiter-a", 7, "- - - - -");
  assert_sound (zone);
}

/* ---- Moves ---- */

/* From park to park: gone in the one, whole in the other, for others no more than what changed. */
static void
test_moved (void)
{
  g_autoptr (Zone) zone = new_zone ();

  set (zone, "manager", "P", "park", "B");
  assert_pulled (zone, "recruiter-a", 4, "- - - -");
  assert_pulled (zone, "recruiter-b", 4, "P problem step visit");
  assert_pulled (zone, "both", 4, "P problem step visit");
  assert_pulled (zone, "leader", 4, "* * * *");
  assert_pulled (zone, "recruiter-a", 5, "");
  accept (zone, "recruiter-b", edition (zone, "interaction", "visit", "place", "苏州"));
  assert_pulled (zone, "recruiter-a", 5, "");
  assert_pulled (zone, "recruiter-a", 4, "- - - -");
  assert_pulled (zone, "recruiter-b", 5, "*");
  assert_sound (zone);
}

/* There and back before the device asked again: it may have thrown it away meanwhile, or not. */
static void
test_moved_back (void)
{
  g_autoptr (Zone) zone = new_zone ();

  set (zone, "manager", "P", "park", "B");
  set (zone, "manager", "P", "park", "A");
  assert_pulled (zone, "recruiter-a", 4, "P problem step visit");
  assert_pulled (zone, "recruiter-a", 5, "P problem step visit");
  assert_pulled (zone, "recruiter-b", 4, "- - - -");
  assert_pulled (zone, "recruiter-b", 5, "- - - -");
  assert_sound (zone);
}

static void
test_confidential (void)
{
  g_autoptr (Zone) zone = new_zone ();

  set (zone, "manager", "P", "team", "T");
  assert_pulled (zone, "member-t", 4, "P problem step visit");
  set (zone, "manager", "P", "is_confidential", "1");
  assert_pulled (zone, "leader", 5, "- - - -");
  assert_pulled (zone, "manager-a", 5, "- - - -");
  assert_pulled (zone, "member-t", 5, "* * * *");
  assert_pulled (zone, "recruiter-a", 0, "P problem step visit");
  set (zone, "recruiter-a", "P", "is_confidential", NULL);
  assert_pulled (zone, "leader", 6, "P problem step visit");
  assert_pulled (zone, "recruiter-b", 6, "");
}

/* A visit that is put under another project goes where that is. */
static void
test_parent_changed (void)
{
  g_autoptr (Zone) zone = new_zone ();

  accept (zone, "recruiter-b", creation ("project", "Q", "park", "B"));
  accept (zone, "manager", edition (zone, "interaction", "visit", "project", "Q"));
  accept (zone, "manager", edition (zone, "problem", "problem", "project", "Q"));
  assert_pulled (zone, "recruiter-a", 5, "- - -");
  assert_pulled (zone, "recruiter-b", 5, "problem step visit");
  set (zone, "manager", "Q", "park", "A");
  assert_pulled (zone, "recruiter-a", 7, "Q problem step visit");
  assert_sound (zone);
}

/* What comes before what it belongs to is its maker's until that is there. */
static void
test_parent_later (void)
{
  g_autoptr (Zone) zone = zone_new ();

  accept (zone, "recruiter-a", creation ("problem_step", "step", "problem", "problem"));
  assert_pulled (zone, "recruiter-a", 0, "step");
  assert_pulled (zone, "manager", 0, "");
  accept (zone, "recruiter-a", creation ("problem", "problem", "project", "P"));
  assert_pulled (zone, "manager", 0, "");
  accept (zone, "recruiter-a", creation ("project", "P", "park", "A"));
  assert_pulled (zone, "manager", 2, "P problem step");
  assert_pulled (zone, "manager-a", 0, "P problem step");
  assert_pulled (zone, "recruiter-b", 0, "");
  assert_sound (zone);
}

/* Made for another park: it does not stay with who made it. */
static void
test_made_for_others (void)
{
  g_autoptr (Zone) zone = zone_new ();

  accept (zone, "recruiter-a", creation ("project", "Q", "park", "B"));
  assert_pulled (zone, "recruiter-a", 0, "-");
  assert_pulled (zone, "manager-a", 0, "");
  assert_pulled (zone, "recruiter-b", 0, "Q");
}

/* Between two pages of a pull a record that was sent with the first goes out of sight. */
static void
test_moved_while_reading (void)
{
  g_autoptr (Zone) zone = new_zone ();
  g_autofree char *sight = sight_of ("recruiter-a");
  LfServerPageQuery query = { .limit = 1, .sight = sight };
  g_autoptr (LfPage) first = lf_server_read_page (zone->storage, ZONE, &query, NULL);
  g_autoptr (LfPage) rest = NULL;

  g_assert_true (first->has_more);
  set (zone, "manager", "P", "park", "B");
  query = (LfServerPageQuery){ .cursor = first->cursor, .limit = 100, .sight = sight };
  rest = lf_server_read_page (zone->storage, ZONE, &query, NULL);
  g_assert_cmpuint (rest->deltas->len, ==, 4);
  for (guint i = 0; i < rest->deltas->len; i++)
    g_assert_true (((LfDelta *) rest->deltas->pdata[i])->is_gone);
}

/* Conflicts are seen by those who see their record, and move with it. */
static void
test_conflicts (void)
{
  g_autoptr (Zone) zone = new_zone ();
  g_autofree char *project = zone_id ("P");
  g_autofree char *visit = zone_id ("visit");

  accept (zone, "recruiter-a", change_edit ("project", project, "note", NULL, "a", 4));
  accept (zone, "manager-a", change_edit ("project", project, "note", NULL, "b", 4));
  accept (zone, "recruiter-a", change_edit ("interaction", visit, "place", NULL, "a", 4));
  accept (zone, "manager-a", change_edit ("interaction", visit, "place", NULL, "b", 4));
  assert_pulled (zone, "recruiter-a", 4, "* * P visit");
  assert_pulled (zone, "recruiter-b", 0, "");
  set (zone, "manager", "P", "park", "B");
  assert_pulled (zone, "recruiter-a", 8, "- - - - - -");
  assert_pulled (zone, "recruiter-b", 8, "P P problem step visit visit");
}

/* A scope that moved is no edit of what belongs to it. */
static void
test_delete_meets_no_move (void)
{
  g_autoptr (Zone) zone = new_zone ();
  g_autofree char *visit = zone_id ("visit");
  g_autoptr (GPtrArray) conflicts = NULL;

  set (zone, "manager", "P", "team", "T");
  accept (zone, "recruiter-a", change_new (LF_OP_DELETE, "interaction", visit, 4));
  conflicts = zone_conflicts (zone, "open");
  g_assert_cmpuint (conflicts->len, ==, 0);
}

/* ---- What is out of sight ---- */

static void
test_refused (void)
{
  g_autoptr (Zone) zone = new_zone ();
  g_autofree char *visit = zone_id ("visit");

  refuse (zone, "recruiter-b", edition (zone, "project", "P", "note", "x"), "missing");
  refuse (zone, "recruiter-b", edition (zone, "interaction", "visit", "place", "x"), "missing");
  refuse (zone, "recruiter-b", creation ("interaction", "mine", "project", "P"), "missing");
  refuse (zone, "recruiter-b", creation ("project", "P", NULL, NULL), "missing");
  refuse (zone, "recruiter-b", change_new (LF_OP_DELETE, "interaction", visit, 4), "missing");
  set (zone, "manager", "P", "park", "B");
  refuse (zone, "recruiter-a", edition (zone, "project", "P", "note", "x"), "out-of-sight");
  refuse (zone, "recruiter-a", edition (zone, "problem_step", "step", "text", "x"), "out-of-sight");
  refuse (zone, "recruiter-a", creation ("interaction", "mine", "project", "P"), "out-of-sight");
  refuse (zone, "recruiter-a", creation ("problem_step", "mine", "problem", "problem"),
          "out-of-sight");
  assert_pulled (zone, "manager", 5, "");
}

static void
test_digests (void)
{
  g_autoptr (Zone) zone = new_zone ();
  g_autofree char *a = sight_of ("recruiter-a");
  g_autofree char *b = sight_of ("recruiter-b");
  g_autofree char *nothing = lf_server_digest_of (zone->storage, ZONE, b, NULL);
  g_autofree char *all = lf_server_digest_of (zone->storage, ZONE, a, NULL);
  g_autofree char *of_a = NULL;
  g_autofree char *of_b = NULL;

  set (zone, "manager", "P", "note", "x");
  set (zone, "manager", "P", "note", NULL);
  set (zone, "manager", "P", "park", "B");
  set (zone, "manager", "P", "park", "A");
  of_a = lf_server_digest_of (zone->storage, ZONE, a, NULL);
  of_b = lf_server_digest_of (zone->storage, ZONE, b, NULL);
  g_assert_cmpstr (of_a, ==, all);
  g_assert_cmpstr (of_b, ==, nothing);
  g_assert_cmpstr (all, !=, nothing);
}

/* ---- Upgrading ---- */

typedef struct
{
  GString *text;
  guint n;
} Places;

static gboolean
add_place (const LfServerRecord *record, gpointer data)
{
  Places *places = data;

  places->n++;
  g_string_append_printf (places->text, "%s %s: %s, follows %s, came %d, left %d\n", record->entity,
                          record->id, record->scope, record->root,
                          (int) lf_server_record_scope_note (record, "zone", TRUE),
                          (int) lf_server_record_scope_note (record, "zone", FALSE));
  return TRUE;
}

static char *
tell_places (Zone *zone, guint expected)
{
  Places places = { g_string_new (NULL), 0 };

  g_assert_true (lf_server_storage_begin_reading (zone->storage, ZONE, NULL));
  g_assert_true (lf_server_storage_each_since (zone->storage, 0, add_place, &places, NULL));
  lf_server_storage_rollback (zone->storage);
  g_assert_cmpuint (places.n, ==, expected);
  return g_string_free (places.text, FALSE);
}

/* Some of everything whose scope is not plainly the zone's, and of what is, 15 in all. */
static void
fill (Zone *zone)
{
  LfChange *view = creation ("saved_view", "shared", NULL, NULL);
  LfChange *secret = creation ("project", "S", "team", "T");
  g_autofree char *project = zone_id ("P");
  g_autofree char *visit = zone_id ("visit");

  lf_op_add_edit (view->ops->pdata[0], "entity", NULL, "project", 0);
  lf_op_add_edit (view->ops->pdata[0], "is_shared", NULL, "1", 0);
  accept (zone, "manager", view);
  view = creation ("saved_view", "own", NULL, NULL);
  lf_op_add_edit (view->ops->pdata[0], "entity", NULL, "project", 0);
  accept (zone, "free", view);
  lf_op_add_edit (secret->ops->pdata[0], "is_confidential", NULL, "1", 0);
  accept (zone, "free", secret);
  accept (zone, "free", creation ("interaction", "talk", "project", "S"));
  accept (zone, "free", creation ("project", "Z", "team", "T"));
  accept (zone, "free", creation ("interaction", "call", NULL, NULL));
  accept (zone, "free", creation ("problem", "loose", NULL, NULL));
  accept (zone, "free", creation ("problem_step", "trial", "problem", "loose"));
  accept (zone, "free", creation ("problem_step", "early", "problem", "later"));
  accept (zone, "recruiter-a", change_edit ("project", project, "note", NULL, "a", 4));
  accept (zone, "manager-a", change_edit ("project", project, "note", NULL, "b", 4));
  accept (zone, "recruiter-a", change_edit ("interaction", visit, "place", NULL, "a", 4));
  accept (zone, "manager-a", change_edit ("interaction", visit, "place", NULL, "b", 4));
}

/* A database of the version before, where all but private views was the zone's, gets the scopes
 * that the merge would have given. */
static void
test_upgrade (void)
{
  g_autoptr (Zone) zone = new_zone ();
  g_autofree char *shared = zone_id ("shared");
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  fill (zone);
  accept (zone, "manager", change_edit ("saved_view", shared, "is_shared", "1", NULL, 99));
  accept (zone, "manager", change_edit ("saved_view", shared, "is_shared", NULL, "1", 99));
  before = tell_places (zone, 15);
  zone_run_sql (zone, "UPDATE record SET scope = 'zone' WHERE entity <> 'saved_view'");
  zone_run_sql (zone, "UPDATE record SET scope = 'account/manager', clock = '{\"is_shared\":19}'"
                      " WHERE entity = 'saved_view' AND scope = 'zone'");
  zone_run_sql (zone,
                zone_is_postgres ()
                    ? "ALTER TABLE record DROP COLUMN root;"
                      "DROP INDEX record_bucket;"
                      "ALTER TABLE account DROP COLUMN park, DROP COLUMN team,"
                      " DROP COLUMN state, DROP COLUMN one_time_until_us, DROP COLUMN since_seq;"
                      "ALTER TABLE device DROP COLUMN erase;"
                      "ALTER TABLE change DROP COLUMN doubtful;"
                      "DROP TABLE audit, bundle, record_change, digest;"
                      "UPDATE landfall_version SET version = 2"
                    : "DROP INDEX record_root; ALTER TABLE record DROP COLUMN root;"
                      "ALTER TABLE account DROP COLUMN park;"
                      "ALTER TABLE account DROP COLUMN team;"
                      "ALTER TABLE account DROP COLUMN state;"
                      "ALTER TABLE account DROP COLUMN one_time_until_us;"
                      "ALTER TABLE account DROP COLUMN since_seq;"
                      "ALTER TABLE zone DROP COLUMN is_backup;"
                      "ALTER TABLE device DROP COLUMN erase;"
                      "ALTER TABLE change DROP COLUMN doubtful;"
                      "DROP TABLE audit; DROP TABLE bundle; DROP TABLE record_change;"
                      "DROP TABLE digest; DROP INDEX record_bucket;"
                      "ALTER TABLE record DROP COLUMN digest_high;"
                      "ALTER TABLE record DROP COLUMN digest_low;"
                      "PRAGMA user_version = 3");
  zone_reopen (zone);
  after = tell_places (zone, 15);
  g_assert_cmpstr (after, ==, before);
  assert_sound (zone);
}

/* ---- Who may move ---- */

static void
test_may_move (void)
{
  g_autoptr (Zone) zone = new_zone ();

  refuse (zone, "recruiter-a", edition (zone, "project", "P", "park", "B"), "park");
  refuse (zone, "manager-a", edition (zone, "project", "P", "park", NULL), "park");
  refuse (zone, "free", edition (zone, "project", "P", "park", "B"), "park");
  set (zone, "recruiter-a", "P", "offered_park", "B");
  refuse (zone, "recruiter-a", edition (zone, "project", "P", "park", "B"), "park");
  refuse (zone, "recruiter-b", edition (zone, "project", "P", "park", "C"), "park");
  set (zone, "steward-b", "P", "park", "B");
  set (zone, "recruiter-b", "P", "offered_park", NULL);
  assert_pulled (zone, "recruiter-a", 4, "- - - -");
  set (zone, "administrator", "P", "park", "A");
  assert_pulled (zone, "recruiter-b", 7, "- - - -");
}

static gboolean
may_have (Zone *zone, const char *name, const char *digest, gboolean is_sent)
{
  g_autoptr (LfServerUser) user = user_of (name);
  g_autofree char *id = zone_id ("P");
  const LfServerFile file = { "project", id, digest, is_sent };
  g_autoptr (GError) error = NULL;
  gboolean may;

  lf_server_may_have_file (zone->storage, user, &file, &may, &error);
  g_assert_no_error (error);
  return may;
}

/* Whose record went out of sight before he had sent what he attached to it still brings that, and
 * nothing else, and is given nothing. */
static void
test_file_not_sent (void)
{
  g_autoptr (Zone) zone = new_zone ();
  g_autofree char *digest = g_strnfill (64, 'a');
  g_autofree char *other = g_strnfill (64, 'b');
  g_autofree char *element = g_strconcat (digest, "/纪要.txt", NULL);

  set (zone, "recruiter-a", "P", "files", element);
  g_assert_true (may_have (zone, "recruiter-a", digest, FALSE));
  set (zone, "administrator", "P", "park", "B");
  g_assert_true (may_have (zone, "recruiter-a", digest, TRUE));
  g_assert_false (may_have (zone, "recruiter-a", digest, FALSE));
  g_assert_false (may_have (zone, "recruiter-a", other, TRUE));
  g_assert_false (may_have (zone, "free", digest, TRUE) && !may_have (zone, "free", digest, FALSE));
  g_assert_true (may_have (zone, "recruiter-b", digest, FALSE));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/server/sight/G10-table", test_table);
  g_test_add_func ("/server/sight/G10-children", test_children);
  g_test_add_func ("/server/sight/G10-claims-span-parks", test_claims_span_parks);
  g_test_add_func ("/server/sight/G10-comments-on-any", test_comments_on_any);
  g_test_add_func ("/server/sight/G10-moved", test_moved);
  g_test_add_func ("/server/sight/G10-moved-back", test_moved_back);
  g_test_add_func ("/server/sight/G10-confidential", test_confidential);
  g_test_add_func ("/server/sight/G10-parent-changed", test_parent_changed);
  g_test_add_func ("/server/sight/G10-parent-later", test_parent_later);
  g_test_add_func ("/server/sight/G10-made-for-others", test_made_for_others);
  g_test_add_func ("/server/sight/G10-moved-while-reading", test_moved_while_reading);
  g_test_add_func ("/server/sight/G10-conflicts", test_conflicts);
  g_test_add_func ("/server/sight/G10-delete-meets-no-move", test_delete_meets_no_move);
  g_test_add_func ("/server/sight/G10-refused", test_refused);
  g_test_add_func ("/server/sight/G10-digests", test_digests);
  g_test_add_func ("/server/sight/upgrade", test_upgrade);
  g_test_add_func ("/server/sight/may-move", test_may_move);
  g_test_add_func ("/server/sight/G2-file-not-sent", test_file_not_sent);
  return g_test_run ();
}
