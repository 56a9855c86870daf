/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Telling values, edits and times in words. */

#include "config.h"

#include "lf-teller.h"

#include "lf-outline.h"

#include <glib/gi18n.h>

struct _LfTeller
{
  LfStore *store;
  GHashTable *titles; /* id → title: asked for once */
};

LfTeller *
lf_teller_new (LfStore *store)
{
  LfTeller *self = g_new0 (LfTeller, 1);

  self->store = g_object_ref (store);
  self->titles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

void
lf_teller_free (LfTeller *self)
{
  g_object_unref (self->store);
  g_hash_table_unref (self->titles);
  g_free (self);
}

const char *
lf_teller_title (LfTeller *self, const LfEntity *entity, const char *id)
{
  const char *title = g_hash_table_lookup (self->titles, id);
  g_autoptr (LfRecord) record = NULL;

  if (title != NULL)
    return title;
  record = entity == NULL ? NULL : lf_store_load_sync (self->store, entity, id, NULL);
  g_hash_table_insert (self->titles, g_strdup (id),
                       record == NULL ? g_strdup (C_ ("value", "a record that is gone"))
                                      : lf_record_title (record));
  return g_hash_table_lookup (self->titles, id);
}

char *
lf_teller_value (LfTeller *self, const LfField *field, const char *value)
{
  g_auto (GStrv) elements = NULL;

  if (field->check == LF_CHECK_OUTLINE && value != NULL)
    return lf_outline_tell (value);
  if (field->target == NULL || value == NULL)
    return lf_field_format (field, value);
  elements = lf_set_split (value);
  for (char **p = elements; *p != NULL; p++)
    {
      char *title = g_strdup (lf_teller_title (self, lf_schema_find (field->target), *p));
      g_free (*p);
      *p = title;
    }
  return g_strjoinv (_ (", "), elements);
}

char *
lf_teller_edit (LfTeller *self, const LfEntity *entity, const LfEdit *edit)
{
  const LfField *field = lf_entity_field (entity, edit->field);
  g_autofree char *was = NULL;
  g_autofree char *value = NULL;

  if (field == NULL)
    return g_strdup_printf (_ ("A newer Landfall changed “%s”"), edit->field);
  if (field->type == LF_VALUE_LONG_TEXT && edit->was != NULL && edit->value != NULL)
    return g_strdup_printf (C_ ("an edit", "%s changed"), lf_field_label (field));
  was = lf_teller_value (self, field, edit->was);
  value = lf_teller_value (self, field, edit->value);
  if (*was == '\0')
    return g_strdup_printf (C_ ("an edit", "%1$s: %2$s"), lf_field_label (field), value);
  if (*value == '\0')
    return g_strdup_printf (C_ ("an edit", "%1$s cleared, was: %2$s"), lf_field_label (field), was);
  return g_strdup_printf (C_ ("an edit", "%1$s: %2$s → %3$s"), lf_field_label (field), was, value);
}

/* What a person wrote at length is told as it is now. */
static char *
tell_whole_edit (LfTeller *self, const LfEntity *entity, const LfEdit *edit)
{
  const LfField *field = lf_entity_field (entity, edit->field);
  g_autofree char *value = NULL;

  if (field == NULL || field->type != LF_VALUE_LONG_TEXT || edit->value == NULL)
    return lf_teller_edit (self, entity, edit);
  value = lf_teller_value (self, field, edit->value);
  return g_strdup_printf (C_ ("an edit", "%1$s: %2$s"), lf_field_label (field), value);
}

char *
lf_teller_op (LfTeller *self, const LfOp *op)
{
  const LfEntity *entity = lf_schema_find (op->entity);
  GString *text = g_string_new (NULL);

  if (op->kind == LF_OP_DELETE)
    g_string_append (text, C_ ("an edit", "Deleted"));
  else if (op->kind == LF_OP_RESTORE)
    g_string_append (text, C_ ("an edit", "Restored"));
  else if (op->is_new)
    g_string_append (text, C_ ("an edit", "New record"));
  for (guint i = 0; entity != NULL && i < op->edits->len; i++)
    {
      const LfEdit *edit = op->edits->pdata[i];
      g_autofree char *sentence = tell_whole_edit (self, entity, edit);

      if (!op->is_new || edit->value != NULL)
        g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", sentence);
    }
  return g_string_free (text, FALSE);
}

char *
lf_tell_by (const char *author, gint64 time_us)
{
  g_autofree char *when = lf_date_format_moment (time_us);

  if (author == NULL || *author == '\0')
    return g_steal_pointer (&when);
  return g_strdup_printf (C_ ("author and when", "%1$s · %2$s"), author, when);
}

/* In the schema's order; a conflict over a delete is one of no field. */
char *
lf_tell_conflicts (const LfEntity *entity, GHashTable *marks)
{
  g_autoptr (GString) labels = g_string_new (NULL);
  GHashTableIter iter;
  gpointer state;
  gboolean has_conflict = FALSE;

  g_hash_table_iter_init (&iter, marks);
  while (!has_conflict && g_hash_table_iter_next (&iter, NULL, &state))
    has_conflict = GPOINTER_TO_INT (state) == LF_RECORD_CONFLICT;
  for (const LfField *field = entity->fields; field->name != NULL; field++)
    if (GPOINTER_TO_INT (g_hash_table_lookup (marks, field->name)) == LF_RECORD_CONFLICT)
      g_string_append_printf (labels, "%s%s", labels->len > 0 ? _ (", ") : "",
                              lf_field_label (field));
  if (!has_conflict)
    return NULL;
  return labels->len == 0
             ? g_strdup (_ ("Two people changed this record without seeing each other's edit."))
             : g_strdup_printf (_ ("Two people changed this without seeing each other's edit: %s."),
                                labels->str);
}
