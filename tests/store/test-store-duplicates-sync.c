/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Duplicates between devices: two make the same firm offline, and verdicts go round through the
 * server's own merge (design.md §5). */

#include "config.h"

#include "lf-store-duplicates.h"
#include "store-fixture.h"
#include "zone.h"

typedef struct
{
  Zone *zone;
  Fixture a, b;
} World;

static void
world_set_up (World *world, gconstpointer data)
{
  world->zone = zone_new ();
  set_up (&world->a, NULL);
  set_up (&world->b, NULL);
}

static void
world_tear_down (World *world, gconstpointer data)
{
  tear_down (&world->a, NULL);
  tear_down (&world->b, NULL);
  zone_free (world->zone);
}

/* Returns how many conflicts the server made of it; nothing may be refused. */
static guint
push (World *world, Fixture *device)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) changes = lf_store_outbox_sync (device->store, 0, &error);
  g_autoptr (GPtrArray) answers = NULL;
  guint n_conflicts = 0;

  g_assert_no_error (error);
  answers = zone_push_all (world->zone, device == &world->a ? "a" : "b", "recruiter", changes);
  for (guint i = 0; i < answers->len; i++)
    {
      const LfAnswer *answer = answers->pdata[i];

      g_assert_cmpint (answer->kind, !=, LF_ANSWER_REFUSED);
      n_conflicts += answer->conflicts->len;
    }
  lf_store_take_answers_sync (device->store, answers, &error);
  g_assert_no_error (error);
  return n_conflicts;
}

static void
pull (World *world, Fixture *device)
{
  gboolean has_more = TRUE;

  while (has_more)
    {
      g_auto (LfSyncState) state = { 0 };
      g_autoptr (LfPage) page = NULL;
      g_autoptr (GError) error = NULL;
      LfServerPageQuery query = { .limit = 100 };

      lf_store_sync_state_sync (device->store, &state, &error);
      g_assert_no_error (error);
      query.cursor = state.cursor;
      page = lf_server_read_page (world->zone->storage, ZONE, &query, &error);
      g_assert_no_error (error);
      lf_store_take_page_sync (device->store, page, NULL, &error);
      g_assert_no_error (error);
      has_more = page->has_more;
    }
}

static guint
sync_all (World *world)
{
  guint n_conflicts = push (world, &world->a) + push (world, &world->b);

  pull (world, &world->a);
  pull (world, &world->b);
  return n_conflicts;
}

static void
assert_agree_g3 (World *world)
{
  g_autofree char *server = lf_server_digest (world->zone->storage, ZONE, NULL);
  g_autofree char *a = digest_of (world->a.store);
  g_autofree char *b = digest_of (world->b.store);

  g_assert_cmpstr (a, ==, server);
  g_assert_cmpstr (b, ==, server);
  assert_sound (world->a.store);
  assert_sound (world->b.store);
}

static char *
add (LfStore *store, const char *entity, const char *field, const char *value, const char *title)
{
  g_autoptr (LfRecord) record = lf_record_new (lf_schema_find (entity), NULL);
  g_autoptr (LfChange) change = lf_change_new ("add");

  lf_record_set (record, lf_entity_title (lf_schema_find (entity))->name, title);
  lf_record_set (record, field, value);
  lf_change_create (change, record);
  commit_change (store, change);
  return g_strdup (lf_record_id (record));
}

static void
assert_field (LfStore *store, const char *id, const char *field, const char *value)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LfRecord) record = lf_store_find_sync (store, id, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (lf_record_get (record, field), ==, value);
}

static guint
count_pairs (LfStore *store, gboolean only_new)
{
  LfDuplicateSearch search = { .only_new = only_new, .level = LF_DUPLICATE_L2 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) pairs = lf_store_find_duplicates_sync (store, &search, NULL, &error);

  g_assert_no_error (error);
  return pairs->len;
}

static void
judge (LfStore *store, const char *winner, const char *other, LfVerdict verdict)
{
  LfJudgement judgement = { verdict, "核对过", NULL };
  g_autoptr (GError) error = NULL;

  lf_store_judge_sync (store, winner, other, &judgement, &error);
  g_assert_no_error (error);
}

/* Two recruiters meet the same company offline: both records arrive, each device is told once, one
 * of them merges, and that goes round like any change. */
