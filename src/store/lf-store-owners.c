/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The owners of a project, read off the journal and its accepted handovers. */

#include "config.h"

#include "lf-store-owners.h"

#include "lf-store-private.h"

#include <string.h>

#define OWNER "owner"

void
lf_owner_free (LfOwner *self)
{
  g_free (self->account);
  g_free (self->name);
  g_free (self->by);
  g_free (self->handover);
  g_free (self->transfer);
  g_free (self);
}

static gboolean
name_owner (LfDb *db, LfOwner *owner, GError **error)
{
  GError *cause = NULL;
  g_autoptr (LfRecord) account
      = owner->account == NULL
            ? NULL
            : lf_rows_load (db, lf_schema_find ("account"), owner->account, &cause);

  if (cause != NULL)
    {
      g_propagate_error (error, cause);
      return FALSE;
    }
  owner->name = account == NULL ? NULL : lf_record_title (account);
  return TRUE;
}

static void
add_owner (GPtrArray *owners, const char *account, gint64 since_us, const char *by)
{
  LfOwner *last = owners->len == 0 ? NULL : owners->pdata[owners->len - 1];
  LfOwner *owner;

  if (last != NULL && g_strcmp0 (last->account, account) == 0)
    return;
  owner = g_new0 (LfOwner, 1);
  owner->account = g_strdup (account);
  owner->since_us = since_us;
  owner->by = g_strdup (by);
  if (last != NULL)
    last->until_us = since_us;
  g_ptr_array_add (owners, owner);
}

/* ---- The journal ---- */

/* A transfer that the same change answered. */
static gboolean
note_transfer (LfDb *db, GPtrArray *owners, gint64 n, GError **error)
{
  LfOwner *owner = owners->pdata[owners->len - 1];
  gboolean has_row;
  sqlite3_stmt *statement = lf_db_prepare (db,
                                           "SELECT id FROM change_record WHERE change = ? AND id IN"
                                           " (SELECT id FROM transfer)",
                                           error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, n);
  if (!lf_db_step (db, statement, &has_row, error))
    return FALSE;
  if (has_row && owner->transfer == NULL)
    owner->transfer = lf_db_id (statement, 0);
  sqlite3_reset (statement);
  return TRUE;
}

static gboolean
add_change (LfDb *db, GPtrArray *owners, gint64 n, const char *project, GError **error)
{
  g_autoptr (LfChange) change = lf_journal_load (db, n, project, error);

  if (change == NULL)
    return FALSE;
  for (guint i = 0; i < change->ops->len; i++)
    {
      const LfOp *op = change->ops->pdata[i];
      const LfEdit *edit = lf_op_find (op, OWNER);

      if (edit == NULL)
        continue;
      if (owners->len == 0 && !op->is_new)
        add_owner (owners, edit->was, 0, NULL);
      add_owner (owners, edit->value, change->time_us, change->author);
      if (!note_transfer (db, owners, n, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_journal (LfDb *db, GPtrArray *owners, const char *project, GError **error)
{
  g_autoptr (GArray) changes = NULL;
  sqlite3_stmt *statement
      = lf_db_prepare (db,
                       "SELECT change FROM change_record WHERE id = ? AND change NOT IN"
                       " (SELECT change FROM refused) ORDER BY change",
                       error);

  if (statement == NULL)
    return FALSE;
  lf_db_bind_id (statement, 1, project);
  changes = lf_db_read_numbers (db, statement, error);
  for (guint i = 0; changes != NULL && i < changes->len; i++)
    if (!add_change (db, owners, g_array_index (changes, gint64, i), project, error))
      return FALSE;
  return changes != NULL;
}

/* What the journal here does not know, the record does. */
static gboolean
add_current (LfDb *db, GPtrArray *owners, const char *project, GError **error)
{
  g_autoptr (LfRecord) record = lf_rows_load_live (db, lf_schema_find ("project"), project, error);

  if (record == NULL)
    return FALSE;
  add_owner (owners, lf_record_get (record, OWNER), 0, NULL);
  return TRUE;
}

/* ---- Handovers ---- */

/* The latest slip that gave the project to this owner. */
static void
note_handover (LfOwner *owner, const LfRecord *slip)
{
  const char *until = lf_record_get (slip, "escort_until");

  if (g_strcmp0 (owner->account, lf_record_get (slip, "taker")) != 0)
    return;
  g_free (owner->handover);
  owner->handover = g_strdup (lf_record_id (slip));
  if (until == NULL || !lf_date_from_canonical (until, &owner->escort_until))
    owner->escort_until = (LfDate){ 0 };
}

/* Slips and owners come in the same order: each slip looks on from where the last one was. */
static gboolean
note_handovers (LfDb *db, GPtrArray *owners, const char *project, GError **error)
{
  const LfEntity *entity = lf_schema_find ("handover");
  LfFilter *filter
      = lf_filter_and (lf_filter_equal (lf_entity_field (entity, "project"), project),
                       lf_filter_equal (lf_entity_field (entity, "state"), "accepted"));
  g_autoptr (LfQuery) query = lf_query_new (entity, filter, "accepted_on");
  g_autoptr (GPtrArray) slips = lf_rows_list (db, query, 0, error);
  guint at = 0;

  for (guint i = 0; slips != NULL && i < slips->len; i++)
    for (guint k = at; k < owners->len; k++)
      {
        LfOwner *owner = owners->pdata[k];

        if (g_strcmp0 (owner->account, lf_record_get (slips->pdata[i], "taker")) != 0)
          continue;
        note_handover (owner, slips->pdata[i]);
        at = k + 1;
        break;
      }
  return slips != NULL;
}

GPtrArray *
lf_owners_read (LfDb *db, const char *project, GError **error)
{
  g_autoptr (GPtrArray) owners = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_owner_free);

  if (!read_journal (db, owners, project, error) || !add_current (db, owners, project, error)
      || !note_handovers (db, owners, project, error))
    return NULL;
  for (guint i = 0; i < owners->len; i++)
    if (!name_owner (db, owners->pdata[i], error))
      return NULL;
  return g_steal_pointer (&owners);
}

static gpointer
read_owners (LfDb *db, gpointer project, GError **error)
{
  return lf_owners_read (db, project, error);
}

GPtrArray *
lf_store_owners_sync (LfStore *self, const char *project, GError **error)
{
  return lf_store_read (self, read_owners, (gpointer) project, error);
}

/* ---- Projects of nobody ---- */

static gpointer
read_unowned (LfDb *db, gpointer unused, GError **error)
{
  const LfEntity *entity = lf_schema_find ("project");
  const LfEntity *account = lf_schema_find ("account");
  sqlite3_stmt *statement = lf_db_preparef (
      db, error,
      "%s WHERE t.deleted IS NULL AND t.stage IN ('signed', 'land', 'started', 'completed',"
      " 'production', 'full_capacity') AND (t.owner IS NULL OR t.owner NOT IN"
      " (SELECT id FROM %s WHERE deleted IS NULL)) ORDER BY t.row",
      lf_sql_select (entity), account->name);
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_record_unref);
  gboolean has_row = TRUE;
  gint64 cursor;

  if (statement == NULL || !lf_setting_get_since (db, &cursor, error))
    return NULL;
  while (lf_db_step (db, statement, &has_row, error) && has_row)
    g_ptr_array_add (found, lf_sql_read_record (statement, entity, cursor));
  return has_row ? NULL : g_steal_pointer (&found);
}

GPtrArray *
lf_store_unowned_sync (LfStore *self, GError **error)
{
  return lf_store_read (self, read_unowned, NULL, error);
}
