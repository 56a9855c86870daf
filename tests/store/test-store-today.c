/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What asks for somebody today, against a slow and obvious reading of all records. */

#include "config.h"

#include "server-words.h"
#include "store-fixture.h"

#include "lf-store-lamps-closing.h"
#include "lf-store-today.h"

#include <string.h>

static const LfDate today = { 2023, 3, 15 };

typedef struct
{
  Fixture base;
  char *me, *other; /* ids of accounts */
  GRand *rand;
} Zone;

static char *
new_record (Zone *self, LfChange *change, const char *entity, const char *const *values)
{
  g_autoptr (LfRecord) record = lf_record_new (lf_schema_find (entity), NULL);

  for (; *values != NULL; values += 2)
    lf_record_set (record, values[0], values[1]);
  lf_change_create (change, record);
  return g_strdup (lf_record_id (record));
}

#define NEW(zone, change, entity, ...)                                                             \
  new_record (zone, change, entity, (const char *const[]){ __VA_ARGS__, NULL })

static void
zone_set_up (Zone *self, gconstpointer data)
{
  g_autoptr (LfChange) change = lf_change_new ("accounts");

  set_up (&self->base, data);
  self->rand = g_rand_new_with_seed (20230315);
  self->me = NEW (self, change, "account", "name", "周砚秋");
  self->other = NEW (self, change, "account", "name", "林舒然");
  commit_change (self->base.store, change);
  g_assert_true (lf_store_set_setting_sync (self->base.store, "author", "周砚秋", NULL));
}

static void
zone_tear_down (Zone *self, gconstpointer data)
{
  g_free (self->me);
  g_free (self->other);
  g_rand_free (self->rand);
  tear_down (&self->base, data);
}

/* Around @today, now and then only a month. */
static char *
some_day (Zone *self)
{
  LfDate day = lf_date_add_days (&today, g_rand_int_range (self->rand, -70, 15));

  if (g_rand_int_range (self->rand, 0, 8) == 0)
    day.day = 0;
  return lf_date_to_canonical (&day);
}

static void
add_some_project (Zone *self, LfChange *change)
{
  LfStage stage = (LfStage) g_rand_int_range (self->rand, 0, LF_N_STAGES);
  g_autofree char *since = some_day (self);
  g_autofree char *step = some_day (self);
  gboolean has_step = g_rand_boolean (self->rand);
  const char *owner = g_rand_boolean (self->rand) ? self->me : self->other;
  int n = g_rand_int_range (self->rand, 0, 4);
  g_autoptr (LfRecord) project = lf_record_new (project_entity (), NULL);

  lf_record_set (project, "name", "项目");
  lf_record_set (project, "stage", lf_stage_key (stage));
  lf_record_set (project, "stage_date", since);
  lf_record_set (project, "stage_reason", "因故");
  lf_record_set (project, "owner", owner);
  lf_record_set (project, "next_step_date", has_step ? step : NULL);
  lf_change_create (change, project);
  for (int i = 0; i < n; i++)
    {
      static const char *const states[] = { "held", "planned", "cancelled", "broken_off", NULL };
      g_autofree char *day = some_day (self);

      g_free (NEW (self, change, "interaction", "subject", "联系", "kind", "call", "held_on", day,
                   "project", lf_record_id (project), "state",
                   states[g_rand_int_range (self->rand, 0, 4)]));
    }
}

/* ---- Slow and obvious ---- */

static GPtrArray *
list_all (Zone *self, const char *entity)
{
  g_autoptr (LfQuery) query = lf_query_new (lf_schema_find (entity), NULL, NULL);

  return lf_store_list_sync (self->base.store, query, 0, NULL);
}

static LfDate
day_of (const LfRecord *record, const char *field)
{
  LfDate day = { 0 };

  if (lf_record_get (record, field) != NULL)
    lf_date_from_canonical (lf_record_get (record, field), &day);
  return day.year == 0 ? day : lf_date_first_day (&day);
}

static gboolean
counts_as_contact (const LfRecord *contact, const LfRecord *project)
{
  const char *state = lf_record_get (contact, "state");
  const LfDate day = day_of (contact, "held_on");

  return g_strcmp0 (lf_record_get (contact, "project"), lf_record_id (project)) == 0
         && g_strcmp0 (state, "planned") != 0 && g_strcmp0 (state, "cancelled") != 0
         && lf_date_compare (&day, &today) <= 0;
}

