/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Possible duplicates in a store, and verdicts about them (domain.md §4, R1). */

#include "config.h"

#include "lf-store-duplicates.h"
#include "store-fixture.h"

#include <sqlite3.h>
#include <string.h>

static LfRecord *
make_firm (const char *name, const char *city)
{
  LfRecord *record = lf_record_new (lf_schema_find ("enterprise"), NULL);

  lf_record_set (record, "name", name);
  lf_record_set (record, "city", city);
  return record;
}

static void
save (LfStore *store, const LfRecord *record)
{
  g_autoptr (LfChange) change = lf_change_new ("add");

  lf_change_create (change, record);
  commit_change (store, change);
}

static char *
add_firm (LfStore *store, const char *name, const char *city)
{
  g_autoptr (LfRecord) record = make_firm (name, city);

  save (store, record);
  return g_strdup (lf_record_id (record));
}

static LfRecord *
load (LfStore *store, const char *id)
{
  g_autoptr (GError) error = NULL;
  LfRecord *record = lf_store_find_sync (store, id, &error);

  g_assert_no_error (error);
  return record;
}

static void
edit (LfStore *store, const char *id, const char *field, const char *value)
{
  g_autoptr (LfRecord) record = load (store, id);
  g_autoptr (LfChange) change = lf_change_new (field);

  lf_change_edit (change, record, field, value);
  commit_change (store, change);
}

static void
assert_field (LfStore *store, const char *id, const char *field, const char *value)
{
  g_autoptr (LfRecord) record = load (store, id);

  g_assert_cmpstr (lf_record_get (record, field), ==, value);
}

/* (transfer full) (element-type LfDuplicate) */
static GPtrArray *
ask (LfStore *store, const LfRecord *record)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new ();
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (records, (gpointer) record);
  all = lf_store_duplicates_sync (store, records, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (all->len, ==, 1);
  return g_ptr_array_ref (all->pdata[0]);
}

static guint
count_pairs (LfStore *store, gboolean only_new)
{
  LfDuplicateSearch search = { .only_new = only_new };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) pairs = lf_store_find_duplicates_sync (store, &search, NULL, &error);

  g_assert_no_error (error);
  return pairs->len;
}

static void
judge (LfStore *store, const char *winner, const char *other, LfVerdict verdict, const char *reason)
{
  LfJudgement judgement = { verdict, reason, NULL };
  g_autoptr (GError) error = NULL;

  lf_store_judge_sync (store, winner, other, &judgement, &error);
  g_assert_no_error (error);
}

/* ---- Finding ---- */

static void
test_levels (Fixture *self, gconstpointer data)
{
  g_autofree char *same = add_firm (self->store, "寰采星科技（宁波）有限公司", NULL);
  g_autofree char *similar = add_firm (self->store, "宁波寰采星科技有限公司", NULL);
  g_autofree char *elsewhere = add_firm (self->store, "绍兴寰采星科技有限公司", NULL);
  g_autofree char *sounds = add_firm (self->store, "宁波环采星科技有限公司", NULL);
  g_autoptr (LfRecord) asked = make_firm ("寰采星科技(宁波)有限责任公司", NULL);
  g_autoptr (GPtrArray) found = ask (self->store, asked);
  static const LfDuplicateLevel levels[] = { LF_DUPLICATE_L1, LF_DUPLICATE_L2, LF_DUPLICATE_L3 };
  const char *ids[] = { same, similar, sounds };

  g_assert_cmpuint (found->len, ==, G_N_ELEMENTS (levels));
  for (guint i = 0; i < found->len; i++)
    {
      const LfDuplicate *one = found->pdata[i];

      g_assert_cmpint (one->rule->level, ==, levels[i]);
      g_assert_cmpstr (lf_record_id (one->record), ==, ids[i]);
    }
  g_assert_nonnull (elsewhere);
}

