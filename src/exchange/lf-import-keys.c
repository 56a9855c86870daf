/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which record of the store a row of a spreadsheet is about. */

#include "config.h"

#include "lf-import-private.h"

#include <glib/gi18n-lib.h>

void
lf_subject_clear (LfSubject *self)
{
  g_clear_pointer (&self->original, lf_record_unref);
  g_clear_pointer (&self->reason, g_free);
}

/* ---- The key ---- */

static gboolean
can_be_key (const LfField *field)
{
  return field != NULL && field->target == NULL && !lf_field_is_set (field)
         && field->type != LF_VALUE_LONG_TEXT;
}

static gboolean
has_column (const LfImport *self, const LfField *field)
{
  for (guint i = 0; i < self->columns->len; i++)
    if (((LfColumn *) self->columns->pdata[i])->field == field)
      return TRUE;
  return FALSE;
}

gboolean
lf_import_can_be_key (const LfImport *self, const LfField *field)
{
  return can_be_key (field) && has_column (self, field);
}

static gboolean
take_chosen_key (LfImport *self, const char *key, GError **error)
{
  const LfField *field = lf_entity_field (self->entity, key);

  if (!can_be_key (field))
    {
      g_set_error (error, LF_EXCHANGE_ERROR, LF_EXCHANGE_ERROR_HEADINGS,
                   _ ("Records of “%1$s” cannot be found by “%2$s”. Name a field of text, a code "
                      "or a number that tells them apart, such as %3$s."),
                   lf_entity_plural (self->entity), key, lf_entity_title (self->entity)->name);
      return FALSE;
    }
  if (!has_column (self, field))
    {
      g_set_error (error, LF_EXCHANGE_ERROR, LF_EXCHANGE_ERROR_HEADINGS,
                   _ ("“%1$s” has no column for “%2$s”, by which records are found. Add it, or "
                      "choose another field."),
                   self->name, lf_field_label (field));
      return FALSE;
    }
  self->chosen_key = field;
  g_ptr_array_add (self->key, (gpointer) field);
  return TRUE;
}

gboolean
lf_import_choose_key (LfImport *self, const char *key, GError **error)
{
  const char *names = self->entity->key;
  g_auto (GStrv) fields = NULL;

  if (key != NULL)
    return take_chosen_key (self, key, error);
  fields = g_strsplit (names != NULL ? names : lf_entity_title (self->entity)->name, "|", -1);
  for (char **field = fields; *field != NULL; field++)
    g_ptr_array_add (self->key, (gpointer) lf_entity_field (self->entity, *field));
  return TRUE;
}

/* (transfer full) (nullable): what the row goes by in its file; NULL when it is blank */
static char *
make_key (const LfImport *self, const LfRecord *record)
{
  GString *key = g_string_new (NULL);
  gboolean is_blank = TRUE;

  for (guint i = 0; i < self->key->len; i++)
    {
      const char *value = lf_record_get (record, ((const LfField *) self->key->pdata[i])->name);

      is_blank = is_blank && value == NULL;
      g_string_append_printf (key, "%s\n", value == NULL ? "" : value);
    }
  return g_string_free (key, is_blank);
}

/* ---- The store ---- */

gboolean
lf_import_goes_by_title (const LfImport *self)
{
  return self->key->len == 1 && self->key->pdata[0] == lf_entity_title (self->entity);
}

/* The one record, if there is one; @ret_n: how many there are, or more than one. */
static gboolean
find_by_key (LfImport *self,
             LfStore *store,
             const LfRecord *record,
             LfRecord **ret_record,
             guint *ret_n,
             GError **error)
{
  GError *local_error = NULL;
  const char *id;

  if (self->mode == LF_IMPORT_CREATE && lf_import_goes_by_title (self))
    {
      const char *title = lf_record_get (record, lf_entity_title (self->entity)->name);

      if (!lf_import_find_title (self, store, self->entity, title, &id, error))
        return FALSE;
      *ret_n = id != NULL;
      return TRUE;
    }
  if (self->index == NULL)
    self->index = lf_import_index_new_sync (store, self->entity, self->key, error);
  if (self->index == NULL)
    return FALSE;
  id = lf_import_index_find (self->index, record, ret_n);
  if (*ret_n == 1)
    *ret_record = lf_store_load_sync (store, self->entity, id, &local_error);
  if (local_error != NULL)
    g_propagate_error (error, local_error);
  return local_error == NULL;
}

/* ---- What becomes of the row ---- */

static char *
tell_stored (const LfImport *self, const char *value)
{
  return self->chosen_key == NULL
             ? g_strdup_printf (_ ("The store has “%s” already."), value)
             : g_strdup_printf (_ ("There is a record with %1$s “%2$s” already."),
                                lf_field_label (self->chosen_key), value);
}

static char *
tell_repeated (const LfImport *self, const char *value, guint first)
{
  return self->chosen_key == NULL
             ? g_strdup_printf (_ ("“%1$s” stands in row %2$u already."), value, first)
             : g_strdup_printf (_ ("A row above has %1$s “%2$s” too."),
                                lf_field_label (self->chosen_key), value);
}

static void
judge (const LfImport *self, const char *value, guint n, LfSubject *subject)
{
  const LfField *field
      = self->chosen_key != NULL ? self->chosen_key : lf_entity_title (self->entity);

  if (n > 0 && self->mode == LF_IMPORT_CREATE)
    {
      subject->reason = tell_stored (self, value);
      subject->is_double = TRUE;
    }
  else if (n > 1)
    subject->reason
        = g_strdup_printf (_ ("Several records have %1$s “%2$s”: which of them is meant?"),
                           lf_field_label (field), value);
  else if (n == 0 && self->mode == LF_IMPORT_UPDATE)
    subject->reason = g_strdup_printf (_ ("There is no record with %1$s “%2$s”."),
                                       lf_field_label (field), value);
}

/* Whether the row says which record it is about; one without a title is told of as such. */
static gboolean
is_named (const LfImport *self, const LfRecord *record, const char *key)
{
  const LfField *title = lf_entity_title (self->entity);

  return key != NULL
         && (self->chosen_key != NULL || !(title->flags & LF_FIELD_REQUIRED)
             || lf_record_get (record, title->name) != NULL);
}

gboolean
lf_import_find_subject (LfImport *self,
                        LfStore *store,
                        const LfRecord *record,
                        guint row,
                        LfSubject *subject,
                        GError **error)
{
  g_autofree char *key = make_key (self, record);
  g_autofree char *value = self->chosen_key == NULL
                               ? lf_record_title (record)
                               : g_strdup (lf_record_get (record, self->chosen_key->name));
  guint first, n = 0;

  if (!is_named (self, record, key))
    {
      if (self->chosen_key != NULL)
        subject->reason = g_strdup_printf (_ ("%s is blank, by which records are found."),
                                           lf_field_label (self->chosen_key));
      return TRUE;
    }
  first = GPOINTER_TO_UINT (g_hash_table_lookup (self->keys, key));
  if (first != 0)
    {
      subject->reason = tell_repeated (self, value, first);
      subject->is_double = TRUE;
      return TRUE;
    }
  g_hash_table_insert (self->keys, g_steal_pointer (&key), GUINT_TO_POINTER (row));
  if (!find_by_key (self, store, record, &subject->original, &n, error))
    return FALSE;
  judge (self, value, n, subject);
  return TRUE;
}