/* Returns: -1: nothing */
static int
judge (const LfCalendar *calendar, const LfRecord *project, GPtrArray *contacts)
{
  const LfDate step = day_of (project, "next_step_date");
  LfDate last = day_of (project, "stage_date");
  LfStage stage;

  g_assert_true (lf_stage_from_key (lf_record_get (project, "stage"), &stage));
  if (step.year != 0 && lf_date_compare (&step, &today) <= 0 && stage != LF_STAGE_DROPPED)
    return (int) lf_today_judge_due (calendar, &step, &today);
  for (guint i = 0; i < contacts->len; i++)
    {
      const LfDate day = day_of (contacts->pdata[i], "held_on");

      if (counts_as_contact (contacts->pdata[i], project) && lf_date_compare (&day, &last) > 0)
        last = day;
    }
  return lf_today_allowed_silence (stage) > 0
                 && lf_calendar_count_working_days (calendar, &last, &today)
                        > (int) lf_today_allowed_silence (stage)
             ? LF_TODAY_SILENT
             : -1;
}

static void
assert_agrees (Zone *self, LfTodayScope scope)
{
  g_autoptr (LfCalendar) calendar = lf_calendar_new ();
  g_autoptr (GPtrArray) projects = list_all (self, "project");
  g_autoptr (GPtrArray) contacts = list_all (self, "interaction");
  g_autoptr (GError) error = NULL;
  g_autoptr (LfToday) found
      = lf_store_today_sync (self->base.store, scope, LF_TODAY_MOST, &today, &error);
  g_autoptr (GHashTable) expected = g_hash_table_new (g_str_hash, g_str_equal);
  guint counts[LF_N_TODAY_KINDS] = { 0 };

  g_assert_no_error (error);
  g_assert_true (found->has_account);
  for (guint i = 0; i < projects->len; i++)
    {
      const LfRecord *project = projects->pdata[i];
      int kind = judge (calendar, project, contacts);

      if (kind < 0
          || (scope == LF_TODAY_MINE && strcmp (lf_record_get (project, "owner"), self->me) != 0))
        continue;
      counts[kind]++;
      g_hash_table_insert (expected, (gpointer) lf_record_id (project), GINT_TO_POINTER (kind + 1));
    }
  for (int kind = 0; kind < LF_N_TODAY_KINDS; kind++)
    g_assert_cmpuint (found->counts[kind], ==, counts[kind]);
  g_assert_cmpuint (counts[LF_TODAY_DUE] + counts[LF_TODAY_OVERDUE], >, 0);
  g_assert_cmpuint (counts[LF_TODAY_SILENT], >, 0);
  for (guint i = 0; i < found->items->len; i++)
    {
      const LfTodayItem *item = found->items->pdata[i];

      g_assert_cmpint (GPOINTER_TO_INT (g_hash_table_lookup (expected, item->id)), ==,
                       (int) item->kind + 1);
      g_assert_nonnull (item->why);
    }
}

static void
test_random (Zone *self, gconstpointer data)
{
  for (int round = 0; round < 4; round++)
    {
      g_autoptr (LfChange) change = lf_change_new ("projects");

      for (int i = 0; i < 60; i++)
        add_some_project (self, change);
      commit_change (self->base.store, change);
      assert_agrees (self, LF_TODAY_MINE);
      assert_agrees (self, LF_TODAY_EVERYONES);
    }
}

/* ---- What is not by date ---- */

static guint
count (Zone *self, LfTodayKind kind)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LfToday) found
      = lf_store_today_sync (self->base.store, LF_TODAY_MINE, LF_TODAY_MOST, &today, &error);

  g_assert_no_error (error);
  return found->counts[kind];
}

/* I6 and O3: what is promised soon, and a slip that waits for the taker's signature */
static void
test_promised_and_waiting (Zone *self, gconstpointer data)
{
  g_autoptr (LfChange) change = lf_change_new ("desk");
  g_autofree char *project = NEW (self, change, "project", "name", "减速器", "stage", "production");

  g_free (NEW (self, change, "promise", "subject", "设备补贴", "due_on", "2023-03-20",
               "responsible", self->me, "state", "promised"));
  g_free (NEW (self, change, "promise", "subject", "太远", "due_on", "2023-04-20", "responsible",
               self->me, "state", "promised"));
  g_free (NEW (self, change, "handover", "subject", "移交", "project", project, "taker", self->me,
               "state", "given", "given_on", "2023-03-13"));
  g_free (NEW (self, change, "handover", "subject", "他人", "project", project, "taker",
               self->other, "state", "given", "given_on", "2023-03-13"));
  commit_change (self->base.store, change);
  g_assert_cmpuint (count (self, LF_TODAY_PROMISED), ==, 1);
  g_assert_cmpuint (count (self, LF_TODAY_WAITING), ==, 1);
  g_assert_cmpuint (count (self, LF_TODAY_DUE), ==, 0);
}

