/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stores that were damaged on purpose: each is recognised, explained, moved aside and brought back
 * from backup and server, with what had not been sent. */

#include "config.h"

#include "lf-damage.h"
#include "store-fixture.h"
#include "zone.h"

#include "lf-db.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define N_PROJECTS 200

typedef struct
{
  Zone *zone;
  Fixture a, b;
  char *old;    /* in the backup */
  char *recent; /* made after it, and sent */
  char *unsent; /* made after it, and not sent */
} World;

/* ---- Sync ---- */

static void
push (World *world, LfStore *store, const char *device)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) changes = lf_store_outbox_sync (store, 0, &error);
  g_autoptr (GPtrArray) answers = NULL;

  g_assert_no_error (error);
  answers = zone_push_all (world->zone, device, "recruiter", changes);
  for (guint i = 0; i < answers->len; i++)
    g_assert_cmpint (((LfAnswer *) answers->pdata[i])->kind, !=, LF_ANSWER_REFUSED);
  lf_store_take_answers_sync (store, answers, &error);
  g_assert_no_error (error);
}

static void
pull (World *world, LfStore *store)
{
  gboolean has_more = TRUE;

  while (has_more)
    {
      g_auto (LfSyncState) state = { 0 };
      g_autoptr (LfPage) page = NULL;
      g_autoptr (GError) error = NULL;
      LfServerPageQuery query = { .limit = 100 };

      lf_store_sync_state_sync (store, &state, &error);
      g_assert_no_error (error);
      query.cursor = state.cursor;
      page = lf_server_read_page (world->zone->storage, ZONE, &query, &error);
      g_assert_no_error (error);
      lf_store_take_page_sync (store, page, NULL, &error);
      g_assert_no_error (error);
      has_more = page->has_more;
    }
}

static void
sync_store (World *world, LfStore *store, const char *device)
{
  pull (world, store);
  push (world, store, device);
  pull (world, store);
}

/* ---- The world: a backup, edits sent since, edits not sent ---- */

static void
add_many (LfStore *store)
{
  g_autoptr (LfChange) change = lf_change_new ("many");

  for (guint i = 0; i < N_PROJECTS; i++)
    {
      g_autoptr (LfRecord) record = lf_record_new (project_entity (), NULL);
      g_autofree char *name = g_strdup_printf ("项目%u", i);

      lf_record_set (record, "name", name);
      lf_record_set (record, "stage", "lead");
      lf_change_create (change, record);
    }
  commit_change (store, change);
}

static void
world_set_up (World *world, gconstpointer data)
{
  g_autoptr (LfBackup) backup = NULL;

  world->zone = zone_new ();
  set_up (&world->a, NULL);
  set_up (&world->b, NULL);
  add_many (world->a.store);
  world->old = add_project (world->a.store, "甲", NULL, "lead");
  sync_store (world, world->a.store, "a");
  backup = lf_backups_take_sync (world->a.store, LF_BACKUP_AUTOMATIC, NULL);
  g_assert_nonnull (backup);
  world->recent = add_project (world->a.store, "乙", NULL, "lead");
  set_field (world->a.store, world->old, "industry", "光电");
  sync_store (world, world->a.store, "a");
  set_field (world->a.store, world->old, "source", "一号路");
  set_field (world->a.store, world->recent, "source", "二号路");
  world->unsent = add_project (world->a.store, "丙", NULL, "lead");
}

static void
world_tear_down (World *world, gconstpointer data)
{
  tear_down (&world->a, NULL);
  tear_down (&world->b, NULL);
  zone_free (world->zone);
  g_free (world->old);
  g_free (world->recent);
  g_free (world->unsent);
}

static char *
path_in (const Fixture *fixture, const char *name)
{
  return g_build_filename (fixture->folder, name, NULL);
}

/* ---- Damages ---- */

static void
write_file (const Fixture *fixture, const char *name, const char *bytes, gsize length)
{
  g_autofree char *path = path_in (fixture, name);

  g_assert_true (g_file_set_contents (path, bytes, (gssize) length, NULL));
}

