/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Jotting down what is said of a record. */

#include "config.h"

#include "lf-jotting.h"

#include "lf-relations.h"

#include <glib/gi18n.h>
#include <string.h>

/* ---- Kinds ---- */

static void
add_kind (GPtrArray *kinds, const LfEntity *entity, const LfField *field, const LfOption *option)
{
  LfJotKind *kind = g_new0 (LfJotKind, 1);

  *kind = (LfJotKind){ entity, field, option };
  g_ptr_array_add (kinds, kind);
}

/* A choice that has to be made is made with the kind. */
static const LfField *
choice_to_make (const LfEntity *entity)
{
  for (const LfField *field = entity->fields; field->name != NULL; field++)
    if (field->type == LF_VALUE_CHOICE && (field->flags & LF_FIELD_REQUIRED)
        && field->initial == NULL)
      return field;
  return NULL;
}

static gboolean
fits (const LfEntity *entity, LfToldAs told_as, const LfEntity *about)
{
  return entity->told_as == told_as && lf_entity_is_about (entity, about);
}

static void
add_kinds (GPtrArray *kinds, LfToldAs told_as, const LfEntity *about)
{
  guint n;
  const LfEntity *const *entities = lf_schema_entities (&n);

  for (guint i = 0; i < n; i++)
    {
      const LfField *choice = choice_to_make (entities[i]);

      if (!fits (entities[i], told_as, about))
        continue;
      if (choice == NULL)
        add_kind (kinds, entities[i], NULL, NULL);
      for (const LfOption *option = choice == NULL ? NULL : choice->options;
           option != NULL && option->key != NULL; option++)
        add_kind (kinds, entities[i], choice, option);
    }
}

GPtrArray *
lf_jotting_kinds (const LfEntity *about)
{
  GPtrArray *kinds = g_ptr_array_new_with_free_func (g_free);

  add_kinds (kinds, LF_TOLD_AS_COMMENT, about);
  add_kinds (kinds, LF_TOLD_AS_TALK, about);
  return kinds;
}

const char *
lf_jot_kind_label (const LfJotKind *self)
{
  return self->option == NULL ? lf_entity_label (self->entity) : lf_option_label (self->option);
}

/* ---- Saving ---- */

typedef struct
{
  LfJotKind kind;
  LfRecord *about;
  char *text;
} Jotting;

static void
jotting_free (gpointer data)
{
  Jotting *jotting = data;

  lf_record_unref (jotting->about);
  g_free (jotting->text);
  g_free (jotting);
}

static const LfField *
long_text_of (const LfEntity *entity)
{
  for (const LfField *field = entity->fields; field->name != NULL; field++)
    if (field->type == LF_VALUE_LONG_TEXT && (field->flags & LF_FIELD_LISTED))
      return field;
  return NULL;
}

/* A whole line names the record, however long; the text is kept whole where there is more of it. */
static void
set_text (LfRecord *record, const char *text)
{
  const LfEntity *entity = lf_record_entity (record);
  const LfField *body = long_text_of (entity);
  g_auto (GStrv) lines = g_strsplit (text, "\n", 2);

  if (body == NULL)
    lf_record_set (record, lf_entity_title (entity)->name, text);
  else
    {
      lf_record_set (record, lf_entity_title (entity)->name, lines[0]);
      if (lines[1] != NULL)
        lf_record_set (record, body->name, text);
    }
}

static gboolean
set_author (LfStore *store, LfRecord *record, GError **error)
{
  const LfEntity *entity = lf_record_entity (record);
  g_autofree char *author = lf_store_author (store);
  g_autoptr (LfRecord) account = NULL;
  GError *problem = NULL;

  if (entity->author == NULL)
    return TRUE;
  account = lf_store_find_title_sync (store, lf_schema_find ("account"), author, &problem);
  if (problem != NULL)
    {
      g_propagate_error (error, problem);
      return FALSE;
    }
  if (account != NULL)
    lf_record_set (record, entity->author, lf_record_id (account));
  return TRUE;
}

/* What has no reference to it names it. */
static void
set_about (LfRecord *record, const LfRecord *about)
{
  const LfEntity *entity = lf_record_entity (record);
  const LfField *parent = lf_entity_parent_field (entity);

  if (!entity->names_record
      || (parent != NULL && g_str_equal (parent->target, lf_record_entity (about)->name)))
    return;
  lf_record_set (record, "entity", lf_record_entity (about)->name);
  lf_record_set (record, "record", lf_record_id (about));
}

static char *
save (LfStore *store, const Jotting *jotting, GError **error)
{
  LfDate today = lf_date_today ();
  const LfEntity *entity = jotting->kind.entity;
  const LfField *body = long_text_of (entity);
  g_autoptr (LfRecord) record = lf_relation_prepare (entity, jotting->about, &today);
  g_autofree char *text = NULL;
  g_autofree char *title = NULL;
  g_autofree char *label = NULL;
  g_autoptr (LfChange) change = NULL;

  set_about (record, jotting->about);
  if (!lf_field_parse (body != NULL ? body : lf_entity_title (entity), jotting->text, &text, error))
    return NULL;
  if (text != NULL)
    set_text (record, text);
  if (jotting->kind.field != NULL)
    lf_record_set (record, jotting->kind.field->name, jotting->kind.option->key);
  if (!set_author (store, record, error))
    return NULL;
  title = lf_record_title (record);
  label = g_strdup_printf (_ ("Add “%s”"), title);
  change = lf_change_new (label);
  lf_change_create (change, record);
  return lf_store_commit_sync (store, change, error) ? g_strdup_printf (_ ("“%s” added"), title)
                                                     : NULL;
}

static void
save_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  char *told = save (source, data, &error);

  if (told != NULL)
    g_task_return_pointer (task, told, g_free);
  else
    g_task_return_error (task, error);
}

void
lf_jotting_save_async (LfStore *store,
                       const LfJotKind *kind,
                       LfRecord *about,
                       const char *text,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (store, /* cancellable= */ NULL, callback, user_data);
  Jotting *jotting = g_new0 (Jotting, 1);

  *jotting = (Jotting){ *kind, lf_record_ref (about), g_strdup (text) };
  g_task_set_source_tag (task, lf_jotting_save_async);
  g_task_set_task_data (task, jotting, jotting_free);
  g_task_run_in_thread (task, save_in_thread);
}

char *
lf_jotting_save_finish (LfStore *store, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