static const LfTodayItem *
find_first (const LfToday *found, LfTodayKind kind)
{
  for (guint i = 0; i < found->items->len; i++)
    if (((LfTodayItem *) found->items->pdata[i])->kind == kind)
      return found->items->pdata[i];
  return NULL;
}

/* O3: who is to sign for a project does so on its page, so that is what opens. */
static void
test_handover_opens (Zone *self, gconstpointer data)
{
  g_autoptr (LfChange) change = lf_change_new ("slip");
  g_autofree char *project = NEW (self, change, "project", "name", "减速器", "stage", "production");
  g_autoptr (LfToday) found = NULL;
  const LfTodayItem *item;

  g_free (NEW (self, change, "handover", "subject", "移交", "project", project, "taker", self->me,
               "state", "given", "given_on", "2023-03-13"));
  commit_change (self->base.store, change);
  found = lf_store_today_sync (self->base.store, LF_TODAY_MINE, LF_TODAY_MOST, &today, NULL);
  item = find_first (found, LF_TODAY_WAITING);
  g_assert_nonnull (item);
  g_assert_cmpstr (item->entity, ==, "project");
  g_assert_cmpstr (item->id, ==, project);
  g_assert_cmpstr (lf_record_entity (item->record)->name, ==, "handover");
}

/* An open conflict is of both who wrote, and of nobody else; it opens what it is about. */
static void
test_conflict (Zone *self, gconstpointer data)
{
  static const struct
  {
    const char *accepted, *offered, *state;
  } conflicts[] = { { "周砚秋", "林舒然", "open" },
                    { "林舒然", "周砚秋", "open" },
                    { "林舒然", "顾明远", "open" },
                    { "周砚秋", "林舒然", "settled" } };
  g_autoptr (LfChange) change = lf_change_new ("conflicts");
  g_autofree char *project = NEW (self, change, "project", "name", "减速器", "stage", "production");
  g_autoptr (LfToday) mine = NULL;
  g_autoptr (LfToday) all = NULL;
  const LfTodayItem *item;

  for (guint i = 0; i < G_N_ELEMENTS (conflicts); i++)
    g_free (NEW (self, change, "conflict", "title", "减速器", "entity", "project", "record",
                 project, "field", "name", "accepted_author", conflicts[i].accepted,
                 "offered_author", conflicts[i].offered, "state", conflicts[i].state));
  commit_change (self->base.store, change);
  mine = lf_store_today_sync (self->base.store, LF_TODAY_MINE, LF_TODAY_MOST, &today, NULL);
  all = lf_store_today_sync (self->base.store, LF_TODAY_EVERYONES, LF_TODAY_MOST, &today, NULL);
  g_assert_cmpuint (mine->counts[LF_TODAY_CONFLICT], ==, 2);
  g_assert_cmpuint (all->counts[LF_TODAY_CONFLICT], ==, 3);
  item = find_first (mine, LF_TODAY_CONFLICT);
  g_assert_cmpstr (item->entity, ==, "project");
  g_assert_cmpstr (item->id, ==, project);
  g_assert_nonnull (strstr (item->why, "周砚秋"));
  g_assert_nonnull (strstr (item->why, "林舒然"));
}

static void
refuse_change (LfStore *store, const LfChange *change, const char *reason, const char *message)
{
  g_autoptr (GPtrArray) answers = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_answer_free);
  LfAnswer *answer = lf_answer_new (change->id, LF_ANSWER_REFUSED);
  g_autoptr (GError) error = NULL;

  answer->reason = g_strdup (reason);
  answer->message = g_strdup (message);
  g_ptr_array_add (answers, answer);
  lf_store_take_answers_sync (store, answers, &error);
  g_assert_no_error (error);
}

/* What the server did not take stands there until it is sent again or given up, with a reason in
 * the language of whoever reads it, not the server's. */
