/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who carries a project. */

#include "config.h"

#include "lf-store-people.h"

#include "lf-store-private.h"

#include <string.h>

void
lf_people_free (LfPeople *self)
{
  g_clear_pointer (&self->project, lf_record_unref);
  g_clear_pointer (&self->owners, g_ptr_array_unref);
  g_clear_pointer (&self->team, lf_record_unref);
  g_clear_pointer (&self->members, g_ptr_array_unref);
  g_clear_pointer (&self->credits, g_ptr_array_unref);
  g_free (self);
}

const LfOwner *
lf_people_owner (const LfPeople *self)
{
  return self->owners->pdata[self->owners->len - 1];
}

const LfOwner *
lf_people_escort (const LfPeople *self, const LfDate *today)
{
  const LfOwner *owner = lf_people_owner (self);

  return self->owners->len > 1 && owner->escort_until.year != 0
                 && lf_date_compare (today, &owner->escort_until) <= 0
             ? self->owners->pdata[self->owners->len - 2]
             : NULL;
}

/* ---- Reading ---- */

/* (nullable) without error: none, or one that is gone */
static LfRecord *
load_shown (LfDb *db, const char *entity_name, const char *id, GError **error)
{
  const LfEntity *entity = lf_schema_find (entity_name);
  g_autoptr (LfRecord) record = id == NULL ? NULL : lf_rows_load (db, entity, id, error);

  if (record == NULL || lf_record_is_deleted (record))
    return NULL;
  lf_rows_fill_displays_of (db, record);
  return g_steal_pointer (&record);
}

static void
add_member (LfPeople *self, LfDb *db, const char *account)
{
  LfRecord *member = NULL;

  for (guint i = 0; account != NULL && i < self->members->len; i++)
    if (strcmp (lf_record_id (self->members->pdata[i]), account) == 0)
      return;
  member = load_shown (db, "account", account, NULL);
  if (member != NULL)
    g_ptr_array_add (self->members, member);
}

static void
read_team (LfPeople *self, LfDb *db)
{
  g_auto (GStrv) ids = NULL;

  self->team = load_shown (db, "team", lf_record_get (self->project, "team"), NULL);
  if (self->team == NULL)
    return;
  ids = lf_set_split (lf_record_get (self->team, "members"));
  add_member (self, db, lf_record_get (self->team, "leader"));
  for (char **id = ids; *id != NULL; id++)
    add_member (self, db, *id);
}

static gpointer
read_people (LfDb *db, gpointer data, GError **error)
{
  const char *project = data;
  g_autoptr (LfPeople) people = g_new0 (LfPeople, 1);

  people->owners = lf_owners_read (db, project, error);
  people->credits = people->owners == NULL ? NULL : lf_credits_read (db, project, error);
  people->project = people->credits == NULL ? NULL : load_shown (db, "project", project, error);
  people->members = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_record_unref);
  if (people->project == NULL)
    return NULL;
  read_team (people, db);
  return g_steal_pointer (&people);
}

LfPeople *
lf_store_people_sync (LfStore *self, const char *project, GError **error)
{
  return lf_store_read (self, read_people, (gpointer) project, error);
}

void
lf_store_people_async (LfStore *self,
                       const char *project,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  lf_store_read_async (self, read_people, g_strdup (project), g_free,
                       (GDestroyNotify) lf_people_free, cancellable, callback, user_data);
}

LfPeople *
lf_store_people_finish (LfStore *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
