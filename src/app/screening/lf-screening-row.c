/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A lead on the screening page. */

#include "config.h"

#include "lf-screening-row.h"

#include "lf-may.h"

#include <glib/gi18n.h>

struct _LfScreeningRow
{
  AdwExpanderRow parent_instance;

  GtkLabel *points;
  GtkLabel *verdict;

  LfAppContext *context;
  LfScreening *screening;     /* holds @lead */
  const LfScreenedLead *lead; /* (nullable) */
  gboolean is_filled;
};

G_DEFINE_FINAL_TYPE (LfScreeningRow, lf_screening_row, ADW_TYPE_EXPANDER_ROW)

static GtkWidget *
add_row (LfScreeningRow *self, const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), row);
  return row;
}

static void
add_number (GtkWidget *row, double points)
{
  g_autofree char *text = g_strdup_printf ("%.4g", points);
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (label, "numeric");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
}

static void
add_icon (GtkWidget *row, const char *icon, const char *style)
{
  GtkWidget *image = gtk_image_new_from_icon_name (icon);

  gtk_widget_add_css_class (image, style);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), image);
}

/* @target: (transfer floating) */
static void
add_button (GtkWidget *row, const char *label, const char *action, GVariant *target)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (button), target);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
}

/* ---- What it holds when it is opened ---- */

static void
add_score (LfScreeningRow *self)
{
  const LfLeadScore *score = self->lead->score;

  for (guint i = 0; i < LF_N_SCORE_PARTS; i++)
    {
      GtkWidget *row = add_row (self, lf_score_part_label (i), score->lines[i].input);

      if (score->lines[i].is_missing)
        gtk_widget_add_css_class (row, "dim-label");
      add_number (row, score->lines[i].points);
    }
}

static void
add_opinions (LfScreeningRow *self)
{
  static const char *const whose[] = { "expert", "account", "department" };

  for (guint i = 0; i < self->lead->opinions->len; i++)
    {
      const LfRecord *opinion = self->lead->opinions->pdata[i];
      g_autofree char *title = lf_record_title (opinion);
      g_autofree char *score = lf_record_format (opinion, "score_points");
      g_autofree char *who = g_strdup ("");
      g_autofree char *subtitle = NULL;
      gboolean has_interest = g_strcmp0 (lf_record_get (opinion, "has_interest"), "1") == 0;

      for (guint j = 0; j < G_N_ELEMENTS (whose) && *who == '\0'; j++)
        {
          g_free (who);
          who = lf_record_format (opinion, whose[j]);
        }
      subtitle
          = g_strdup_printf (has_interest ? _ ("%1$s · %2$s · conflict of interest: does not count")
                                          : C_ ("whose opinion, its score", "%1$s · %2$s"),
                             who, score);
      add_icon (add_row (self, title, subtitle), "lf-comment-symbolic", "dim-label");
    }
}

static void
add_verdict (LfScreeningRow *self)
{
  const char *id = lf_record_id (self->lead->project);
  g_autofree char *told = lf_opinions_tell (&self->lead->sum);
  g_autofree char *verdict = self->lead->screening == NULL
                                 ? g_strdup ("")
                                 : lf_record_format (self->lead->screening, "verdict");
  GtkWidget *row;

  /* one button in a row: it has to stand in a narrow window as well */
  row = add_row (self, *verdict == '\0' ? _ ("No joint verdict yet") : verdict, NULL);
  if (lf_may (self->context, "evaluation", 'e'))
    add_button (row, _ ("_Verdict…"), "screening.verdict", g_variant_new_string (id));
  row = add_row (self, told, NULL);
  if (lf_may (self->context, "opinion", 'c'))
    add_button (row, _ ("_Opinion…"), "screening.opinion", g_variant_new_string (id));
}

static void
add_lacks (LfScreeningRow *self)
{
  for (guint i = 0; i < self->lead->lacks->len; i++)
    {
      const LfLack *lack = self->lead->lacks->pdata[i];
      GtkWidget *row = add_row (self, lack->text, _ ("Before the decision meeting"));

      add_icon (row,
                lack->kind == LF_LACK_VETO ? "dialog-error-symbolic" : "dialog-warning-symbolic",
                lack->kind == LF_LACK_VETO ? "error" : "warning");
    }
}

