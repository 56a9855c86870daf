/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Score, opinions and what is missing, in one line. */

#include "config.h"

#include "lf-judging-bar.h"

#include "lf-decision-dialog.h"
#include "lf-gate-rows.h"
#include "lf-may.h"
#include "lf-screening-row.h"
#include "lf-weights-dialog.h"

#include <glib/gi18n.h>
#include <string.h>

struct _LfJudgingBar
{
  AdwBin parent_instance;

  GtkMenuButton *score_button;
  GtkLabel *score_label;
  GtkLabel *why_label;
  GtkMenuButton *gate_button;
  GtkImage *gate_icon;
  GtkLabel *gate_label;
  LfGateRows *gate_rows;
  GtkLabel *opinions_label;
  GtkWidget *decide_button;

  LfAppContext *context;
  LfRecord *record; /* (nullable): that is shown */
  GtkWidget *weights_button;
  LfScreening *screening; /* (nullable): of its project */
  GCancellable *reading;  /* (nullable) */
};

G_DEFINE_FINAL_TYPE (LfJudgingBar, lf_judging_bar, ADW_TYPE_BIN)

/* (nullable): id of the project that @record is, or is about */
static const char *
project_of (const LfRecord *record)
{
  const char *entity = record == NULL ? "" : lf_record_entity (record)->name;

  return strcmp (entity, "project") == 0      ? lf_record_id (record)
         : strcmp (entity, "evaluation") == 0 ? lf_record_get (record, "project")
                                              : NULL;
}

/* ---- Showing ---- */

static LfStage
stage_of (const LfRecord *project)
{
  LfStage stage = LF_STAGE_LEAD;

  lf_stage_from_key (lf_record_get (project, "stage"), &stage);
  return stage;
}

/* Up to approval that is the next gate, and then each stage. */
static LfStage
next_gate (const LfRecord *project)
{
  const LfStage stage = stage_of (project);

  return stage >= LF_STAGE_FULL_CAPACITY ? LF_STAGE_APPROVED : MAX (LF_STAGE_APPROVED, stage + 1);
}

static gboolean
show_score (LfJudgingBar *self, const LfScreenedLead *lead)
{
  gboolean is_scored = self->record != NULL && lf_score_fits (stage_of (lead->project));
  g_autofree char *text
      = g_strdup_printf (C_ ("of a lead, of 100 points", "Score %u"), lead->score->points);
  g_autofree char *why = lf_lead_score_why (lead->score);

  gtk_label_set_label (self->score_label, text);
  gtk_label_set_label (self->why_label, why);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->score_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_widget_set_visible (GTK_WIDGET (self->score_button), is_scored);
  return is_scored;
}

static gboolean
show_gate (LfJudgingBar *self, LfScreening *screening, const LfScreenedLead *lead)
{
  const LfStage to = next_gate (lead->project);
  g_autoptr (GPtrArray) lacks = lf_screening_gate (screening, lead, to);
  gboolean holds = lf_gate_rows_show (self->gate_rows, screening, lead, to);
  g_autofree char *text = g_strdup_printf (
      ngettext ("%1$u missing before “%2$s”", "%1$u missing before “%2$s”", lacks->len), lacks->len,
      lf_stage_label (to));

  gtk_image_set_from_icon_name (self->gate_icon,
                                holds ? "dialog-error-symbolic" : "dialog-warning-symbolic");
  gtk_widget_set_css_classes (GTK_WIDGET (self->gate_icon),
                              (const char *[]){ holds ? "error" : "warning", NULL });
  gtk_label_set_label (self->gate_label, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->gate_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  text, -1);
  gtk_widget_set_visible (GTK_WIDGET (self->gate_button), lacks->len > 0);
  return lacks->len > 0;
}

static gboolean
show_decide (LfJudgingBar *self)
{
  gboolean waits = self->record != NULL && lf_decision_waits (self->record)
                   && lf_may (self->context, "evaluation", 'e');

  gtk_widget_set_visible (self->decide_button, waits);
  return waits;
}

/* Of an evaluation. */
static gboolean
show_opinions (LfJudgingBar *self, const LfScreenedLead *lead)
{
  const LfOpinionSum sum = lf_opinions_sum (lead->opinions, lf_record_id (self->record));
  g_autofree char *told = lf_opinions_tell (&sum);
  gboolean has_some = sum.n + sum.n_excluded > 0;

  gtk_label_set_label (self->opinions_label, told);
  gtk_widget_set_visible (GTK_WIDGET (self->opinions_label), has_some);
  return has_some;
}