static void
write_at (const Fixture *fixture, goffset offset, int byte, gsize length)
{
  g_autofree char *path = path_in (fixture, "landfall.db");
  g_autofree char *bytes = g_malloc (length);
  FILE *file = g_fopen (path, "r+b");

  memset (bytes, byte, length);
  g_assert_nonnull (file);
  g_assert_cmpint (fseek (file, (long) offset, SEEK_SET), ==, 0);
  g_assert_cmpuint (fwrite (bytes, 1, length, file), ==, length);
  g_assert_cmpint (fclose (file), ==, 0);
}

/* The first page of a table or an index. */
static void
flip_page (const Fixture *fixture, const char *tree)
{
  g_autofree char *path = path_in (fixture, "landfall.db");
  g_autoptr (LfDb) db = lf_db_open (path, LF_DB_READ, NULL);
  sqlite3_stmt *statement = lf_db_prepare (
      db, "SELECT rootpage, page_size FROM sqlite_master, pragma_page_size WHERE name = ?", NULL);
  gboolean has_row;
  gint64 page, size;

  lf_db_bind_text (statement, 1, tree);
  g_assert_true (lf_db_step (db, statement, &has_row, NULL));
  g_assert_true (has_row);
  page = sqlite3_column_int64 (statement, 0);
  size = sqlite3_column_int64 (statement, 1);
  sqlite3_reset (statement);
  write_at (fixture, (page - 1) * size, 0xa5, (gsize) size);
}

static void
cut_in_half (const Fixture *fixture, const char *unused)
{
  g_autofree char *path = path_in (fixture, "landfall.db");
  GStatBuf info;

  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpint (truncate (path, info.st_size / 2), ==, 0);
}

static void
zero_header (const Fixture *fixture, const char *unused)
{
  write_at (fixture, 0, 0, 100);
}

static void
put_text (const Fixture *fixture, const char *unused)
{
  static const char text[]
      = "a list of things to do, and not a database at all, however long it is "
        "made, for it must be longer than the header of one";

  write_file (fixture, "landfall.db", text, sizeof text - 1);
}

static void
put_other_database (const Fixture *fixture, const char *unused)
{
  g_autofree char *path = path_in (fixture, "landfall.db");
  g_autoptr (LfDb) db = NULL;

  write_file (fixture, "landfall.db", "", 0);
  db = lf_db_open (path, LF_DB_WRITE, NULL);
  g_assert_true (lf_db_exec (db, "CREATE TABLE bookmark (url TEXT)", NULL));
}

static void
empty (const Fixture *fixture, const char *unused)
{
  write_file (fixture, "landfall.db", "", 0);
}

static void
take_away (const Fixture *fixture, const char *unused)
{
  g_autofree char *path = path_in (fixture, "landfall.db");

  g_assert_cmpint (g_unlink (path), ==, 0);
}

typedef struct
{
  const char *name;
  void (*damage) (const Fixture *fixture, const char *tree);
  const char *tree;
  int code;
  const char *said; /* part of the sentence */
  guint n_put_back; /* of the three changes that had not been sent */
  gint64 n_since;   /* told: five changes, two of them sent; -1: cannot be read */
} Damage;

/* clang-format off */
static const Damage damages[] = {
  { "rows", flip_page, "project", LF_STORE_ERROR_CORRUPT, "is damaged", 3, 5 },
  { "index", flip_page, "change_record_id", LF_STORE_ERROR_CORRUPT, "is damaged", 3, 5 },
  { "search", flip_page, "project_search_data", LF_STORE_ERROR_CORRUPT, "is damaged", 3, 5 },
  { "outbox", flip_page, "outbox", LF_STORE_ERROR_CORRUPT, "is damaged", 3, 5 },
  { "journal", flip_page, "change", LF_STORE_ERROR_CORRUPT, "is damaged", 0, -1 },
  { "edits", flip_page, "change_record", LF_STORE_ERROR_CORRUPT, "is damaged", 0, 5 },
  { "half", cut_in_half, NULL, LF_STORE_ERROR_CORRUPT, "is damaged", 0, -1 },
  { "header", zero_header, NULL, LF_STORE_ERROR_NOT_OURS, "is not a Landfall store", 3, 5 },
  { "text", put_text, NULL, LF_STORE_ERROR_NOT_OURS, "is not a Landfall store", 0, -1 },
  { "other-database", put_other_database, NULL, LF_STORE_ERROR_NOT_OURS, "is not a Landfall store", 0, -1 },
  { "emptied", empty, NULL, LF_STORE_ERROR_LOST, "changes saved in", 0, -1 },
  { "gone", take_away, NULL, LF_STORE_ERROR_LOST, "is gone", 0, -1 },
};
/* clang-format on */

