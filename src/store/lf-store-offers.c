/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which edits had lost a conflict before the server came back from an older backup (G14). They are
 * offered again as what they were: to a server that lost the other edit, too, they would come first
 * and win, and what was written since, with that one in sight, would be judged against them. */

#include "config.h"

#include "lf-store-private.h"

struct _LfOffers
{
  GHashTable *conflicts; /* id, and the key of the edit that is offered → is it open? */
  GHashTable *lost;      /* key of a field → what the last edit of it wanted in vain */
};

static char *
field_key (const char *id, const char *field)
{
  return g_strjoin ("/", id, field, NULL);
}

static char *
edit_key (const char *change, const char *id, const char *field)
{
  return g_strjoin ("/", change, id, field, NULL);
}

/* ---- What the conflicts here say ---- */

void
lf_offers_free (LfOffers *self)
{
  g_hash_table_unref (self->conflicts);
  g_hash_table_unref (self->lost);
  g_free (self);
}

/* The first edit of a chain gives a conflict its id, the last is what it offers. */
static void
note_conflict (LfOffers *self, sqlite3_stmt *statement)
{
  g_autofree char *change = lf_db_text (statement, 1);
  g_autofree char *record = lf_db_text (statement, 2);
  g_autofree char *field = lf_db_text (statement, 3);
  gpointer is_open = GINT_TO_POINTER (sqlite3_column_int (statement, 4));

  g_hash_table_insert (self->conflicts, lf_db_id (statement, 0), is_open);
  if (change != NULL && record != NULL && field != NULL)
    g_hash_table_insert (self->conflicts, edit_key (change, record, field), is_open);
}

LfOffers *
lf_offers_load (LfDb *db, GError **error)
{
  g_autoptr (LfOffers) self = g_new (LfOffers, 1);
  sqlite3_stmt *statement = lf_db_prepare (
      db, "SELECT id, offered_change, record, field, state = 'open' FROM conflict", error);
  gboolean has_row = statement != NULL;

  self->conflicts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->lost = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  while (has_row && lf_db_step (db, statement, &has_row, error) && has_row)
    note_conflict (self, statement);
  return statement == NULL || has_row ? NULL : g_steal_pointer (&self);
}

/* ---- Which edits they are about ---- */

static gboolean
has_conflict (
    const LfOffers *self, const char *change, const char *id, const char *field, gboolean *is_open)
{
  g_autofree char *conflict = lf_id_derive (change, id, field, NULL);
  g_autofree char *offer = edit_key (change, id, field);
  gpointer found;

  if (!g_hash_table_lookup_extended (self->conflicts, conflict, NULL, &found)
      && !g_hash_table_lookup_extended (self->conflicts, offer, NULL, &found))
    return FALSE;
  *is_open = GPOINTER_TO_INT (found);
  return TRUE;
}

/* Its author went on from what had lost. */
static gboolean
follows (const LfOffers *self, const char *key, const LfEdit *edit)
{
  gpointer value;

  return g_hash_table_lookup_extended (self->lost, key, NULL, &value)
         && g_strcmp0 (value, edit->was) == 0;
}

static gboolean
had_lost (LfOffers *self, const char *change, const char *id, const LfEdit *edit)
{
  g_autofree char *key = field_key (id, edit->field);
  gboolean is_open = follows (self, key, edit);
  gboolean is_offer = is_open || has_conflict (self, change, id, edit->field, &is_open);

  if (is_open)
    g_hash_table_insert (self->lost, g_steal_pointer (&key), g_strdup (edit->value));
  else
    g_hash_table_remove (self->lost, key);
  return is_offer;
}

char *
lf_offers_find (LfOffers *self, const LfChange *change)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);
  gboolean is_open;

  for (guint i = 0; i < change->ops->len; i++)
    {
      const LfOp *op = change->ops->pdata[i];

      if (op->kind != LF_OP_PUT
          && has_conflict (self, change->id, op->id, LF_SQL_DELETED, &is_open))
        g_ptr_array_add (keys, field_key (op->id, LF_SQL_DELETED));
      for (guint j = 0; j < op->edits->len; j++)
        if (had_lost (self, change->id, op->id, op->edits->pdata[j]))
          g_ptr_array_add (keys, field_key (op->id, ((LfEdit *) op->edits->pdata[j])->field));
    }
  g_ptr_array_add (keys, NULL);
  return lf_set_join ((const char *const *) keys->pdata);
}

/* ---- Saying so ---- */

static gboolean
is_among (char **keys, const char *id, const char *field)
{
  g_autofree char *key = field_key (id, field);

  return g_strv_contains ((const char *const *) keys, key);
}

void
lf_offers_mark (const char *offers, LfChange *change)
{
  g_auto (GStrv) keys = lf_set_split (offers);

  if (*keys == NULL)
    return;
  for (guint i = 0; i < change->ops->len; i++)
    {
      LfOp *op = change->ops->pdata[i];

      op->is_offer = op->kind != LF_OP_PUT && is_among (keys, op->id, LF_SQL_DELETED);
      for (guint j = 0; j < op->edits->len; j++)
        {
          LfEdit *edit = op->edits->pdata[j];

          edit->is_offer = is_among (keys, op->id, edit->field);
        }
    }
}
