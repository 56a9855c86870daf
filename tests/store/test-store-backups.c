/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rolling backups: when one is taken, which ones stay, and the files that go with them. */

#include "config.h"

#include "lf-backups.h"
#include "lf-store-files.h"
#include "store-fixture.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#define MINUTE (60 * G_TIME_SPAN_SECOND)
#define HOUR G_TIME_SPAN_HOUR
#define DAY G_TIME_SPAN_DAY

/* Sunday 15 March 2026, 12:00 UTC */
#define NOW (G_GINT64_CONSTANT (1773576000) * G_USEC_PER_SEC)

/* ---- The plan ---- */

static void
test_due (void)
{
  static const struct
  {
    gint64 ago; /* 0: never */
    LfBackupMoment moment;
    gboolean is_due;
  } cases[] = {
    { 0, LF_BACKUP_RUNNING, TRUE },
    { MINUTE, LF_BACKUP_AT_START, FALSE },
    { 29 * MINUTE, LF_BACKUP_AT_START, FALSE },
    { 30 * MINUTE, LF_BACKUP_AT_START, TRUE },
    { 30 * MINUTE, LF_BACKUP_RUNNING, FALSE },
    { 23 * HOUR, LF_BACKUP_RUNNING, FALSE },
    { DAY, LF_BACKUP_RUNNING, TRUE },
    { -2 * DAY, LF_BACKUP_RUNNING, TRUE }, /* a clock that was wrong */
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (
        lf_backup_is_due (NOW, cases[i].ago == 0 ? 0 : NOW - cases[i].ago, cases[i].moment), ==,
        cases[i].is_due);
}

/* Ages, newest first, and after "|" those that stay: m minutes, h hours, d days. */
static const char *const retentions[] = {
  "|",
  "5m | 5m",
  "400d | 400d", /* the newest stays, however old */
  "5m 400d | 5m",
  "1h 2h 3h 4h 5h 6h 7h 8h 9h 10h | 1h 2h 3h 4h 5h 6h 7h 8h",
  "1h 13h 14h 15h 16h 17h 18h 19h 20h | 1h 13h 14h 15h 16h 17h 18h 19h",
  "1h 25h 26h 27h | 1h 25h",         /* one of Saturday */
  "1h 37h 49h | 1h 37h",             /* one of Friday */
  "1h 3d 4d 5d | 1h 3d 4d 5d",       /* one of each day */
  "1h 15d 16d 17d | 1h 15d",         /* one of the week before last but one */
  "1h 20d 21d 22d 23d | 1h 20d 21d", /* a Monday, and the Sunday before it */
  "1h 60d 61d 62d | 1h 60d",         /* one of January */
  "1h 60d 90d 360d 370d | 1h 60d 90d 360d",
  "-2d 1h 2h | -2d 1h 2h", /* from the future */
};

static GArray *
read_ages (const char *text)
{
  GArray *times = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_auto (GStrv) words = g_strsplit (text, " ", -1);

  for (char **word = words; *word != NULL; word++)
    if (**word != '\0')
      {
        char *unit;
        gint64 n = g_ascii_strtoll (*word, &unit, 10);
        gint64 time = NOW - n * (*unit == 'm' ? MINUTE : *unit == 'h' ? HOUR : DAY);

        g_array_append_val (times, time);
      }
  return times;
}

static void
test_retention (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (retentions); i++)
    {
      g_auto (GStrv) halves = g_strsplit (retentions[i], "|", 2);
      g_autoptr (GArray) times = read_ages (halves[0]);
      g_autoptr (GArray) stay = read_ages (halves[1]);
      g_autofree gboolean *keep = g_new0 (gboolean, times->len + 1);
      guint n = 0;

      g_test_message ("%s", retentions[i]);
      lf_backup_plan_retention ((gint64 *) (void *) times->data, times->len, NOW, keep);
      for (guint t = 0; t < times->len; t++)
        {
          gint64 time = g_array_index (times, gint64, t);

          if (!keep[t])
            continue;
          g_assert_cmpuint (n, <, stay->len);
          g_assert_cmpint (time, ==, g_array_index (stay, gint64, n));
          n++;
        }
      g_assert_cmpuint (n, ==, stay->len);
    }
}

/* Three a day for two years, pruned each time: what stays is bounded, near days are dense and there
 * is something of every month of the last year. */
