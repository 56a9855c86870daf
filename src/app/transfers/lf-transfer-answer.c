/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words and answers of a transfer. */

#include "config.h"

#include "lf-transfer-answer.h"

#include <glib/gi18n.h>
#include <string.h>

static const struct
{
  const char *word;
  LfTransferAnswer answer;
  const char *done;
} answers[] = {
  { "accept", LF_TRANSFER_ACCEPT, N_ ("Accepted: %s") },
  { "refuse", LF_TRANSFER_REFUSE, N_ ("Refused; the project stays where it is: %s") },
  { "withdraw", LF_TRANSFER_WITHDRAW, N_ ("Withdrawn; the project stays where it is: %s") },
};

void
lf_transfer_show_answers (const LfTransferButtons *buttons, const LfOpenTransfer *transfer)
{
  gtk_widget_set_visible (buttons->accept, transfer->may_take);
  gtk_widget_set_visible (buttons->refuse, transfer->may_take);
  gtk_widget_set_visible (buttons->withdraw, transfer->may_withdraw);
}

char *
lf_transfer_tell_asked (const LfOpenTransfer *transfer)
{
  g_autofree char *on = lf_record_format (transfer->record, "asked_on");

  return transfer->asked_by == NULL
             ? g_strdup_printf (_ ("Asked for on %s"), on)
             : g_strdup_printf (_ ("Asked for on %1$s by %2$s"), on, transfer->asked_by);
}

/* ---- Answering ---- */

typedef struct
{
  LfAppContext *context;
  GtkWidget *part;
  char *project; /* its title */
  const char *done;
} Answering;

static void
on_answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Answering *answering = user_data;
  g_autoptr (GError) error = NULL;
  gboolean is_done = lf_store_answer_transfer_finish (LF_STORE (source), result, &error);
  g_autofree char *sentence = g_strdup_printf (_ (answering->done), answering->project);

  gtk_widget_set_sensitive (answering->part, TRUE);
  lf_app_context_toast (answering->context, is_done ? sentence : error->message,
                        /* has_undo= */ is_done);
  g_object_unref (answering->context);
  g_object_unref (answering->part);
  g_free (answering->project);
  g_free (answering);
}

void
lf_transfer_answer (LfAppContext *context,
                    GtkWidget *part,
                    const LfRecord *transfer,
                    const char *word)
{
  const LfDate today = lf_date_today ();

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    if (strcmp (answers[i].word, word) == 0)
      {
        Answering *answering = g_new0 (Answering, 1);

        *answering = (Answering){ g_object_ref (context), g_object_ref (part),
                                  lf_record_format (transfer, "project"), answers[i].done };
        lf_app_leave (part);
        gtk_widget_set_sensitive (part, FALSE);
        lf_store_answer_transfer_async (lf_app_context_store (context), lf_record_id (transfer),
                                        answers[i].answer, &today, /* cancellable= */ NULL,
                                        on_answered_cb, answering);
      }
}