static void
test_refused (Zone *self, gconstpointer data)
{
  g_autofree char *id = NULL;
  g_autoptr (LfChange) edit = NULL;
  g_autoptr (LfToday) found = NULL;
  const LfTodayItem *item;

  for (guint n = 1; lf_store_count_pending_sync (self->base.store, NULL) > 0; n++)
    {
      g_autoptr (LfChange) first = first_pending (self->base.store);

      answer_change (self->base.store, first, LF_ANSWER_ACCEPTED, n, NULL, NULL);
    }
  id = add_accepted (self->base.store, "甲", 100);
  g_assert_cmpuint (count (self, LF_TODAY_REFUSED), ==, 0);
  set_field (self->base.store, id, "name", "乙");
  edit = first_pending (self->base.store);
  refuse_change (self->base.store, edit, "permission", "不得修改");
  found = lf_store_today_sync (self->base.store, LF_TODAY_MINE, LF_TODAY_MOST, &today, NULL);
  g_assert_cmpuint (found->counts[LF_TODAY_REFUSED], ==, 1);
  item = find_first (found, LF_TODAY_REFUSED);
  g_assert_cmpstr (item->entity, ==, "project");
  g_assert_cmpstr (item->id, ==, id);
  g_assert_cmpstr (item->title, ==, edit->label);
  g_assert_true (g_str_has_prefix (item->why, "Your account may not change this."));
  g_assert_true (lf_store_discard_sync (self->base.store, edit->id, NULL));
  g_assert_cmpuint (count (self, LF_TODAY_REFUSED), ==, 0);
}

/* A problem of @state, collected on a Monday. */
static void
add_problem (Zone *self, const char *state, const char *department, const char *owner)
{
  g_autoptr (LfChange) change = lf_change_new ("problem");
  gboolean is_collected = strcmp (state, "collected") == 0;

  g_free (NEW (self, change, "problem", "subject", state, "kind", "land", "state", state,
               "collected_on", "2023-03-06", "dispatched_on", is_collected ? NULL : "2023-03-07",
               "lead_department", department, "owner", owner));
  commit_change (self->base.store, change);
}

static guint
count_waiting (Zone *self, const char *role)
{
  g_assert_true (lf_store_set_setting_sync (self->base.store, "role", role, NULL));
  return count (self, LF_TODAY_WAITING);
}

/* V2, I1: what was not dispatched in the clock's time waits for those who decide and for its owner;
 * what was dispatched and not taken on, for its owner and the department. */
static void
test_problems (Zone *self, gconstpointer data)
{
  g_autoptr (LfChange) change = lf_change_new ("account");
  g_autoptr (LfRecord) me
      = lf_store_load_sync (self->base.store, lf_schema_find ("account"), self->me, NULL);
  g_autoptr (LfToday) found = NULL;

  lf_change_edit (change, me, "department", "供电局");
  commit_change (self->base.store, change);
  add_problem (self, "collected", NULL, NULL);
  g_assert_cmpuint (count_waiting (self, "zone_manager"), ==, 1);
  g_assert_cmpuint (count_waiting (self, "recruiter"), ==, 0);
  add_problem (self, "collected", NULL, self->me);
  g_assert_cmpuint (count_waiting (self, "zone_manager"), ==, 2);
  g_assert_cmpuint (count_waiting (self, "recruiter"), ==, 1);
  add_problem (self, "dispatched", "供电局", self->other);
  add_problem (self, "dispatched", "人社局", self->other);
  add_problem (self, "handling", "供电局", self->me);
  g_assert_cmpuint (count_waiting (self, "department"), ==, 2);
  found = lf_store_today_sync (self->base.store, LF_TODAY_EVERYONES, LF_TODAY_MOST, &today, NULL);
  for (guint i = 0; i < found->items->len; i++)
    {
      const LfTodayItem *item = found->items->pdata[i];

      g_assert_nonnull (item->why);
      g_assert_cmpstr (item->entity, ==, "problem");
    }
}

static guint
count_unclosed (Zone *self, const char *role, const char *sight)
{
  g_assert_true (lf_store_set_setting_sync (self->base.store, "role", role, NULL));
  g_assert_true (lf_store_set_setting_sync (self->base.store, "sight", sight, NULL));
  return count (self, LF_TODAY_UNCLOSED);
}