/* ---- Coming back ---- */

static LfDamage *
examine (World *world, int code, const char *said)
{
  g_autoptr (GError) error = NULL;
  LfDamage *damage;

  g_assert_null (lf_store_open_sync (world->a.folder, LF_STORE_OPEN_CREATE, &error));
  g_test_message ("%s", error->message);
  g_assert_error (error, LF_STORE_ERROR, code);
  g_assert_nonnull (strstr (error->message, said));
  g_assert_true (lf_damage_is_told_by (error, world->a.folder));
  damage = lf_damage_examine_sync (world->a.folder, error);
  g_assert_nonnull (damage->backup);
  return damage;
}

static char *
find_moved_aside (World *world, LfBackupReason reason)
{
  g_autoptr (GPtrArray) backups = lf_backups_list (world->a.folder);

  for (guint i = 0; i < backups->len; i++)
    {
      const LfBackup *backup = backups->pdata[i];

      if (backup->reason == reason)
        return g_strdup (backup->path);
    }
  return NULL;
}

static void
salvage (World *world, const char *path, guint n_put_back)
{
  g_auto (LfSalvage) salvage = { 0 };
  g_autoptr (GError) error = NULL;

  if (!lf_store_salvage_sync (world->a.store, path, &salvage, &error))
    {
      g_assert_cmpuint (n_put_back, ==, 0);
      return;
    }
  g_assert_cmpuint (salvage.n_put_back, ==, n_put_back);
  g_assert_cmpuint (salvage.problems->len, ==, 0);
}

static void
assert_agree (World *world)
{
  g_autofree char *server = NULL;
  g_autofree char *a = NULL;
  g_autofree char *b = NULL;

  sync_store (world, world->a.store, "a2");
  sync_store (world, world->b.store, "b");
  server = lf_server_digest (world->zone->storage, ZONE, NULL);
  a = digest_of (world->a.store);
  b = digest_of (world->b.store);
  g_assert_cmpstr (a, ==, server);
  g_assert_cmpstr (b, ==, server);
  assert_sound (world->a.store);
}

static void
restore (World *world, const LfDamage *damage)
{
  g_autoptr (GError) error = NULL;

  lf_store_restore_sync (damage->backup->path, world->a.folder, &error);
  g_assert_no_error (error);
  open_store (&world->a);
  pull (world, world->a.store);
}

static void
test_damage (World *world, gconstpointer data)
{
  const Damage *what = data;
  g_autoptr (LfDamage) damage = NULL;
  g_autofree char *aside = NULL;
  g_autofree char *text = NULL;

  close_store (&world->a);
  what->damage (&world->a, what->tree);
  damage = examine (world, what->code, what->said);
  g_assert_false (damage->is_own);
  g_assert_cmpint (damage->n_since, ==, what->n_since);
  g_assert_cmpint (MAX (damage->n_unsent, 0), ==, what->n_put_back);
  if (what->n_since >= 0)
    g_assert_cmpint (damage->n_sent, ==, 2);
  text = lf_damage_describe (damage);
  g_test_message ("%s", text);
  restore (world, damage);
  aside = find_moved_aside (world, LF_BACKUP_DAMAGED);
  if (aside != NULL)
    salvage (world, aside, what->n_put_back);
  else
    g_assert_cmpstr (what->name, ==, "gone");
  assert_agree (world);
  assert_value (world->b.store, world->old, "industry", "光电");
  if (what->n_put_back > 0)
    {
      assert_value (world->b.store, world->old, "source", "一号路");
      assert_value (world->b.store, world->recent, "source", "二号路");
      assert_value (world->b.store, world->unsent, "name", "丙");
      salvage (world, aside, 0); /* twice is harmless */
    }
}

/* ---- A log that was cut off, an older copy: the store itself is the best there is ---- */

static void
snapshot (const Fixture *fixture, const char *name, GBytes **ret_bytes)
{
  g_autofree char *path = path_in (fixture, name);
  char *bytes;
  gsize length;

  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  *ret_bytes = g_bytes_new_take (bytes, length);
}