/* The keys follow every way a record changes. */
static void
test_keys_follow (Fixture *self, gconstpointer data)
{
  g_autofree char *id = add_firm (self->store, "澄岳精工", NULL);
  g_autoptr (LfRecord) asked = make_firm ("澄岳精工有限公司", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (LfRecord) record = NULL;
  g_autoptr (LfChange) change = lf_change_new ("delete");
  static const guint expected[] = { 1, 0, 1, 0, 1 };

  for (guint step = 0; step < G_N_ELEMENTS (expected); step++)
    {
      g_autoptr (GPtrArray) found = NULL;

      if (step == 1)
        edit (self->store, id, "name", "另一家");
      if (step == 2)
        edit (self->store, id, "name", "澄岳精工股份公司");
      if (step == 3)
        {
          record = load (self->store, id);
          lf_change_delete (change, record);
          commit_change (self->store, change);
        }
      if (step == 4)
        g_free (lf_store_undo_sync (self->store, &error));
      g_assert_no_error (error);
      found = ask (self->store, asked);
      g_test_message ("step %u", step);
      g_assert_cmpuint (found->len, ==, expected[step]);
    }
}

/* A record is no duplicate of itself. */
static void
test_own (Fixture *self, gconstpointer data)
{
  g_autofree char *id = add_firm (self->store, "澄岳精工", NULL);
  g_autoptr (LfRecord) record = load (self->store, id);
  g_autoptr (GPtrArray) found = ask (self->store, record);

  g_assert_cmpuint (found->len, ==, 0);
}

/* Rows of one file are compared with each other, the later with the earlier. */
static void
test_batch (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_record_unref);
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GError) error = NULL;
  const LfDuplicate *one;

  g_ptr_array_add (records, make_firm ("澄岳精工", NULL));
  g_ptr_array_add (records, lf_record_new (lf_schema_find ("park"), NULL));
  g_ptr_array_add (records, make_firm ("澄岳精工有限公司", NULL));
  all = lf_store_duplicates_sync (self->store, records, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (((GPtrArray *) all->pdata[0])->len, ==, 0);
  g_assert_cmpuint (((GPtrArray *) all->pdata[1])->len, ==, 0);
  g_assert_cmpuint (((GPtrArray *) all->pdata[2])->len, ==, 1);
  one = ((GPtrArray *) all->pdata[2])->pdata[0];
  g_assert_true (one->record == records->pdata[0]);
}

/* Many projects of one firm are not all compared, but an equal name is found among them. */
static void
test_shared_by_many (Fixture *self, gconstpointer data)
{
  g_autofree char *firm = add_firm (self->store, "待定", NULL);
  g_autoptr (LfChange) change = lf_change_new ("many");
  g_autoptr (LfRecord) asked = lf_record_new (project_entity (), NULL);
  g_autoptr (GPtrArray) found = NULL;

  for (guint i = 0; i < 300; i++)
    {
      g_autoptr (LfRecord) project = lf_record_new (project_entity (), NULL);
      g_autofree char *name = g_strdup_printf ("%u号", i * 7919);

      lf_record_set (project, "name", name);
      lf_record_set (project, "stage", "lead");
      lf_record_set (project, "enterprise", firm);
      lf_change_create (change, project);
    }
  commit_change (self->store, change);
  lf_record_set (asked, "name", "0号");
  lf_record_set (asked, "enterprise", firm);
  found = ask (self->store, asked);
  g_assert_cmpuint (found->len, ==, 1);
  g_assert_cmpint (((LfDuplicate *) found->pdata[0])->rule->level, ==, LF_DUPLICATE_L1);
}

static void
on_asked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GPtrArray **found = user_data;
  g_autoptr (GError) error = NULL;

  *found = lf_store_duplicates_finish (LF_STORE (source), result, &error);
  g_assert_no_error (error);
}