static void
test_retention_over_years (void)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (gint64 now = NOW; now < NOW + 730 * DAY; now += 8 * HOUR)
    {
      g_autofree gboolean *keep = NULL;

      g_array_append_val (times, now);
      keep = g_new0 (gboolean, times->len);
      lf_backup_plan_retention ((gint64 *) (void *) times->data, times->len, now, keep);
      for (guint i = times->len; i > 0; i--)
        if (!keep[i - 1])
          g_array_remove_index (times, i - 1);
      g_assert_cmpuint (times->len, <=, 8 + 14 + 8 + 12);
    }
  g_assert_cmpuint (times->len, >=, 3 + 13 + 5 + 9);
  for (guint i = 1; i < times->len; i++)
    g_assert_cmpint (g_array_index (times, gint64, i) - g_array_index (times, gint64, i - 1), <=,
                     45 * DAY);
}

/* ---- Rolling ---- */

static LfBackup *
roll (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  LfBackup *backup = lf_backups_roll_sync (self->store, LF_BACKUP_AT_START, &error);

  g_assert_no_error (error);
  return backup;
}

/* As if all had been taken @days before. */
static void
age_backups (Fixture *self, guint days)
{
  g_autoptr (GPtrArray) backups = lf_backups_list (self->folder);

  for (guint i = backups->len; i > 0; i--)
    {
      const LfBackup *backup = backups->pdata[i - 1];
      g_autoptr (GDateTime) time
          = g_date_time_new_from_unix_utc ((backup->time_us - days * DAY) / G_USEC_PER_SEC);
      g_autofree char *name = g_date_time_format (time, "automatic-%Y%m%d-%H%M%S.db");
      g_autofree char *folder = g_path_get_dirname (backup->path);
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_assert_cmpint (g_rename (backup->path, path), ==, 0);
    }
}

static guint
count_backups (Fixture *self)
{
  g_autoptr (GPtrArray) backups = lf_backups_list (self->folder);

  return backups->len;
}

static void
test_rolls_when_changed (Fixture *self, gconstpointer data)
{
  g_autoptr (LfBackup) first = NULL;
  g_autoptr (LfBackup) second = NULL;
  g_autofree char *id = add_project (self->store, "甲", NULL, "lead");

  first = roll (self);
  g_assert_nonnull (first);
  g_assert_cmpint (first->reason, ==, LF_BACKUP_AUTOMATIC);
  set_field (self->store, id, "name", "乙");
  g_assert_null (roll (self)); /* a minute later */
  age_backups (self, 1);
  second = roll (self);
  g_assert_nonnull (second);
  age_backups (self, 1);
  g_assert_null (roll (self)); /* nothing was changed */
  g_assert_cmpuint (count_backups (self), ==, 2);
}

static void
test_lets_go (Fixture *self, gconstpointer data)
{
  for (guint i = 0; i < 4; i++)
    {
      g_free (add_project (self->store, "甲", NULL, "lead"));
      lf_backup_free (roll (self));
      age_backups (self, i == 1 ? 400 : 1);
    }
  g_assert_cmpuint (count_backups (self), ==, 2);
}

static void
test_turned_off (Fixture *self, gconstpointer data)
{
  LfBackupSettings settings = { .is_off = TRUE };

  g_free (add_project (self->store, "甲", NULL, "lead"));
  g_assert_true (lf_backup_settings_save (self->folder, &settings, NULL));
  g_assert_null (roll (self));
  settings.is_off = FALSE;
  settings.folder = g_build_filename (self->folder, "elsewhere", "safe", NULL);
  g_assert_true (lf_backup_settings_save (self->folder, &settings, NULL));
  lf_backup_free (roll (self));
  g_assert_true (g_file_test (settings.folder, G_FILE_TEST_IS_DIR));
  g_assert_cmpuint (count_backups (self), ==, 1);
  g_free (settings.folder);
}

static void
test_compare (Fixture *self, gconstpointer data)
{
  g_autofree char *id = add_project (self->store, "甲", NULL, "lead");
  g_autoptr (LfBackup) backup = lf_backups_take_sync (self->store, LF_BACKUP_MANUAL, NULL);
  g_autofree char *newest = NULL;
  g_autoptr (LfBackup) good = NULL;
  LfBackupGap gap = { 7, 7 };

  g_assert_true (lf_backups_compare_sync (self->store, backup->path, &gap, NULL));
  g_assert_cmpint (gap.n_changes, ==, 0);
  set_field (self->store, id, "name", "乙");
  set_field (self->store, id, "name", "丙");
  g_assert_true (lf_backups_compare_sync (self->store, backup->path, &gap, NULL));
  g_assert_cmpint (gap.n_changes, ==, 2);
  g_assert_cmpint (gap.n_sent, ==, 0);
  good = lf_backups_find_good (self->folder);
  g_assert_cmpstr (good->path, ==, backup->path);
}

