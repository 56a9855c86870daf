/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Parks and teams of accounts, looked up among the records of their zone. */

#include "config.h"

#include "lf-accounts-scope.h"

#include "lf-accounts.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* ---- The zone's records of a kind ---- */

typedef struct
{
  const LfEntity *entity;
  GPtrArray *records; /* (element-type LfServerRecord) */
} Gathering;

static gboolean
gather (const LfServerRecord *record, gpointer data)
{
  Gathering *self = data;

  if (!record->deleted && strcmp (record->entity, self->entity->name) == 0)
    g_ptr_array_add (self->records, lf_server_record_copy (record));
  return TRUE;
}

/* (element-type LfServerRecord) */
static GPtrArray *
list_records (LfServerStorage *storage, const char *zone, const LfEntity *entity, GError **error)
{
  g_autoptr (GPtrArray) records
      = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_server_record_free);
  Gathering gathering = { entity, records };
  gboolean is_read;

  if (!lf_server_storage_begin_reading (storage, zone, error))
    return NULL;
  is_read = lf_server_storage_each_since (storage, 0, gather, &gathering, error);
  lf_server_storage_rollback (storage);
  return is_read ? g_steal_pointer (&records) : NULL;
}

static const char *
title_of (const LfServerRecord *record)
{
  const LfEntity *entity = lf_schema_find (record->entity);
  const char *title = lf_server_record_get (record, lf_entity_title (entity)->name);

  return title == NULL ? record->id : title;
}

/* ---- Looking up ---- */

static char *
join (GPtrArray *records, const char *(*tell) (const LfServerRecord *record))
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < records->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", tell (records->pdata[i]));
  return g_string_free (text, FALSE);
}

static const char *
id_of (const LfServerRecord *record)
{
  return record->id;
}

static void
tell_unknown (const LfEntity *entity, const char *name, GPtrArray *records, GError **error)
{
  g_autofree char *all = join (records, title_of);

  if (records->len == 0)
    g_set_error (error, LF_SERVER_ERROR, LF_SERVER_ERROR_CALL,
                 _ ("There is no “%1$s” among the zone's %2$s; there are none yet. A device enters "
                    "them and syncs."),
                 name, lf_entity_plural (entity));
  else
    g_set_error (error, LF_SERVER_ERROR, LF_SERVER_ERROR_CALL,
                 _ ("There is no “%1$s” among the zone's %2$s. Take one of: %3$s."), name,
                 lf_entity_plural (entity), all);
}

/* (nullable) with @error */
static const char *
find_id (const LfEntity *entity, const char *name, GPtrArray *records, GError **error)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  g_autofree char *ids = NULL;

  for (guint i = 0; i < records->len; i++)
    {
      const LfServerRecord *record = records->pdata[i];

      if (strcmp (record->id, name) == 0 || strcmp (title_of (record), name) == 0)
        g_ptr_array_add (found, (gpointer) record);
    }
  if (found->len == 1)
    return ((LfServerRecord *) found->pdata[0])->id;
  if (found->len == 0)
    {
      tell_unknown (entity, name, records, error);
      return NULL;
    }
  ids = join (found, id_of);
  g_set_error (error, LF_SERVER_ERROR, LF_SERVER_ERROR_CALL,
               _ ("“%1$s” is the name of several of the zone's %2$s. Give the id: one of %3$s."),
               name, lf_entity_plural (entity), ids);
  return NULL;
}

/* Whether @name is the id of one, which takes no list of all. */
static gboolean
is_id_of (LfServerStorage *storage,
          const char *zone,
          const LfEntity *entity,
          const char *name,
          gboolean *ret_is,
          GError **error)
{
  g_autoptr (LfServerRecord) record = NULL;
  g_autoptr (GError) cause = NULL;

  *ret_is = FALSE;
  if (!lf_id_is_valid (name))
    return TRUE;
  if (!lf_server_storage_begin_reading (storage, zone, error))
    return FALSE;
  record = lf_server_storage_load (storage, entity->name, name, &cause);
  lf_server_storage_rollback (storage);
  *ret_is = record != NULL && !record->deleted;
  if (cause == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&cause));
  return FALSE;
}

/* (transfer full) (nullable) with @error. @ret_all: (inout) (nullable): read when it is needed */
static char *
find_one (LfServerStorage *storage,
          const char *zone,
          const LfEntity *entity,
          const char *name,
          GPtrArray **ret_all,
          GError **error)
{
  gboolean is_id;

  if (!is_id_of (storage, zone, entity, name, &is_id, error))
    return NULL;
  if (is_id)
    return g_strdup (name);
  if (*ret_all == NULL)
    *ret_all = list_records (storage, zone, entity, error);
  return *ret_all == NULL ? NULL : g_strdup (find_id (entity, name, *ret_all, error));
}