static void
put_snapshot (const Fixture *fixture, const char *name, GBytes *bytes, gsize most)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  write_file (fixture, name, data, MIN (length, most));
}

static void
come_back_from_itself (World *world)
{
  g_autoptr (LfDamage) damage = examine (world, LF_STORE_ERROR_LOST, "missing from it");
  g_autofree char *device = NULL;

  g_assert_true (damage->is_own);
  restore (world, damage);
  assert_agree (world);
  assert_value (world->b.store, world->recent, "name", "乙");
}

/* As a power cut leaves it, and then the end of the log is not there. */
static void
test_log_cut_off (World *world, gconstpointer data)
{
  g_autoptr (GBytes) database = NULL;
  g_autoptr (GBytes) log = NULL;
  g_autoptr (GBytes) seal = NULL;

  close_store (&world->a);
  open_store (&world->a);
  set_field (world->a.store, world->old, "source", "三号路");
  snapshot (&world->a, "landfall.db", &database);
  snapshot (&world->a, "landfall.db-wal", &log);
  snapshot (&world->a, "landfall.seal", &seal);
  close_store (&world->a);
  put_snapshot (&world->a, "landfall.db", database, G_MAXSIZE);
  put_snapshot (&world->a, "landfall.seal", seal, G_MAXSIZE);
  put_snapshot (&world->a, "landfall.db-wal", log, 100);
  come_back_from_itself (world);
}

/* The same without the cut: nothing is lost and nothing is said. */
static void
test_log_left_whole (World *world, gconstpointer data)
{
  static const char *const names[] = { "landfall.db", "landfall.db-wal", "landfall.seal" };
  GBytes *bytes[G_N_ELEMENTS (names)];

  set_field (world->a.store, world->old, "source", "三号路");
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    snapshot (&world->a, names[i], &bytes[i]);
  close_store (&world->a);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      put_snapshot (&world->a, names[i], bytes[i], G_MAXSIZE);
      g_bytes_unref (bytes[i]);
    }
  open_store (&world->a);
  assert_value (world->a.store, world->old, "source", "三号路");
  assert_sound (world->a.store);
}

static void
test_older_copy (World *world, gconstpointer data)
{
  g_autoptr (GBytes) older = NULL;

  sync_store (world, world->a.store, "a");
  close_store (&world->a);
  snapshot (&world->a, "landfall.db", &older);
  open_store (&world->a);
  set_field (world->a.store, world->old, "source", "三号路");
  close_store (&world->a);
  put_snapshot (&world->a, "landfall.db", older, G_MAXSIZE);
  come_back_from_itself (world);
}

/* ---- While it is open ---- */

static void
on_damaged_cb (LfStore *store, gpointer user_data)
{
  *(guint *) user_data += 1;
}

static void
test_while_open (World *world, gconstpointer data)
{
  g_autoptr (LfQuery) query = lf_query_new (project_entity (), NULL, "name");
  guint n_told = 0;

  close_store (&world->a);
  open_store (&world->a);
  g_signal_connect (world->a.store, "damaged", G_CALLBACK (on_damaged_cb), &n_told);
  flip_page (&world->a, "project");
  for (guint i = 0; i < 4; i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (lf_store_list_sync (world->a.store, query, 0, &error));
      g_assert_error (error, LF_STORE_ERROR, LF_STORE_ERROR_CORRUPT);
    }
  while (n_told == 0)
    g_main_context_iteration (NULL, TRUE);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (n_told, ==, 1);
  close_store (&world->a);
  /* It is not sealed as sound either. */
  lf_damage_free (examine (world, LF_STORE_ERROR_CORRUPT, "is damaged"));
}

#define ADD(path, func)                                                                            \
  g_test_add ("/store/damage/" path, World, NULL, world_set_up, func, world_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (damages); i++)
    {
      g_autofree char *path = g_strconcat ("/store/damage/", damages[i].name, NULL);

      g_test_add (path, World, &damages[i], world_set_up, test_damage, world_tear_down);
    }
  ADD ("log-cut-off", test_log_cut_off);
  ADD ("log-left-whole", test_log_left_whole);
  ADD ("older-copy", test_older_copy);
  ADD ("while-open", test_while_open);
  return g_test_run ();
}
