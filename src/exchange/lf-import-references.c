/* SPDX-License-Identifier: GPL-3.0-or-later */
/* References in spreadsheets: titles of records that are there, or are made with the import. */

#include "config.h"

#include "lf-import-private.h"

#include <glib/gi18n-lib.h>

#define BETWEEN_TITLES "\\s*[、；;]\\s*"

/* Entities whose records an import may make when a title is new: those that need nothing but a
 * title. */
static gboolean
can_be_made (const LfEntity *entity)
{
  for (const LfField *field = entity->fields; field->name != NULL; field++)
    if ((field->flags & LF_FIELD_REQUIRED) && !(field->flags & LF_FIELD_TITLE))
      return FALSE;
  return TRUE;
}

static char *
make_reference (LfImport *self, const LfEntity *entity, const char *title, guint row)
{
  LfRecord *record = lf_record_new (entity, NULL);

  lf_record_set (record, lf_entity_title (entity)->name, title);
  g_hash_table_insert (self->rows, record, GUINT_TO_POINTER (row));
  g_ptr_array_add (self->references, record);
  return g_strdup (lf_record_id (record));
}

/* (nullable) without error: there is none and none can be made */
static const char *
find_reference (LfImport *self,
                LfStore *store,
                const LfEntity *entity,
                const char *title,
                guint row,
                GError **error)
{
  g_autofree char *key = g_strconcat (entity->name, "/", title, NULL);
  const char *id = g_hash_table_lookup (self->planned, key);
  char *planned;

  if (id != NULL)
    return id;
  if (!lf_import_find_title (self, store, entity, title, &id, error)
      || (id == NULL && !can_be_made (entity)))
    return NULL;
  planned = id != NULL ? g_strdup (id) : make_reference (self, entity, title, row);
  g_hash_table_insert (self->planned, g_steal_pointer (&key), planned);
  return planned;
}

static gboolean
take_reference (LfImport *self,
                LfStore *store,
                LfRecord *record,
                const char *title,
                LfCellPlace place,
                GError **error)
{
  const LfField *field = ((LfColumn *) self->columns->pdata[place.column])->field;
  const LfEntity *target = lf_schema_find (field->target);
  GError *local_error = NULL;
  const char *id = find_reference (self, store, target, title, place.row->number, &local_error);
  guint index = (guint) lf_entity_index (self->entity, field->name);

  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return FALSE;
    }
  if (id == NULL)
    {
      lf_import_add_problem (self, place, title,
                             g_strdup_printf (_ ("%1$s: there is no “%2$s” in %3$s; add it first."),
                                              lf_field_label (field), title,
                                              lf_entity_plural (target)));
      return TRUE;
    }
  lf_record_take_at (record, index,
                     field->type == LF_VALUE_REFERENCE
                         ? g_strdup (id)
                         : lf_set_apply (lf_record_get_at (record, index), NULL, id));
  lf_record_set_display (record, index, title);
  return TRUE;
}

/* A title that is there may hold what else stands between titles. */
static gboolean
is_title (LfImport *self, LfStore *store, const LfEntity *entity, const char *text)
{
  g_autofree char *key = g_strconcat (entity->name, "/", text, NULL);
  const char *id = NULL;

  return g_hash_table_contains (self->planned, key)
         || (lf_import_find_title (self, store, entity, text, &id, NULL) && id != NULL);
}

static gboolean
take_line (LfImport *self,
           LfStore *store,
           LfRecord *record,
           const char *line,
           LfCellPlace place,
           GError **error)
{
  const LfField *field = ((LfColumn *) self->columns->pdata[place.column])->field;
  g_auto (GStrv) titles = g_regex_split_simple (BETWEEN_TITLES, line, 0, 0);

  if (g_strv_length (titles) > 1 && is_title (self, store, lf_schema_find (field->target), line))
    return take_reference (self, store, record, line, place, error);
  for (char **title = titles; *title != NULL; title++)
    if (**title != '\0' && !take_reference (self, store, record, *title, place, error))
      return FALSE;
  return TRUE;
}

gboolean
lf_import_take_references (LfImport *self,
                           LfStore *store,
                           LfRecord *record,
                           const char *text,
                           LfCellPlace place,
                           GError **error)
{
  const LfField *field = ((LfColumn *) self->columns->pdata[place.column])->field;
  g_auto (GStrv) lines = NULL;

  if (field->type == LF_VALUE_REFERENCE)
    return take_reference (self, store, record, text, place, error);
  lines = g_regex_split_simple ("\\s*\\n\\s*", text, 0, 0);
  for (char **line = lines; *line != NULL; line++)
    if (!take_line (self, store, record, *line, place, error))
      return FALSE;
  return TRUE;
}