/* @names: separated by commas. Returns: (transfer full): ids, separated by blanks, each once */
static char *
find_ids (LfServerStorage *storage,
          const char *zone,
          const LfEntity *entity,
          const char *names,
          GError **error)
{
  g_autoptr (GPtrArray) records = NULL;
  g_auto (GStrv) all = g_strsplit (names, ",", -1);
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);

  for (char **name = all; *name != NULL; name++)
    {
      g_autofree char *id = NULL;

      if (*g_strstrip (*name) == '\0')
        continue;
      id = find_one (storage, zone, entity, *name, &records, error);
      if (id == NULL)
        return NULL;
      if (!g_ptr_array_find_with_equal_func (ids, id, g_str_equal, NULL))
        g_ptr_array_add (ids, g_steal_pointer (&id));
    }
  g_ptr_array_add (ids, NULL);
  return g_strjoinv (" ", (char **) ids->pdata);
}

/* ---- Setting ---- */

/* @ids: (inout) */
static gboolean
replace_ids (LfServerStorage *storage,
             const char *zone,
             const char *entity,
             const char *names,
             char **ids,
             GError **error)
{
  char *found;

  if (names == NULL)
    return TRUE;
  found = find_ids (storage, zone, lf_schema_find (entity), names, error);
  if (found == NULL)
    return FALSE;
  g_free (*ids);
  *ids = found;
  if (*found == '\0')
    g_clear_pointer (ids, g_free);
  return TRUE;
}

gboolean
lf_accounts_knows_place (LfServerStorage *storage,
                         const char *zone,
                         const LfAccountPlace *place,
                         GError **error)
{
  g_autofree char *park = NULL;
  g_autofree char *team = NULL;

  return replace_ids (storage, zone, "park", place->park, &park, error)
         && replace_ids (storage, zone, "team", place->team, &team, error);
}

gboolean
lf_accounts_place (LfServerStorage *storage,
                   const char *zone,
                   const char *name,
                   const LfAccountPlace *place,
                   GError **error)
{
  g_autoptr (GError) cause = NULL;
  g_autoptr (LfServerAccount) account
      = lf_server_storage_find_account (storage, zone, name, &cause);

  if (cause != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return FALSE;
    }
  if (account == NULL || strcmp (account->role, LF_INTAKE_ROLE) == 0)
    {
      g_set_error (error, LF_SERVER_ERROR, LF_SERVER_ERROR_CALL,
                   _ ("There is no account “%1$s” in the zone “%2$s”. “account list” shows them."),
                   name, zone);
      return FALSE;
    }
  return replace_ids (storage, zone, "park", place->park, &account->park, error)
         && replace_ids (storage, zone, "team", place->team, &account->team, error)
         && lf_server_storage_save_account (storage, account, error);
}

/* ---- Telling ---- */

char *
lf_accounts_tell_place (
    LfServerStorage *storage, const char *zone, const char *entity, const char *ids, GError **error)
{
  g_auto (GStrv) words = g_strsplit (ids == NULL ? "" : ids, " ", -1);
  GString *text = g_string_new (NULL);

  if (ids == NULL)
    return g_string_free (text, FALSE);
  if (!lf_server_storage_begin_reading (storage, zone, error))
    {
      g_string_free (text, TRUE);
      return NULL;
    }
  for (char **id = words; *id != NULL; id++)
    {
      g_autoptr (LfServerRecord) record = lf_server_storage_load (storage, entity, *id, NULL);

      g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "",
                              record == NULL ? *id : title_of (record));
    }
  lf_server_storage_rollback (storage);
  return g_string_free (text, FALSE);
}

char *
lf_accounts_tell_places (LfServerStorage *storage, const LfServerAccount *account, GError **error)
{
  g_autofree char *parks
      = lf_accounts_tell_place (storage, account->zone, "park", account->park, error);
  g_autofree char *teams = parks == NULL ? NULL
                                         : lf_accounts_tell_place (storage, account->zone, "team",
                                                                   account->team, error);

  if (teams == NULL)
    return NULL;
  if (*parks == '\0' && *teams == '\0')
    return g_strdup ("-");
  return g_strconcat (parks, *parks != '\0' && *teams != '\0' ? " · " : "", teams, NULL);
}