/* ---- Files ---- */

static char *
attach (Fixture *self, const char *id, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);
  g_autoptr (GError) error = NULL;
  char *element;

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  element = lf_store_add_file_sync (self->store, path, &error);
  g_assert_no_error (error);
  set_field (self->store, id, "files", element);
  return element;
}

/* The database and the files are one backup, which takes the room of one. */
static void
test_files_are_backed_up (Fixture *self, gconstpointer data)
{
  g_autofree char *id = add_project (self->store, "甲", NULL, "lead");
  g_autofree char *element = attach (self, id, "协议.txt", "一式两份");
  g_autofree char *path = lf_store_file_path (self->store, element);
  g_autoptr (LfBackup) backup = lf_backups_take_sync (self->store, LF_BACKUP_MANUAL, NULL);
  g_autofree char *other = g_build_filename (self->folder, "other", NULL);
  g_autoptr (LfStore) restored = NULL;
  g_autofree char *text = NULL;
  g_autofree char *copy = NULL;
  GStatBuf info;

  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpuint (info.st_nlink, ==, 2);
  g_assert_true (lf_store_restore_sync (backup->path, other, NULL));
  restored = lf_store_open_sync (other, LF_STORE_OPEN_EXISTING, NULL);
  assert_sound (restored);
  copy = lf_store_file_path (restored, element);
  g_assert_true (g_file_get_contents (copy, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "一式两份");
  lf_store_close_sync (restored);
}

/* G12 for files: what is missing or was changed comes back, and what was changed is kept. */
static void
test_restore_brings_files (Fixture *self, gconstpointer data)
{
  g_autofree char *id = add_project (self->store, "甲", NULL, "lead");
  g_autofree char *element = attach (self, id, "协议.txt", "一式两份");
  g_autofree char *path = lf_store_file_path (self->store, element);
  g_autofree char *aside = g_strconcat (path, ".changed", NULL);
  g_autoptr (LfBackup) backup = lf_backups_take_sync (self->store, LF_BACKUP_MANUAL, NULL);

  for (guint i = 0; i < 2; i++)
    {
      g_unlink (path);
      if (i == 1)
        g_assert_true (g_file_set_contents (path, "别的", -1, NULL));
      close_store (self);
      g_assert_true (lf_store_restore_sync (backup->path, self->folder, NULL));
      open_store (self);
      assert_sound (self->store);
      g_assert_cmpint (g_file_test (aside, G_FILE_TEST_EXISTS), ==, i == 1);
    }
}

/* A backup taken while a file is missing cannot take it in; the one before it did. */
static void
test_restore_brings_missed_files (Fixture *self, gconstpointer data)
{
  g_autofree char *id = add_project (self->store, "甲", NULL, "lead");
  g_autofree char *element = attach (self, id, "协议.txt", "一式两份");
  g_autofree char *path = lf_store_file_path (self->store, element);
  g_autoptr (LfBackup) whole = lf_backups_take_sync (self->store, LF_BACKUP_MANUAL, NULL);
  g_autoptr (LfBackup) later = NULL;

  g_unlink (path);
  later = lf_backups_take_sync (self->store, LF_BACKUP_MANUAL, NULL);
  close_store (self);
  g_assert_true (lf_store_restore_sync (later->path, self->folder, NULL));
  open_store (self);
  assert_sound (self->store);
}

#define ADD(path, func) g_test_add ("/store/backups/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/backups/due", test_due);
  g_test_add_func ("/store/backups/retention", test_retention);
  g_test_add_func ("/store/backups/retention-over-years", test_retention_over_years);
  ADD ("rolls-when-changed", test_rolls_when_changed);
  ADD ("lets-go", test_lets_go);
  ADD ("turned-off", test_turned_off);
  ADD ("compare", test_compare);
  ADD ("files-are-backed-up", test_files_are_backed_up);
  ADD ("restore-brings-files", test_restore_brings_files);
  ADD ("restore-brings-missed-files", test_restore_brings_missed_files);
  return g_test_run ();
}