static void
on_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LfJudgingBar *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (LfScreening) screening = lf_store_screening_finish (LF_STORE (source), result, &error);
  gboolean has_score, has_gate, has_opinions, has_decision;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (screening == NULL)
    {
      gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
      return;
    }
  g_clear_pointer (&self->screening, lf_screening_unref);
  self->screening = lf_screening_ref (screening);
  gtk_widget_set_visible (self->weights_button, lf_may (self->context, "rule", 'c'));
  has_score = show_score (self, screening->leads->pdata[0]);
  has_gate = show_gate (self, screening, screening->leads->pdata[0]);
  has_opinions = show_opinions (self, screening->leads->pdata[0]);
  has_decision = show_decide (self);
  gtk_widget_set_visible (GTK_WIDGET (self), has_score || has_gate || has_opinions || has_decision);
}

void
lf_judging_bar_show (LfJudgingBar *self, LfRecord *record)
{
  const LfDate today = lf_date_today ();
  const LfScreeningAsked asked = { .project = project_of (record) };
  gboolean is_other = self->record == NULL || record == NULL
                      || strcmp (lf_record_id (self->record), lf_record_id (record)) != 0;

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  if (is_other)
    gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  if (record != NULL)
    lf_record_ref (record);
  g_clear_pointer (&self->record, lf_record_unref);
  self->record = record;
  if (asked.project == NULL)
    {
      gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
      return;
    }
  self->reading = g_cancellable_new ();
  lf_store_screening_async (lf_app_context_store (self->context), &asked, &today, self->reading,
                            on_read_cb, self);
}

static void
weights_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfJudgingBar *self = LF_JUDGING_BAR (widget);

  gtk_menu_button_popdown (self->score_button);
  if (self->screening != NULL)
    lf_weights_dialog_present (GTK_WINDOW (gtk_widget_get_root (widget)), self->context,
                               self->screening);
}

static void
decide_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfJudgingBar *self = LF_JUDGING_BAR (widget);

  if (self->record != NULL)
    lf_decision_dialog_present (GTK_WINDOW (gtk_widget_get_root (widget)), self->context,
                                self->record, /* meeting= */ NULL);
}

/* ---- Widget ---- */

static void
lf_judging_bar_dispose (GObject *object)
{
  LfJudgingBar *self = LF_JUDGING_BAR (object);

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  G_OBJECT_CLASS (lf_judging_bar_parent_class)->dispose (object);
}

static void
lf_judging_bar_finalize (GObject *object)
{
  LfJudgingBar *self = LF_JUDGING_BAR (object);

  g_clear_object (&self->context);
  g_clear_pointer (&self->record, lf_record_unref);
  g_clear_pointer (&self->screening, lf_screening_unref);
  G_OBJECT_CLASS (lf_judging_bar_parent_class)->finalize (object);
}

static void
lf_judging_bar_class_init (LfJudgingBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_judging_bar_dispose;
  G_OBJECT_CLASS (klass)->finalize = lf_judging_bar_finalize;
  g_type_ensure (LF_TYPE_GATE_ROWS);
  gtk_widget_class_install_action (widget_class, "judging.weights", NULL, weights_action);
  gtk_widget_class_install_action (widget_class, "judging.decide", NULL, decide_action);
  gtk_widget_class_set_template_from_resource (widget_class, LF_SCREENING_UI ("lf-judging-bar"));
  gtk_widget_class_bind_template_child (widget_class, LfJudgingBar, score_button);
  gtk_widget_class_bind_template_child (widget_class, LfJudgingBar, score_label);
  gtk_widget_class_bind_template_child (widget_class, LfJudgingBar, why_label);
  gtk_widget_class_bind_template_child (widget_class, LfJudgingBar, weights_button);
  gtk_widget_class_bind_template_child (widget_class, LfJudgingBar, gate_button);
  gtk_widget_class_bind_template_child (widget_class, LfJudgingBar, gate_icon);
  gtk_widget_class_bind_template_child (widget_class, LfJudgingBar, gate_label);
  gtk_widget_class_bind_template_child (widget_class, LfJudgingBar, gate_rows);
  gtk_widget_class_bind_template_child (widget_class, LfJudgingBar, opinions_label);
  gtk_widget_class_bind_template_child (widget_class, LfJudgingBar, decide_button);
}

static void
lf_judging_bar_init (LfJudgingBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

void
lf_judging_bar_set_context (LfJudgingBar *self, LfAppContext *context)
{
  g_set_object (&self->context, context);
  lf_gate_rows_set_context (self->gate_rows, context);
}