static void
test_async (Fixture *self, gconstpointer data)
{
  g_autofree char *id = add_firm (self->store, "澄岳精工", NULL);
  g_autoptr (LfRecord) asked = make_firm ("澄岳精工有限公司", NULL);
  g_autoptr (GPtrArray) found = NULL;

  lf_store_duplicates_async (self->store, asked, NULL, on_asked, &found);
  while (found == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (found->len, ==, 1);
  g_assert_cmpstr (lf_record_id (((LfDuplicate *) found->pdata[0])->record), ==, id);
}

static void
count_progress (gint64 n_done, gint64 n_total, gpointer user_data)
{
  g_assert_cmpint (n_done, <=, n_total);
  *(gint64 *) user_data = n_done;
}

/* Two devices that made the same firm offline: what arrives later is found once as new. */
static void
test_whole_store (Fixture *self, gconstpointer data)
{
  g_autofree char *a = add_firm (self->store, "澄岳精工", NULL);
  g_autofree char *b = add_firm (self->store, "澄岳精工有限公司", NULL);
  g_autofree char *other = add_firm (self->store, "安纳新材料科技", NULL);
  gint64 n_done = 0;
  LfDuplicateSearch search = { .progress = count_progress, .user_data = &n_done };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) pairs = lf_store_find_duplicates_sync (self->store, &search, NULL, &error);
  const LfDuplicatePair *pair;
  g_autofree char *late = NULL;

  g_assert_no_error (error);
  g_assert_cmpint (n_done, ==, 3);
  g_assert_cmpuint (pairs->len, ==, 1);
  pair = pairs->pdata[0];
  g_assert_cmpstr (lf_record_id (pair->first), ==, a);
  g_assert_cmpstr (lf_record_id (pair->second), ==, b);
  g_assert_cmpint (pair->rule->level, ==, LF_DUPLICATE_L1);

  g_assert_cmpuint (count_pairs (self->store, TRUE), ==, 1);
  g_assert_cmpuint (count_pairs (self->store, TRUE), ==, 0);
  late = add_firm (self->store, "安纳新材料科技股份有限公司", NULL);
  g_assert_cmpuint (count_pairs (self->store, TRUE), ==, 1);
  g_assert_cmpuint (count_pairs (self->store, FALSE), ==, 2);
  g_assert_nonnull (other);
}

