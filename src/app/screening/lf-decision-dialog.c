/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The dialog of a decision. */

#include "config.h"

#include "lf-decision-dialog.h"

#include "lf-rows-dialog.h"
#include "lf-store-screening.h"

#include <glib/gi18n.h>
#include <string.h>

/* What is decided on; first without, then with what is known of its project. */
typedef struct
{
  GWeakRef parent;
  LfAppContext *context;
  LfRecord *evaluation;
  LfRecord *meeting;      /* (nullable) */
  LfScreening *screening; /* (nullable) */
} About;

static void
about_free (gpointer data)
{
  About *about = data;

  g_weak_ref_clear (&about->parent);
  g_object_unref (about->context);
  lf_record_unref (about->evaluation);
  g_clear_pointer (&about->meeting, lf_record_unref);
  g_clear_pointer (&about->screening, lf_screening_unref);
  g_free (about);
}

gboolean
lf_decision_waits (const LfRecord *record)
{
  return strcmp (lf_record_entity (record)->name, "evaluation") == 0
         && g_strcmp0 (lf_record_get (record, "kind"), "decision") == 0
         && lf_record_get (record, "verdict") == NULL;
}

/* The rows, as they are added. */
enum
{
  VERDICT,
  CONDITIONS,
  RESPONSIBLE,
  DEPARTMENT,
  DUE,
};

static const LfScreenedLead *
lead_of (const About *about)
{
  return about->screening->leads->pdata[0];
}

static LfChange *
make_outcome (LfRowsDialog *dialog, gpointer user_data, GError **error)
{
  const About *about = user_data;
  LfOutcome outcome = { .verdict = lf_rows_dialog_get (dialog, VERDICT),
                        .conditions = lf_rows_dialog_get (dialog, CONDITIONS),
                        .by = about->meeting == NULL ? about->screening->account
                                                     : lf_record_get (about->meeting, "chair"),
                        .responsible = lf_rows_dialog_get (dialog, RESPONSIBLE),
                        .department = lf_rows_dialog_get (dialog, DEPARTMENT) };

  if (outcome.verdict == NULL)
    {
      g_set_error_literal (error, LF_ERROR, LF_ERROR_INVALID, _ ("Say what was decided."));
      return NULL;
    }
  lf_rows_dialog_get_date (dialog, DUE, &outcome.due);
  return lf_judging_decide (about->evaluation, about->meeting, &outcome, lead_of (about)->lacks,
                            about->screening->calendar, &about->screening->today, error);
}

/* (transfer full): opinions that count, and what is missing */
static char *
tell_case (const About *about)
{
  const LfScreenedLead *lead = lead_of (about);
  const LfOpinionSum sum = lf_opinions_sum (lead->opinions, /* evaluation= */ NULL);
  g_autofree char *opinions = lf_opinions_tell (&sum);
  g_autofree char *lacks = lf_lacks_tell (lead->lacks);

  return lead->lacks->len == 0 ? g_strdup_printf (_ ("%s. Nothing is missing."), opinions)
                               : g_strdup_printf (_ ("%1$s. Missing:\n%2$s"), opinions, lacks);
}

static void
present (About *about /* (transfer full) */, GtkWindow *parent)
{
  g_autoptr (LfRecord) action = lf_record_new (lf_schema_find ("action"), NULL);
  g_autofree char *title = lf_record_title (about->evaluation);
  g_autofree char *told = tell_case (about);
  LfRowsDialog *dialog = lf_rows_dialog_new (parent, about->context,
                                             C_ ("of a body at its meeting", "Decide"), title);

  lf_rows_dialog_add_group (dialog, _ ("Decision"), told);
  lf_rows_dialog_add_row (dialog, about->evaluation, "verdict", /* title= */ NULL);
  lf_rows_dialog_add_group (dialog, _ ("Conditions"),
                            _ ("Each line becomes an action; without a day it is due in a month."));
  lf_rows_dialog_add_row (dialog, about->evaluation, "conditions", /* title= */ NULL);
  lf_rows_dialog_add_row (dialog, action, "responsible", /* title= */ NULL);
  lf_rows_dialog_add_row (dialog, action, "department", /* title= */ NULL);
  lf_rows_dialog_add_row (dialog, action, "due_on", /* title= */ NULL);
  lf_rows_dialog_present (dialog, _ ("Decision kept"), make_outcome, about, about_free);
}

static void
on_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  About *about = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GtkWindow) parent = g_weak_ref_get (&about->parent);

  about->screening = lf_store_screening_finish (LF_STORE (source), result, &error);
  if (about->screening != NULL && parent != NULL)
    {
      present (about, parent);
      return;
    }
  if (error != NULL)
    lf_app_context_toast (about->context, error->message, /* has_undo= */ FALSE);
  about_free (about);
}

void
lf_decision_dialog_present (GtkWindow *parent,
                            LfAppContext *context,
                            LfRecord *evaluation,
                            LfRecord *meeting)
{
  const LfDate today = lf_date_today ();
  const LfScreeningAsked asked = { .project = lf_record_get (evaluation, "project") };
  About *about = g_new0 (About, 1);

  g_weak_ref_init (&about->parent, parent);
  about->context = g_object_ref (context);
  about->evaluation = lf_record_ref (evaluation);
  about->meeting = meeting == NULL ? NULL : lf_record_ref (meeting);
  lf_store_screening_async (lf_app_context_store (context), &asked, &today,
                            /* cancellable= */ NULL, on_read_cb, about);
}