static void
test_same_firm_offline (World *world, gconstpointer data)
{
  g_autofree char *winner = add (world->a.store, "enterprise", "city", "宁波", "澄岳精工");
  g_autofree char *loser
      = add (world->b.store, "enterprise", "phone", "0574-88886666", "澄岳精工有限公司");
  g_autofree char *contact = add (world->b.store, "contact", "enterprise", loser, "王芳");

  g_assert_cmpuint (count_pairs (world->a.store, TRUE), ==, 0);
  g_assert_cmpuint (sync_all (world), ==, 0);
  g_assert_cmpuint (count_pairs (world->a.store, TRUE), ==, 1);
  g_assert_cmpuint (count_pairs (world->a.store, TRUE), ==, 0);
  g_assert_cmpuint (count_pairs (world->b.store, TRUE), ==, 1);
  judge (world->a.store, winner, loser, LF_VERDICT_MERGE);
  g_assert_cmpuint (sync_all (world), ==, 0);
  assert_field (world->b.store, winner, "phone", "0574-88886666");
  assert_field (world->b.store, contact, "enterprise", winner);
  g_assert_cmpuint (count_pairs (world->b.store, FALSE), ==, 0);
  assert_agree_g3 (world);

  g_free (lf_store_undo_sync (world->a.store, NULL));
  g_assert_cmpuint (sync_all (world), ==, 0);
  assert_field (world->b.store, contact, "enterprise", loser);
  g_assert_cmpuint (count_pairs (world->b.store, FALSE), ==, 1);
  assert_agree_g3 (world);
}

/* What one person has judged nobody else is asked. */
static void
test_verdict_goes_round (World *world, gconstpointer data)
{
  g_autofree char *a = add (world->a.store, "enterprise", "city", NULL, "澄岳精工");
  g_autofree char *b = add (world->b.store, "enterprise", "city", NULL, "澄岳精工有限公司");

  sync_all (world);
  judge (world->a.store, a, b, LF_VERDICT_NEW);
  sync_all (world);
  g_assert_cmpuint (count_pairs (world->b.store, FALSE), ==, 0);
  assert_agree_g3 (world);
}

/* Two judge one pair without knowing: it is one verdict, and nothing is lost. */
static void
test_two_verdicts (World *world, gconstpointer data)
{
  g_autofree char *a = add (world->a.store, "enterprise", "city", NULL, "澄岳精工");
  g_autofree char *b = add (world->b.store, "enterprise", "city", NULL, "澄岳精工有限公司");

  sync_all (world);
  judge (world->a.store, a, b, LF_VERDICT_NEW);
  judge (world->b.store, b, a, LF_VERDICT_IGNORE);
  sync_all (world);
  sync_all (world);
  g_assert_cmpuint (count_pairs (world->a.store, FALSE), ==, 0);
  g_assert_cmpuint (count_pairs (world->b.store, FALSE), ==, 0);
  assert_agree_g3 (world);
}

/* The server, too, lets a signed agreement follow its project into another record, and refuses any
 * other edit of it. */
static void
test_locked_follows (World *world, gconstpointer data)
{
  g_autofree char *winner = add_project (world->a.store, "甲", NULL, "lead");
  g_autofree char *loser = add_project (world->a.store, "乙", NULL, "lead");
  g_autoptr (LfRecord) agreement = lf_record_new (lf_schema_find ("agreement"), NULL);
  g_autoptr (LfChange) change = lf_change_new ("add");

  lf_record_set (agreement, "title", "投资协议");
  lf_record_set (agreement, "project", loser);
  lf_record_set (agreement, "kind", "investment");
  lf_record_set (agreement, "state", "signed");
  lf_change_create (change, agreement);
  commit_change (world->a.store, change);
  sync_all (world);
  judge (world->a.store, winner, loser, LF_VERDICT_MERGE);
  g_assert_cmpuint (sync_all (world), ==, 0);
  assert_field (world->b.store, lf_record_id (agreement), "project", winner);
  assert_agree_g3 (world);
}

/* A new record that goes into one that is there is made and deleted in one change. */
static void
test_new_into_existing (World *world, gconstpointer data)
{
  g_autofree char *existing = add (world->a.store, "enterprise", "city", NULL, "澄岳精工");
  g_autoptr (LfRecord) record = lf_record_new (lf_schema_find ("enterprise"), NULL);
  LfJudgement judgement = { LF_VERDICT_MERGE, NULL, NULL };
  g_autoptr (GError) error = NULL;

  sync_all (world);
  lf_record_set (record, "name", "澄岳精工有限公司");
  lf_record_set (record, "city", "宁波");
  lf_store_judge_new_sync (world->b.store, record, (const char *[]){ existing, NULL }, &judgement,
                           &error);
  g_assert_no_error (error);
  g_assert_cmpuint (sync_all (world), ==, 0);
  assert_field (world->a.store, existing, "city", "宁波");
  assert_field (world->a.store, lf_record_id (record), "name", "澄岳精工有限公司");
  assert_agree_g3 (world);
}

#define ADD(path, func)                                                                            \
  g_test_add ("/store/duplicates-sync/" path, World, NULL, world_set_up, func, world_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("same-firm-offline", test_same_firm_offline);
  ADD ("verdict-goes-round", test_verdict_goes_round);
  ADD ("two-verdicts", test_two_verdicts);
  ADD ("locked-follows", test_locked_follows);
  ADD ("new-into-existing", test_new_into_existing);
  return g_test_run ();
}