static void
close_february (Zone *self)
{
  const LfDate february = { 2023, 2, 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (LfChange) closing
      = lf_store_lamps_closing_sync (self->base.store, &february, &today, &error);

  g_assert_no_error (error);
  commit_change (self->base.store, closing);
}

/* V3: who may close last month's lamps is told so while any is left, and nobody else is. */
static void
test_unclosed (Zone *self, gconstpointer data)
{
  static const char whole[] = "account/wang\nparks\nzone";
  g_autoptr (LfChange) parks = lf_change_new ("parks");
  g_autoptr (LfChange) change = lf_change_new ("projects");
  g_autofree char *east = NEW (self, parks, "park", "name", "东园");
  g_autofree char *west = NEW (self, parks, "park", "name", "西园");
  g_autofree char *of_east = g_strdup_printf ("account/wang\npark/%s\nzone", east);
  g_autofree char *of_west = g_strdup_printf ("account/wang\npark/%s\nzone", west);
  g_autofree char *undone = NULL;

  commit_change (self->base.store, parks);
  g_assert_cmpuint (count_unclosed (self, NULL, NULL), ==, 0);
  g_free (NEW (self, change, "project", "name", "减速器", "stage", "signed", "signed_date",
               "2022-11-01", "planned_start_date", "2023-01-10", "park", east));
  g_free (NEW (self, change, "project", "name", "线索", "stage", "lead", "park", west));
  commit_change (self->base.store, change);
  g_assert_cmpuint (count_unclosed (self, "zone_manager", whole), ==, 1);
  g_assert_cmpuint (count_unclosed (self, "park_manager", of_east), ==, 1);
  g_assert_cmpuint (count_unclosed (self, "park_manager", of_west), ==, 0);
  g_assert_cmpuint (count_unclosed (self, "recruiter", of_east), ==, 0);
  g_assert_cmpuint (count_unclosed (self, NULL, NULL), ==, 1);
  close_february (self);
  g_assert_cmpuint (count_unclosed (self, NULL, NULL), ==, 0);
  g_assert_cmpuint (count_unclosed (self, "zone_manager", whole), ==, 0);
  undone = lf_store_undo_sync (self->base.store, NULL);
  g_assert_nonnull (undone);
  g_assert_cmpuint (count_unclosed (self, "zone_manager", whole), ==, 1);
}

/* V3: one lamp of a park is found behind many projects of it that have none. */
static void
test_unclosed_among_many (Zone *self, gconstpointer data)
{
  g_autoptr (LfChange) change = lf_change_new ("projects");
  g_autofree char *park = NEW (self, change, "park", "name", "东园");

  for (guint i = 0; i < 150; i++)
    g_free (NEW (self, change, "project", "name", "减速器", "stage", "signed", "signed_date",
                 "2023-03-10", "park", park));
  commit_change (self->base.store, change);
  g_assert_cmpuint (count_unclosed (self, NULL, NULL), ==, 0);
  g_clear_pointer (&change, lf_change_unref);
  change = lf_change_new ("project");
  g_free (NEW (self, change, "project", "name", "电机", "stage", "signed", "signed_date",
               "2022-11-01", "planned_start_date", "2023-01-10", "park", park));
  commit_change (self->base.store, change);
  g_assert_cmpuint (count_unclosed (self, NULL, NULL), ==, 1);
}

/* Where nobody is known who could own anything, everything is there to be done. */
static void
test_nobody (Zone *self, gconstpointer data)
{
  g_autoptr (LfChange) change = lf_change_new ("project");
  g_autoptr (LfToday) found = NULL;

  g_assert_true (lf_store_set_setting_sync (self->base.store, "author", NULL, NULL));
  found = lf_store_today_sync (self->base.store, LF_TODAY_MINE, LF_TODAY_MOST, &today, NULL);
  g_assert_true (found->is_blank);
  g_free (NEW (self, change, "project", "name", "减速器", "stage", "lead", "stage_date",
               "2023-03-15", "owner", self->other, "next_step_date", "2023-03-15"));
  commit_change (self->base.store, change);
  g_assert_cmpuint (count (self, LF_TODAY_DUE), ==, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, test) g_test_add (name, Zone, NULL, zone_set_up, test, zone_tear_down)
  ADD ("/store/today/random", test_random);
  ADD ("/store/today/promised-I6-waiting-O3", test_promised_and_waiting);
  ADD ("/store/today/handover-opens-O3", test_handover_opens);
  ADD ("/store/today/conflict", test_conflict);
  ADD ("/store/today/refused", test_refused);
  ADD ("/store/today/problems-V2-I1", test_problems);
  ADD ("/store/today/unclosed-V3", test_unclosed);
  ADD ("/store/today/unclosed-among-many-V3", test_unclosed_among_many);
  ADD ("/store/today/nobody", test_nobody);
  return g_test_run ();
}
