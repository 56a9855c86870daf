/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From a state to another by the act between them. */

#include "config.h"

#include "lf-handling-move.h"

#include "lf-handling-dialog.h"

#include <glib/gi18n.h>

typedef struct
{
  GWeakRef parent;
  LfAppContext *context;
  LfRecord *problem;
  LfHandlingAct act;
} Move;

static void
move_free (Move *self)
{
  g_weak_ref_clear (&self->parent);
  g_object_unref (self->context);
  lf_record_unref (self->problem);
  g_free (self);
}

static gboolean
find_act (const LfRecord *problem, const char *state, LfHandlingAct *ret_act)
{
  for (int act = 0; act < LF_N_HANDLING_ACTS; act++)
    if (g_strcmp0 (lf_handling_act_rule ((LfHandlingAct) act)->to, state) == 0
        && lf_handling_may (problem, (LfHandlingAct) act))
      {
        *ret_act = (LfHandlingAct) act;
        return TRUE;
      }
  return FALSE;
}

static void
on_room_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Move *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (LfHandlingRoom) room = lf_store_handling_finish (LF_STORE (source), result, &error);
  g_autoptr (GtkWindow) parent = g_weak_ref_get (&self->parent);

  if (room == NULL)
    lf_app_context_toast (self->context, error->message, /* has_undo= */ FALSE);
  else if (parent != NULL)
    lf_handling_dialog_present (parent, self->context, room, self->problem, self->act);
  move_free (self);
}

void
lf_handling_move_present (GtkWindow *parent,
                          LfAppContext *context,
                          LfRecord *problem,
                          const char *state)
{
  const LfField *field = lf_entity_field (lf_record_entity (problem), "state");
  LfDate today = lf_date_today ();
  LfHandlingAct act;
  Move *move;

  if (!find_act (problem, state, &act))
    {
      g_autofree char *from = lf_record_format (problem, field->name);
      g_autofree char *to = lf_field_format (field, state);
      g_autofree char *message = g_strdup_printf (
          _ ("No act leads from “%1$s” to “%2$s”. Open the problem to see what can be done."), from,
          to);

      lf_app_context_toast (context, message, /* has_undo= */ FALSE);
      return;
    }
  move = g_new0 (Move, 1);
  g_weak_ref_init (&move->parent, parent);
  move->context = g_object_ref (context);
  move->problem = lf_record_ref (problem);
  move->act = act;
  lf_store_handling_async (lf_app_context_store (context), &today, /* cancellable= */ NULL,
                           on_room_read_cb, move);
}
