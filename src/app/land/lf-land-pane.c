/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The land of a project. */

#include "config.h"

#include "lf-land-pane.h"

#include "lf-dialogs.h"
#include "lf-fact-rows.h"
#include "lf-land-paper.h"
#include "lf-land-step-row.h"
#include "lf-may.h"
#include "lf-print.h"
#include "lf-rows-dialog.h"

#include <glib/gi18n.h>

struct _LfLandPane
{
  AdwBin parent_instance;

  GtkWidget *add;
  GtkWidget *nothing;
  GtkBox *groups;

  LfAppContext *context;
  LfLand *land;          /* (nullable): that is shown */
  GCancellable *reading; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (LfLandPane, lf_land_pane, ADW_TYPE_BIN)

static GtkWindow *
window_of (LfLandPane *self)
{
  return GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
}

/* ---- Recording a step ---- */

/* The rows, as they are added; the last two of what settles the price. */
enum
{
  DAY,
  FILES,
  PRICE,
  CONFIRMATION,
};

typedef struct
{
  LfRecord *land_case;
  guint step;
} Recording;

static void
recording_free (gpointer data)
{
  lf_record_unref (((Recording *) data)->land_case);
  g_free (data);
}

static LfChange *
make_change (LfRowsDialog *dialog, gpointer user_data, GError **error)
{
  const Recording *recording = user_data;
  LfLandRecording what = { .files = lf_rows_dialog_get (dialog, FILES) };

  if (!lf_rows_dialog_get_date (dialog, DAY, &what.on))
    {
      g_set_error_literal (error, LF_ERROR, LF_ERROR_INVALID, _ ("Say on which day it was."));
      return NULL;
    }
  if (lf_land_steps[recording->step].has_price)
    {
      what.price = lf_rows_dialog_get (dialog, PRICE);
      what.confirmation = lf_rows_dialog_get (dialog, CONFIRMATION);
    }
  return lf_land_record_step (recording->land_case, recording->step, &what, error);
}

static LfLandCase *
find_case (LfLandPane *self, const char *id)
{
  for (guint i = 0; self->land != NULL && i < self->land->cases->len; i++)
    {
      LfLandCase *land_case = self->land->cases->pdata[i];

      if (g_str_equal (lf_record_id (land_case->record), id))
        return land_case;
    }
  return NULL;
}

static void
ask_step (LfLandPane *self, LfRecord *land_case, guint step)
{
  const LfDate today = lf_date_today ();
  g_autofree char *plot = lf_record_title (land_case);
  g_autofree char *day = lf_date_to_canonical (&today);
  g_autoptr (LfRecord) draft = lf_record_copy (land_case);
  g_autoptr (LfRecord) document = lf_record_new (lf_schema_find ("land_document"), NULL);
  LfRowsDialog *dialog
      = lf_rows_dialog_new (window_of (self), self->context, lf_land_step_label (step), plot);
  Recording *recording = g_new (Recording, 1);

  if (!lf_land_step_is_done (step, land_case, NULL))
    lf_record_set (draft, lf_land_steps[step].field, day);
  lf_rows_dialog_add_group (dialog, lf_land_step_label (step), /* description= */ NULL);
  lf_rows_dialog_add_row (dialog, draft, lf_land_steps[step].field, /* title= */ NULL);
  lf_rows_dialog_add_row (dialog, document, "files", _ ("Documents"));
  if (lf_land_steps[step].has_price)
    {
      lf_rows_dialog_add_row (dialog, draft, "price", /* title= */ NULL);
      lf_rows_dialog_add_row (dialog, draft, "confirmation_number", /* title= */ NULL);
    }
  *recording = (Recording){ lf_record_ref (land_case), step };
  lf_rows_dialog_present (dialog, _ ("Step recorded"), make_change, recording, recording_free);
}

static void
record_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfLandPane *self = LF_LAND_PANE (widget);
  const char *id, *key;
  const LfLandCase *land_case;
  guint step;

  g_variant_get (parameter, "(&s&s)", &id, &key);
  land_case = find_case (self, id);
  if (land_case != NULL && lf_land_step_find (key, &step))
    ask_step (self, land_case->record, step);
}

static void
add_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfLandPane *self = LF_LAND_PANE (widget);

  if (self->land != NULL)
    lf_new_record_dialog_present (window_of (self), self->context, lf_schema_find ("land_case"),
                                  self->land->project);
}

static void
print_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfLandPane *self = LF_LAND_PANE (widget);
  g_autoptr (GError) error = NULL;

  if (self->land != NULL
      && !lf_print_paper (window_of (self), lf_land_paper_new (self->land), &error))
    lf_app_context_toast (self->context, error->message, /* has_undo= */ FALSE);
}

/* ---- Showing ---- */

static void
add_facts (AdwPreferencesGroup *group, const LfLandCase *land_case)
{
  const LfEntity *entity = lf_record_entity (land_case->record);
  g_autofree char *area = lf_area_tell (lf_record_get (land_case->record, "area_mu"));
  g_autofree char *price = lf_land_tell_price (land_case->record);
  g_autofree char *idle = lf_land_tell_idle (land_case);

  if (*area != '\0')
    lf_fact_rows_add (group, lf_field_label (lf_entity_field (entity, "area_mu")), area);
  if (*price != '\0')
    lf_fact_rows_add (group, lf_field_label (lf_entity_field (entity, "price")), price);
  if (idle != NULL)
    lf_fact_rows_add_icon (lf_fact_rows_add (group, _ ("Idle land"), idle),
                           "dialog-warning-symbolic", "error");
}