static void
add_incentives (LfScreeningRow *self)
{
  const gboolean may = lf_may (self->context, "incentive_finding", 'c');

  for (guint i = 0; i < self->lead->incentives->len; i++)
    {
      const LfFairItem *item = self->lead->incentives->pdata[i];
      g_autofree char *rule = lf_fair_tell_rule (item->rule);
      g_autofree char *decision = item->finding == NULL || item->is_open
                                      ? NULL
                                      : lf_record_format (item->finding, "decision");
      g_autofree char *subtitle
          = decision == NULL ? g_strdup_printf (_ ("“%1$s”: %2$s"), item->sentence, item->words)
                             : g_strdup_printf (_ ("“%1$s”: %2$s. Decided: %3$s"), item->sentence,
                                                item->words, decision);
      GtkWidget *row = add_row (self, rule, subtitle);

      add_icon (row, "lf-policy-symbolic", item->is_open ? "warning" : "dim-label");
      if (may && item->is_open)
        add_button (row, _ ("_Decide…"), "screening.decide",
                    g_variant_new ("(su)", lf_record_id (self->lead->project), i));
    }
}

static void
add_menu_item (GMenu *menu, const char *label, const char *action, const char *target)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "s", target);
  g_menu_append_item (menu, item);
}

/* The whole checklist, to be read and signed. */
static void
add_checklist (LfScreeningRow *self)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  GtkWidget *row, *button;

  if (self->lead->incentives->len == 0)
    return;
  row = add_row (self, _ ("Fair Competition Checklist"), NULL);
  add_menu_item (menu, _ ("_Print…"), "screening.print-fair", lf_record_id (self->lead->project));
  add_menu_item (menu, _ ("_Save…"), "screening.save-fair", lf_record_id (self->lead->project));
  button = gtk_menu_button_new ();
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "document-print-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  gtk_widget_set_tooltip_text (button, _ ("Print or Save the Checklist"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Print or Save the Checklist"), -1);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
}

static void
add_way (LfScreeningRow *self)
{
  GtkWidget *row = add_row (self, _ ("Open _Lead"), NULL);

  adw_preferences_row_set_use_underline (ADW_PREFERENCES_ROW (row), TRUE);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_target_value (
      GTK_ACTIONABLE (row), g_variant_new_string (lf_record_id (self->lead->project)));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "screening.open");
}

/* Most are never opened. */
static void
on_expanded_cb (LfScreeningRow *self, GParamSpec *spec, gpointer user_data)
{
  if (self->is_filled || self->lead == NULL
      || !adw_expander_row_get_expanded (ADW_EXPANDER_ROW (self)))
    return;
  self->is_filled = TRUE;
  add_verdict (self);
  add_opinions (self);
  add_score (self);
  add_lacks (self);
  add_incentives (self);
  add_checklist (self);
  add_way (self);
}

/* ---- Widget ---- */

static void
lf_screening_row_finalize (GObject *object)
{
  LfScreeningRow *self = LF_SCREENING_ROW (object);

  g_clear_object (&self->context);
  g_clear_pointer (&self->screening, lf_screening_unref);
  G_OBJECT_CLASS (lf_screening_row_parent_class)->finalize (object);
}

static void
lf_screening_row_class_init (LfScreeningRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = lf_screening_row_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, LF_SCREENING_UI ("lf-screening-row"));
  gtk_widget_class_bind_template_child (widget_class, LfScreeningRow, points);
  gtk_widget_class_bind_template_child (widget_class, LfScreeningRow, verdict);
}

static void
lf_screening_row_init (LfScreeningRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (self, "notify::expanded", G_CALLBACK (on_expanded_cb), NULL);
}

LfScreeningRow *
lf_screening_row_new (LfAppContext *context, LfScreening *screening, const LfScreenedLead *lead)
{
  LfScreeningRow *self = g_object_new (LF_TYPE_SCREENING_ROW, NULL);
  g_autofree char *title = lf_record_title (lead->project);
  g_autofree char *firm = lf_record_format (lead->project, "enterprise");
  g_autofree char *money = lf_record_format (lead->project, "total_investment");
  g_autofree char *points = g_strdup_printf ("%u", lead->score->points);
  g_autofree char *subtitle
      = g_strdup_printf ("%s%s%s", firm, *firm == '\0' || *money == '\0' ? "" : " · ", money);
  g_autofree char *verdict
      = lead->screening == NULL ? NULL : lf_record_format (lead->screening, "verdict");

  self->context = g_object_ref (context);
  self->screening = lf_screening_ref (screening);
  self->lead = lead;
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), subtitle);
  gtk_label_set_label (self->points, points);
  gtk_label_set_label (self->verdict, verdict == NULL ? "" : verdict);
  return self;
}
