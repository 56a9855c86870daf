/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which record of the store a row of a spreadsheet is about. */

#include "config.h"

#include "lf-import-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define CHUNK_ROWS 1000
#define SEVERAL ""
#define MAX_LOOKUPS 1000 /* from then on it is faster to have read all */

void
lf_subject_clear (LfSubject *self)
{
  g_clear_pointer (&self->original, lf_record_unref);
  g_clear_pointer (&self->reason, g_free);
}

static gboolean
has_parts (const LfEntity *entity)
{
  for (const LfEntity *const *part = lf_schema_entities (NULL); *part != NULL; part++)
    if ((*part)->parent != NULL
        && strcmp (lf_entity_field (*part, (*part)->parent)->target, entity->name) == 0)
      return TRUE;
  return FALSE;
}

/* Whether records are told apart only among those that belong to the same: people of a firm by
 * their names, milestones of a project. What others belong to (projects, firms, parks) goes by its
 * title alone. */
static gboolean
has_owners (const LfImport *self)
{
  return self->key == lf_entity_title (self->entity) && self->entity->parent != NULL
         && !has_parts (self->entity);
}

/* (transfer full): the key with the owner's id behind it, which may be blank */
static char *
owned_key (const LfImport *self, const LfRecord *record)
{
  const char *owner = has_owners (self) ? lf_record_get (record, self->entity->parent) : NULL;

  return g_strconcat (lf_record_get (record, self->key->name), "\n", owner, NULL);
}

static void
add_key (GHashTable *index, char *key /* (transfer full) */, const char *id)
{
  gboolean is_there = g_hash_table_contains (index, key);

  g_hash_table_replace (index, key, g_strdup (is_there ? SEVERAL : id));
}

static void
add_to_index (const LfImport *self, GHashTable *index, GPtrArray *page)
{
  for (guint i = 0; i < page->len; i++)
    {
      const LfRecord *record = page->pdata[i];
      const char *value = record == NULL ? NULL : lf_record_get (record, self->key->name);

      if (value == NULL)
        continue;
      add_key (index, g_strdup (value), lf_record_id (record));
      add_key (index, owned_key (self, record), lf_record_id (record));
    }
}

/* (nullable): a record of the same owner, or of none; for a row that names no owner, of any. */
static const char *
look_up (const LfImport *self, const LfRecord *record)
{
  const char *value = lf_record_get (record, self->key->name);
  g_autofree char *owned = owned_key (self, record);
  g_autofree char *ownerless = g_strconcat (value, "\n", NULL);
  const char *id = g_hash_table_lookup (self->index, owned);

  if (id == NULL && strcmp (owned, ownerless) == 0)
    return g_hash_table_lookup (self->index, value);
  return id != NULL ? id : g_hash_table_lookup (self->index, ownerless);
}

/* Reads the keys of all records once: looking for each row's would read them all each time where a
 * field has no index, and wait for the store's thread where it has. */
static gboolean
make_index (LfImport *self, LfStore *store, GError **error)
{
  g_autoptr (LfQuery) query = lf_query_new (self->entity, NULL, NULL);
  g_autoptr (GArray) rows = lf_store_rows_sync (store, query, error);
  g_autoptr (GHashTable) index = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  if (rows == NULL)
    return FALSE;
  for (guint first = 0; first < rows->len; first += CHUNK_ROWS)
    {
      g_autoptr (GPtrArray) page
          = lf_store_page_sync (store, self->entity, &g_array_index (rows, gint64, first),
                                MIN (CHUNK_ROWS, rows->len - first), error);

      if (page == NULL)
        return FALSE;
      add_to_index (self, index, page);
    }
  self->index = g_steal_pointer (&index);
  return TRUE;
}

/* The one record, if there is one; @ret_n: how many, 2 for several. */
static gboolean
find_by_key (LfImport *self,
             LfStore *store,
             const LfRecord *record,
             LfRecord **ret_record,
             guint *ret_n,
             GError **error)
{
  const char *value = lf_record_get (record, self->key->name);
  GError *local_error = NULL;
  const char *id;

  if (self->mode == LF_IMPORT_CREATE && self->key == lf_entity_title (self->entity)
      && !has_owners (self) && self->n_rows <= MAX_LOOKUPS)
    *ret_record = lf_store_find_title_sync (store, self->entity, value, &local_error);
  else
    {
      if (self->index == NULL && !make_index (self, store, error))
        return FALSE;
      id = look_up (self, record);
      *ret_n = id == NULL ? 0 : 2;
      *ret_record = id == NULL || *id == '\0'
                        ? NULL
                        : lf_store_load_sync (store, self->entity, id, &local_error);
    }
  if (*ret_record != NULL)
    *ret_n = 1;
  if (local_error != NULL)
    g_propagate_error (error, local_error);
  return local_error == NULL;
}

static void
judge (const LfImport *self, const char *value, guint n, LfSubject *subject)
{
  const char *label = lf_field_label (self->key);

  if (n > 0 && self->mode == LF_IMPORT_CREATE)
    {
      subject->reason
          = g_strdup_printf (_ ("There is a record with %1$s “%2$s” already."), label, value);
      subject->is_double = TRUE;
    }
  else if (n > 1)
    subject->reason = g_strdup_printf (
        _ ("Several records have %1$s “%2$s”: which of them is meant?"), label, value);
  else if (n == 0 && self->mode == LF_IMPORT_UPDATE)
    subject->reason = g_strdup_printf (_ ("There is no record with %1$s “%2$s”."), label, value);
}

gboolean
lf_import_find_subject (
    LfImport *self, LfStore *store, const LfRecord *record, LfSubject *subject, GError **error)
{
  const char *value = lf_record_get (record, self->key->name);
  guint n = 0;

  if (value == NULL)
    {
      /* A record without a title is told of as such. */
      if (self->key != lf_entity_title (self->entity))
        subject->reason = g_strdup_printf (_ ("%s is blank, by which records are found."),
                                           lf_field_label (self->key));
      return TRUE;
    }
  if (!g_hash_table_add (self->keys, owned_key (self, record)))
    {
      subject->reason = g_strdup_printf (_ ("A row above has %1$s “%2$s” too."),
                                         lf_field_label (self->key), value);
      subject->is_double = TRUE;
      return TRUE;
    }
  if (!find_by_key (self, store, record, &subject->original, &n, error))
    return FALSE;
  judge (self, value, n, subject);
  return TRUE;
}