static void
add_later (AdwPreferencesGroup *group, const LfLandCase *land_case)
{
  for (guint i = 0; i < land_case->later->len; i++)
    {
      const LfDeadline *deadline = &((const LfStatuteClock *) land_case->later->pdata[i])->deadline;
      g_autofree char *told = lf_deadline_tell (deadline);

      lf_fact_rows_add_icon (lf_fact_rows_add (group, lf_deadline_label (deadline), told),
                             lf_deadline_state_icon (deadline->state),
                             lf_deadline_state_style (deadline->state));
    }
}

static void
add_case (LfLandPane *self, const LfLandCase *land_case)
{
  guint n_done;
  guint n = lf_land_count_steps (land_case->record, &n_done);
  g_autofree char *plot = lf_record_title (land_case->record);
  g_autofree char *next = lf_land_tell_next (land_case);
  /* Translators: how many steps of a land case are done, then what comes next */
  g_autofree char *standing
      = g_strdup_printf (_ ("%1$u of %2$u steps done. %3$s"), n_done, n, next);
  AdwPreferencesGroup *group = lf_fact_rows_add_group (self->groups, plot, standing);

  add_facts (group, land_case);
  for (guint step = 0; step < LF_N_LAND_STEPS; step++)
    if (lf_land_step_applies (step, land_case->record))
      adw_preferences_group_add (group, lf_land_step_row_new (land_case, step));
  add_later (group, land_case);
}

static void
add_indicator (AdwPreferencesGroup *group, const LfRecord *standard, const LfLandIndicator *which)
{
  static const char *const styles[] = { "dim-label", "success", "error" };
  LfLandVerdict verdict = lf_land_judge (standard, which);
  g_autofree char *promised = lf_record_format (standard, which->promised);
  g_autofree char *found = lf_record_format (standard, which->found);
  g_autofree char *figures
      = g_strdup_printf (_ ("Promised %1$s · reached %2$s"), *promised == '\0' ? "–" : promised,
                         *found == '\0' ? "–" : found);
  g_autofree char *told
      = g_strdup_printf ("%s %s", lf_land_verdict_sign (verdict), lf_land_verdict_label (verdict));
  GtkWidget *label = gtk_label_new (told);

  if (*promised == '\0' && *found == '\0')
    return;
  gtk_widget_add_css_class (label, styles[verdict]);
  adw_action_row_add_suffix (lf_fact_rows_add (group, lf_land_indicator_label (which), figures),
                             label);
}

static void
add_standard (LfLandPane *self, const LfRecord *standard)
{
  g_autofree char *number = lf_record_title (standard);
  g_autofree char *title = g_strdup_printf (_ ("Standard land: %s"), number);
  g_autofree char *phase = lf_record_format (standard, "phase");
  AdwPreferencesGroup *group = lf_fact_rows_add_group (self->groups, title, phase);
  guint n;
  const LfLandIndicator *indicators = lf_land_indicators (&n);

  for (guint i = 0; i < n; i++)
    add_indicator (group, standard, &indicators[i]);
}

static void
show_land (LfLandPane *self)
{
  lf_fact_rows_clear (self->groups);
  for (guint i = 0; i < self->land->cases->len; i++)
    add_case (self, self->land->cases->pdata[i]);
  for (guint i = 0; i < self->land->standards->len; i++)
    add_standard (self, self->land->standards->pdata[i]);
  gtk_widget_set_visible (self->nothing, self->land->cases->len == 0);
  gtk_widget_set_visible (self->add, lf_may (self->context, "land_case", 'c'));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "land.record",
                                 lf_may (self->context, "land_case", 'e'));
}

static void
on_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LfLandPane *self = user_data;
  g_autoptr (GError) error = NULL;
  LfLand *land = lf_store_land_finish (LF_STORE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (land == NULL)
    {
      lf_app_context_toast (self->context, error->message, /* has_undo= */ FALSE);
      return;
    }
  g_clear_pointer (&self->land, lf_land_free);
  self->land = land;
  show_land (self);
}

void
lf_land_pane_show (LfLandPane *self, LfRecord *record)
{
  const LfDate today = lf_date_today ();

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  self->reading = g_cancellable_new ();
  lf_store_land_async (lf_app_context_store (self->context), lf_record_entity (record),
                       lf_record_id (record), &today, self->reading, on_read_cb, self);
}

/* ---- Widget ---- */

static void
lf_land_pane_dispose (GObject *object)
{
  LfLandPane *self = LF_LAND_PANE (object);

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_object (&self->context);
  g_clear_pointer (&self->land, lf_land_free);
  G_OBJECT_CLASS (lf_land_pane_parent_class)->dispose (object);
}

static void
lf_land_pane_class_init (LfLandPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_land_pane_dispose;
  gtk_widget_class_install_action (widget_class, "land.record", "(ss)", record_action);
  gtk_widget_class_install_action (widget_class, "land.add", NULL, add_action);
  gtk_widget_class_install_action (widget_class, "land.print", NULL, print_action);
  gtk_widget_class_set_template_from_resource (widget_class, LF_LAND_UI ("lf-land-pane"));
  gtk_widget_class_bind_template_child (widget_class, LfLandPane, add);
  gtk_widget_class_bind_template_child (widget_class, LfLandPane, nothing);
  gtk_widget_class_bind_template_child (widget_class, LfLandPane, groups);
}

static void
lf_land_pane_init (LfLandPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
lf_land_pane_set_context (LfLandPane *self, LfAppContext *context)
{
  g_set_object (&self->context, context);
}
