/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Saved views and dashboards are whoever's made them: he fills in nothing for it, and a colleague's
 * device refuses to change them before the server does. */

#include "config.h"

#include "store-fixture.h"

#include "lf-error.h"

static const char *const kinds[] = { "saved_view", "dashboard" };

static void
sign_in (Fixture *self, const char *name, const char *role)
{
  g_assert_true (lf_store_set_setting_sync (self->store, "author", name, NULL));
  g_assert_true (lf_store_set_setting_sync (self->store, "role", role, NULL));
}

static char *
add_shared (Fixture *self, const char *kind)
{
  const LfEntity *entity = lf_schema_find (kind);
  g_autoptr (LfRecord) record = lf_record_new (entity, NULL);
  g_autoptr (LfChange) change = lf_change_new ("share");

  lf_record_set (record, "name", "月度");
  lf_record_set (record, "is_shared", "1");
  if (lf_entity_field (entity, "entity") != NULL)
    lf_record_set (record, "entity", "project");
  lf_change_create (change, record);
  commit_change (self->store, change);
  return g_strdup (lf_record_id (record));
}

static LfRecord *
load (Fixture *self, const char *kind, const char *id)
{
  g_autoptr (GError) error = NULL;
  LfRecord *record = lf_store_load_sync (self->store, lf_schema_find (kind), id, &error);

  g_assert_no_error (error);
  return record;
}

typedef void (*Changing) (LfChange *change, const LfRecord *record);

static void
rename_it (LfChange *change, const LfRecord *record)
{
  g_autofree char *name = g_strconcat (lf_record_get (record, "name"), "一", NULL);

  lf_change_edit (change, record, "name", name);
}

static void
unshare_it (LfChange *change, const LfRecord *record)
{
  lf_change_edit (change, record, "is_shared",
                  lf_record_get (record, "is_shared") == NULL ? "1" : NULL);
}

static void
delete_it (LfChange *change, const LfRecord *record)
{
  lf_change_delete (change, record);
}

static void
assert_may (Fixture *self, const char *kind, const char *id, Changing changing, gboolean may)
{
  g_autoptr (LfChange) change = lf_change_new ("change");
  g_autoptr (LfRecord) before = load (self, kind, id);
  g_autoptr (LfRecord) after = NULL;
  g_autoptr (GError) error = NULL;

  changing (change, before);
  g_assert_cmpint (lf_store_commit_sync (self->store, change, &error), ==, may);
  after = load (self, kind, id);
  if (may)
    return;
  g_assert_error (error, LF_ERROR, LF_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "林舒然"));
  g_assert_cmpstr (lf_record_get (after, "name"), ==, lf_record_get (before, "name"));
  g_assert_cmpint (lf_record_is_deleted (after), ==, lf_record_is_deleted (before));
}

static void
test_kept (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *name, *role;
    gboolean may;
  } people[] = {
    { "周砚秋", "recruiter", FALSE }, { "周砚秋", "park_manager", FALSE },
    { "林舒然", "recruiter", TRUE },  { "周砚秋", "zone_manager", TRUE },
    { "周砚秋", NULL, TRUE }, /* nobody was ever signed in */
  };
  g_autofree char *lin = add_titled (self->store, "account", "林舒然");
  g_autofree char *zhou = add_titled (self->store, "account", "周砚秋");
  g_autofree char *id = NULL;
  g_autoptr (LfRecord) made = NULL;

  sign_in (self, "林舒然", "recruiter");
  id = add_shared (self, data);
  made = load (self, data, id);
  g_assert_cmpstr (lf_record_get (made, "owner"), ==, lin);
  for (guint i = 0; i < G_N_ELEMENTS (people); i++)
    {
      sign_in (self, people[i].name, people[i].role);
      assert_may (self, data, id, rename_it, people[i].may);
      assert_may (self, data, id, unshare_it, people[i].may);
    }
  sign_in (self, "周砚秋", "recruiter");
  assert_may (self, data, id, delete_it, FALSE);
  sign_in (self, "林舒然", "recruiter");
  assert_may (self, data, id, delete_it, TRUE);
}

/* What was shared before it had an owner is everybody's as it was. */
static void
test_nobodys (Fixture *self, gconstpointer data)
{
  g_autofree char *id = add_shared (self, data);

  g_free (add_titled (self->store, "account", "周砚秋"));
  sign_in (self, "周砚秋", "recruiter");
  assert_may (self, data, id, rename_it, TRUE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
    {
      g_autofree char *kept = g_strdup_printf ("/store/keeper/%s/kept", kinds[k]);
      g_autofree char *nobodys = g_strdup_printf ("/store/keeper/%s/nobodys", kinds[k]);

      g_test_add (kept, Fixture, kinds[k], set_up, test_kept, tear_down);
      g_test_add (nobodys, Fixture, kinds[k], set_up, test_nobodys, tear_down);
    }
  return g_test_run ();
}
