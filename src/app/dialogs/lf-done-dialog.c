/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Done, and what next: a contact that is logged and the next step, saved as one change. */

#include "config.h"

#include "lf-dialogs.h"
#include "lf-rows-dialog.h"

#include <glib/gi18n.h>

/* The numbers of the rows; what has no steps has no row for one. */
typedef struct
{
  LfRecord *record; /* as it was loaded */
  guint what, kind, step, day;
  gboolean has_steps;
} Asked;

static void
asked_free (gpointer data)
{
  Asked *asked = data;

  lf_record_unref (asked->record);
  g_free (asked);
}

static LfChange *
make_change (LfRowsDialog *dialog, gpointer user_data, GError **error)
{
  const Asked *asked = user_data;
  const LfDate today = lf_date_today ();
  LfTodayDone done = { lf_rows_dialog_get (dialog, asked->what),
                       lf_rows_dialog_get (dialog, asked->kind),
                       asked->has_steps ? lf_rows_dialog_get (dialog, asked->step) : NULL,
                       FALSE,
                       { 0 } };

  done.has_next = lf_rows_dialog_get_date (dialog, asked->day, &done.next);
  return lf_today_schedule (asked->record, &done, &today, error);
}

/* (transfer full): what becomes of it without another day */
static char *
tell_over (const LfRecord *record, const LfTodayRule *rule)
{
  g_autoptr (LfRecord) over = lf_record_new (lf_record_entity (record), NULL);
  g_autofree char *state = NULL;

  lf_record_set (over, rule->state, rule->over);
  state = lf_record_format (over, rule->state);
  return g_strdup_printf (_ ("With a day it goes on until then; without one it becomes “%s”."),
                          state);
}

/* What was to be done is what was done, unless the person says otherwise. */
static void
add_rows (LfRowsDialog *dialog, Asked *asked)
{
  const LfEntity *contact = lf_schema_find (lf_today_silence_rule ()->contact);
  const LfEntity *entity = lf_record_entity (asked->record);
  const LfTodayRule *rule = lf_today_find_rule (entity);
  const char *subject = lf_entity_title (contact)->name;
  g_autoptr (LfRecord) done = lf_record_new (contact, NULL);
  g_autoptr (LfRecord) next = lf_record_new (entity, NULL);
  g_autofree char *over = asked->has_steps ? NULL : tell_over (asked->record, rule);

  lf_record_set (done, subject,
                 lf_record_get (asked->record,
                                asked->has_steps ? rule->step : lf_entity_title (entity)->name));
  lf_record_set (done, "kind", "call");
  lf_rows_dialog_add_group (dialog, _ ("Done"), /* description= */ NULL);
  asked->what = lf_rows_dialog_add_row (dialog, done, subject, _ ("What was done"));
  asked->kind = lf_rows_dialog_add_row (dialog, done, "kind", /* title= */ NULL);
  lf_rows_dialog_add_group (dialog, _ ("Next"), over);
  if (asked->has_steps)
    asked->step = lf_rows_dialog_add_row (dialog, next, rule->step, /* title= */ NULL);
  asked->day = lf_rows_dialog_add_row (dialog, next, rule->date, /* title= */ NULL);
}

void
lf_done_dialog_present (GtkWindow *parent, LfAppContext *context, LfRecord *record)
{
  g_autofree char *title = lf_record_title (record);
  g_autofree char *sentence = g_strdup_printf (_ ("Done and noted: “%s”"), title);
  LfRowsDialog *dialog = lf_rows_dialog_new (parent, context, _ ("Done and Schedule Next"), title);
  Asked *asked = g_new0 (Asked, 1);

  asked->record = lf_record_ref (record);
  asked->has_steps = lf_today_has_steps (lf_record_entity (record));
  add_rows (dialog, asked);
  lf_rows_dialog_present (dialog, sentence, make_change, asked, asked_free);
}
