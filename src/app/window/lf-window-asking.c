/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asks before a mass of changes is sent (G13). */

#include "config.h"

#include "lf-window-private.h"

#include "lf-question-dialog.h"

#include <glib/gi18n.h>
#include <string.h>

static void
on_answered_cb (LfWindow *self, const char *answer)
{
  if (strcmp (answer, "send") == 0)
    lf_sync_service_send_all (lf_app_context_sync (self->context), self->asked);
  else if (strcmp (answer, "look") == 0)
    lf_window_show_view (self, "pending");
  else if (strcmp (answer, "undo") == 0)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.undo", NULL);
}

void
lf_window_ask_about_sending (LfWindow *self)
{
  const LfPendingMass *mass = lf_sync_service_get_mass (lf_app_context_sync (self->context));
  g_autofree char *counts = NULL;
  g_autofree char *text = NULL;
  LfQuestionDialog *dialog;

  if (mass == NULL)
    return;
  if (self->question != NULL)
    gtk_window_destroy (self->question); /* it asks about less than waits by now */
  self->asked = mass->newest;
  counts = lf_sync_mass_format (mass);
  text = g_strdup_printf (_ ("%s Nobody else has seen this yet. Send it if you meant it: it then "
                             "changes for everyone."),
                          counts);
  dialog = lf_question_dialog_new (GTK_WINDOW (self), _ ("Send So Much at Once?"), text);
  lf_question_dialog_add_answer (dialog, "send", _ ("_Send"), "suggested-action");
  lf_question_dialog_add_answer (dialog, "look", _ ("_Look at Them"), NULL);
  lf_question_dialog_add_answer (dialog, "undo", _ ("_Undo the Last Change"), NULL);
  lf_question_dialog_add_answer (dialog, "later", _ ("_Not Now"), NULL);
  g_signal_connect_object (dialog, "answered", G_CALLBACK (on_answered_cb), self,
                           G_CONNECT_SWAPPED);
  g_set_weak_pointer (&self->question, GTK_WINDOW (dialog));
  gtk_window_present (GTK_WINDOW (dialog));
}

/* Once about the same changes, however often the sync comes to them. */
static void
on_finished_cb (LfWindow *self)
{
  const LfPendingMass *mass = lf_sync_service_get_mass (lf_app_context_sync (self->context));

  if (mass != NULL && mass->newest != self->asked)
    lf_window_ask_about_sending (self);
}

void
lf_window_watch_sending (LfWindow *self)
{
  g_signal_connect_object (lf_app_context_sync (self->context), "finished",
                           G_CALLBACK (on_finished_cb), self, G_CONNECT_SWAPPED);
}
