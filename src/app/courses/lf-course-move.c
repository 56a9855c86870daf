/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From a state to another by the act between them. */

#include "config.h"

#include "lf-course-move.h"

#include "lf-course-kind.h"

#include <glib/gi18n.h>

typedef struct
{
  GWeakRef parent;
  LfAppContext *context;
  const LfCourseKind *kind;
  LfRecord *record;
  char *state; /* (nullable): wherever the first of its acts leads */
} Move;

static void
move_free (Move *self)
{
  g_weak_ref_clear (&self->parent);
  g_object_unref (self->context);
  lf_record_unref (self->record);
  g_free (self->state);
  g_free (self);
}

/* (nullable) */
static const char *
find_act (const Move *self, const char *const *acts)
{
  const LfEntity *entity = lf_record_entity (self->record);

  if (self->state == NULL)
    return *acts;
  for (const char *const *act = acts; *act != NULL; act++)
    if (g_strcmp0 (self->kind->leads_to (entity, *act), self->state) == 0)
      return *act;
  return NULL;
}

static void
tell_no_act (const Move *self)
{
  const LfField *field = lf_entity_field (lf_record_entity (self->record), "state");
  g_autofree char *from = lf_record_format (self->record, field->name);
  g_autofree char *to = self->state == NULL ? NULL : lf_field_format (field, self->state);
  g_autofree char *message
      = to == NULL
            ? g_strdup_printf (_ ("No act leads on from “%s”. Open the record to see why."), from)
            : g_strdup_printf (
                _ ("No act leads from “%1$s” to “%2$s”. Open the record to see what can be done."),
                from, to);

  lf_app_context_toast (self->context, message, /* has_undo= */ FALSE);
}

static void
on_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Move *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GtkWindow) parent = g_weak_ref_get (&self->parent);
  gpointer sheet = self->kind->read_finish (LF_STORE (source), result, &error);

  if (sheet == NULL)
    lf_app_context_toast (self->context, error->message, /* has_undo= */ FALSE);
  else if (parent != NULL)
    {
      g_auto (GStrv) acts = self->kind->acts (sheet, self->record);
      const char *act = find_act (self, (const char *const *) acts);

      if (act != NULL)
        self->kind->present (parent, self->context, sheet, self->record, act);
      else
        tell_no_act (self);
    }
  if (sheet != NULL)
    self->kind->free_sheet (sheet);
  move_free (self);
}

static void
present (GtkWindow *parent, LfAppContext *context, LfRecord *record, const char *state)
{
  Move *move = g_new0 (Move, 1);

  g_weak_ref_init (&move->parent, parent);
  move->context = g_object_ref (context);
  move->kind = lf_course_kind_find (lf_record_entity (record));
  move->record = lf_record_ref (record);
  move->state = g_strdup (state);
  move->kind->read_async (lf_app_context_store (context), record, /* cancellable= */ NULL,
                          on_read_cb, move);
}

void
lf_course_move_present (GtkWindow *parent,
                        LfAppContext *context,
                        LfRecord *record,
                        const char *state)
{
  present (parent, context, record, state);
}

void
lf_course_next_present (GtkWindow *parent, LfAppContext *context, LfRecord *record)
{
  present (parent, context, record, /* state= */ NULL);
}