static void
test_cancelled (Fixture *self, gconstpointer data)
{
  g_autofree char *id = add_firm (self->store, "澄岳精工", NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  LfDuplicateSearch search = { NULL };
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (lf_store_find_duplicates_sync (self->store, &search, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_nonnull (id);
}

/* ---- Verdicts ---- */

static void
test_apart (Fixture *self, gconstpointer data)
{
  g_autofree char *a = add_firm (self->store, "澄岳精工", NULL);
  g_autofree char *b = add_firm (self->store, "澄岳精工有限公司", NULL);
  g_autofree char *c = add_firm (self->store, "澄岳精工股份有限公司", NULL);
  g_autofree char *id = lf_verdict_id (b, a);
  LfJudgement no_reason = { LF_VERDICT_NEW, NULL, NULL };
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (count_pairs (self->store, FALSE), ==, 3);
  g_assert_false (lf_store_judge_sync (self->store, a, b, &no_reason, &error));
  g_assert_error (error, LF_ERROR, LF_ERROR_INVALID);
  judge (self->store, a, b, LF_VERDICT_NEW, "不同的分支机构");
  g_assert_cmpuint (count_pairs (self->store, FALSE), ==, 2);
  judge (self->store, a, c, LF_VERDICT_IGNORE, NULL);
  g_assert_cmpuint (count_pairs (self->store, FALSE), ==, 1);
  assert_field (self->store, id, "reason", "不同的分支机构");
  assert_field (self->store, id, "verdict", "new");
  assert_sound (self->store);
}

/* What the merge test looks at. */
typedef struct
{
  char *winner;
  char *loser;
  char *contact;
  char *agreement;
  char *project;
} World;

static void
world_clear (World *world)
{
  g_free (world->winner);
  g_free (world->loser);
  g_free (world->contact);
  g_free (world->agreement);
  g_free (world->project);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (World, world_clear)

static World
make_world (LfStore *store)
{
  World world
      = { add_firm (store, "澄岳精工", NULL), add_firm (store, "澄岳精工有限公司", "宁波"), NULL };
  g_autoptr (LfRecord) contact = lf_record_new (lf_schema_find ("contact"), NULL);
  g_autoptr (LfRecord) agreement = lf_record_new (lf_schema_find ("agreement"), NULL);

  world.project = add_project (store, "甲", NULL, "lead");
  set_field (store, world.project, "enterprise", world.loser);
  edit (store, world.winner, "tags", "上市\n外资");
  edit (store, world.winner, "phone", "0574-1111111");
  edit (store, world.loser, "tags", "外资\n专精特新");
  edit (store, world.loser, "phone", "0574-2222222");
  edit (store, world.loser, "introduction", "精密加工");
  lf_record_set (contact, "name", "王芳");
  lf_record_set (contact, "enterprise", world.loser);
  save (store, contact);
  world.contact = g_strdup (lf_record_id (contact));
  lf_record_set (agreement, "title", "投资协议");
  lf_record_set (agreement, "project", world.project);
  lf_record_set (agreement, "kind", "investment");
  lf_record_set (agreement, "state", "signed");
  lf_record_set (agreement, "parties", world.loser);
  save (store, agreement);
  world.agreement = g_strdup (lf_record_id (agreement));
  return world;
}

/* A merge loses nothing: sets are united, blanks filled, references redirected, the other one is in
 * the trash as it was. */
static void
test_merge (Fixture *self, gconstpointer data)
{
  g_auto (World) world = make_world (self->store);
  g_autoptr (LfRecord) loser = NULL;

  judge (self->store, world.winner, world.loser, LF_VERDICT_MERGE, NULL);
  assert_field (self->store, world.winner, "name", "澄岳精工");
  assert_field (self->store, world.winner, "phone", "0574-1111111");
  assert_field (self->store, world.winner, "city", "宁波");
  assert_field (self->store, world.winner, "introduction", "精密加工");
  assert_field (self->store, world.winner, "tags", "上市\n专精特新\n外资");
  assert_field (self->store, world.contact, "enterprise", world.winner);
  assert_field (self->store, world.project, "enterprise", world.winner);
  assert_field (self->store, world.agreement, "parties", world.winner);
  loser = load (self->store, world.loser);
  g_assert_true (lf_record_is_deleted (loser));
  g_assert_cmpstr (lf_record_get (loser, "phone"), ==, "0574-2222222");
  g_assert_cmpuint (count_pairs (self->store, FALSE), ==, 0);
  assert_sound (self->store);
}

static void
test_overwrite (Fixture *self, gconstpointer data)
{
  g_auto (World) world = make_world (self->store);

  judge (self->store, world.winner, world.loser, LF_VERDICT_OVERWRITE, NULL);
  assert_field (self->store, world.winner, "name", "澄岳精工有限公司");
  assert_field (self->store, world.winner, "phone", "0574-2222222");
  assert_field (self->store, world.winner, "tags", "上市\n专精特新\n外资");
}

/* A signed agreement is locked, but it belongs to the project whatever that is merged into. */
static void
test_merge_locked (Fixture *self, gconstpointer data)
{
  g_auto (World) world = make_world (self->store);
  g_autofree char *other = add_project (self->store, "乙", NULL, "lead");
  g_autoptr (LfRecord) agreement = load (self->store, world.agreement);
  g_autoptr (LfChange) change = lf_change_new ("move");
  g_autoptr (GError) error = NULL;

  lf_change_edit (change, agreement, "project", other);
  g_assert_false (lf_store_commit_sync (self->store, change, &error));
  g_assert_error (error, LF_ERROR, LF_ERROR_INVALID);
  judge (self->store, other, world.project, LF_VERDICT_MERGE, NULL);
  assert_field (self->store, world.agreement, "project", other);
  assert_field (self->store, other, "enterprise", world.loser);
}

static void
test_merge_refused (Fixture *self, gconstpointer data)
{
  g_auto (World) world = make_world (self->store);
  LfJudgement merge = { LF_VERDICT_MERGE, NULL, NULL };
  const char *const pairs[][2] = { { world.winner, world.winner },
                                   { world.winner, world.project },
                                   { world.winner, "01890a5d-ac96-774b-bcce-b302099a8057" } };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (lf_store_judge_sync (self->store, pairs[i][0], pairs[i][1], &merge, &error));
      g_assert_cmpint (error->domain, ==, LF_ERROR);
      g_test_message ("%s", error->message);
    }
}

/* The group is merged into its own subsidiary: nothing becomes its own parent. */
static void
test_merge_parent (Fixture *self, gconstpointer data)
{
  g_autofree char *a = add_firm (self->store, "甲", NULL);
  g_autofree char *b = add_firm (self->store, "乙", NULL);

  edit (self->store, a, "parent", b);
  judge (self->store, a, b, LF_VERDICT_MERGE, NULL);
  assert_field (self->store, a, "parent", NULL);
  g_free (lf_store_undo_sync (self->store, NULL));
  edit (self->store, a, "parent", NULL);
  edit (self->store, b, "parent", a);
  judge (self->store, a, b, LF_VERDICT_MERGE, NULL);
  assert_field (self->store, a, "parent", NULL);
}

static void
fill_at_random (LfStore *store, const char *id, char **ids, guint n_ids)
{
  static const char *const fields[] = { "city", "phone", "introduction", "tags", "industry" };
  g_autofree char *value = g_strdup_printf ("%d", g_test_rand_int_range (1, 9));

  if (g_test_rand_int_range (0, 6) == 0)
    edit (store, id, "parent", ids[g_test_rand_int_range (0, (int) n_ids)]);
  else
    edit (store, id, fields[g_test_rand_int_range (0, G_N_ELEMENTS (fields))], value);
}

/* Merge, or overwrite, then undo: the same records; redo: the merged ones again. */
static void
test_merge_undo_property (Fixture *self, gconstpointer data)
{
  char *ids[6];

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    ids[i] = add_firm (self->store, "澄岳精工", NULL);
  for (guint round = 0; round < 40; round++)
    {
      const char *winner = ids[g_test_rand_int_range (0, 3)];
      const char *loser = ids[g_test_rand_int_range (3, 6)];
      g_autofree char *project = add_project (self->store, "甲", NULL, "lead");
      g_autofree char *before = NULL;
      g_autofree char *merged = NULL;
      g_autofree char *undone = NULL;
      g_autofree char *redone = NULL;
      g_autoptr (GError) error = NULL;

      set_field (self->store, project, "enterprise", ids[g_test_rand_int_range (0, 6)]);
      for (guint i = 0; i < 8; i++)
        fill_at_random (self->store, ids[g_test_rand_int_range (0, 6)], ids, 6);
      before = digest_of (self->store);
      judge (self->store, winner, loser,
             g_test_rand_bit () ? LF_VERDICT_MERGE : LF_VERDICT_OVERWRITE, NULL);
      merged = digest_of (self->store);
      g_assert_cmpstr (merged, !=, before);
      g_free (lf_store_undo_sync (self->store, &error));
      g_assert_no_error (error);
      undone = digest_of (self->store);
      g_assert_cmpstr (undone, ==, before);
      g_free (lf_store_redo_sync (self->store, &error));
      g_assert_no_error (error);
      redone = digest_of (self->store);
      g_assert_cmpstr (redone, ==, merged);
      g_free (lf_store_undo_sync (self->store, &error));
      g_assert_no_error (error);
    }
  assert_sound (self->store);
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    g_free (ids[i]);
}

/* ---- New records ---- */

static void
test_judge_new (Fixture *self, gconstpointer data)
{
  g_autofree char *existing = add_firm (self->store, "澄岳精工", NULL);
  static const LfVerdict verdicts[]
      = { LF_VERDICT_IGNORE, LF_VERDICT_NEW, LF_VERDICT_MERGE, LF_VERDICT_OVERWRITE };
  g_autoptr (LfRecord) saved = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (verdicts); i++)
    {
      g_autoptr (LfRecord) record = make_firm ("澄岳精工有限公司", "宁波");
      g_autofree char *id = lf_verdict_id (existing, lf_record_id (record));
      g_autofree char *phone = g_strdup_printf ("0574-222222%u", i);
      LfJudgement judgement = { verdicts[i], "另一家公司", NULL };
      g_autoptr (GError) error = NULL;

      lf_record_set (record, "phone", phone);
      lf_store_judge_new_sync (self->store, record, (const char *[]){ existing, NULL }, &judgement,
                               &error);
      g_assert_no_error (error);
      saved = lf_store_find_sync (self->store, lf_record_id (record), NULL);
      g_assert_cmpint (saved == NULL, ==, verdicts[i] == LF_VERDICT_IGNORE);
      if (verdicts[i] == LF_VERDICT_IGNORE)
        {
          g_autoptr (LfRecord) verdict = load (self->store, id);

          g_assert_nonnull (strstr (lf_record_get (verdict, "other_values"), "0574-2222220"));
        }
      else
        {
          g_assert_cmpint (lf_record_is_deleted (saved), ==, verdicts[i] != LF_VERDICT_NEW);
          g_assert_cmpstr (lf_record_get (saved, "phone"), ==, phone);
        }
      assert_field (self->store, existing, "city", i < 2 ? NULL : "宁波");
      g_clear_pointer (&saved, lf_record_unref);
    }
  assert_field (self->store, existing, "phone", "0574-2222223");
  assert_sound (self->store);
}

/* ---- Upgrades ---- */

static void
drop_keys (const Fixture *self, int version)
{
  g_autofree char *path = g_build_filename (self->folder, "landfall.db", NULL);
  g_autofree char *sql
      = g_strdup_printf ("DROP TABLE duplicate_key; DROP INDEX change_record_deleted;"
                         "ALTER TABLE change DROP COLUMN hash;"
                         "ALTER TABLE change DROP COLUMN noted_us;"
                         "ALTER TABLE change DROP COLUMN late_us; DROP TABLE known_again;"
                         "DROP TABLE seen_limit; ALTER TABLE outbox DROP COLUMN again;"
                         "ALTER TABLE outbox DROP COLUMN offers;"
                         "ALTER TABLE change DROP COLUMN doubtful;"
                         "PRAGMA user_version = %d",
                         version);
  sqlite3 *handle;

  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_cmpint (sqlite3_open (path, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (handle);
}

/* A store of a version that had no keys finds its duplicates after the upgrade. */
static void
test_keys_after_upgrade (Fixture *self, gconstpointer data)
{
  g_autofree char *a = add_firm (self->store, "澄岳精工", NULL);
  g_autofree char *b = add_firm (self->store, "澄岳精工有限公司", NULL);

  g_assert_nonnull (a);
  g_assert_nonnull (b);
  for (int version = 2; version <= 3; version++)
    {
      g_test_message ("version %d", version);
      close_store (self);
      drop_keys (self, version);
      open_store (self);
      g_assert_cmpuint (count_pairs (self->store, FALSE), ==, 1);
    }
}

#define ADD(path, func)                                                                            \
  g_test_add ("/store/duplicates/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("levels", test_levels);
  ADD ("keys-follow", test_keys_follow);
  ADD ("own", test_own);
  ADD ("batch", test_batch);
  ADD ("shared-by-many", test_shared_by_many);
  ADD ("async", test_async);
  ADD ("whole-store", test_whole_store);
  ADD ("cancelled", test_cancelled);
  ADD ("apart", test_apart);
  ADD ("merge", test_merge);
  ADD ("overwrite", test_overwrite);
  ADD ("merge-locked", test_merge_locked);
  ADD ("merge-refused", test_merge_refused);
  ADD ("merge-parent", test_merge_parent);
  ADD ("merge-undo-property", test_merge_undo_property);
  ADD ("judge-new", test_judge_new);
  ADD ("keys-after-upgrade", test_keys_after_upgrade);
  return g_test_run ();
}
