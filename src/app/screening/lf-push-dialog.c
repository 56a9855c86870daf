/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The push list of a month. */

#include "config.h"

#include "lf-push-dialog.h"

#include "lf-fact-rows.h"
#include "lf-may.h"
#include "lf-paper-save.h"
#include "lf-print.h"
#include "lf-screening-paper.h"
#include "lf-screening-row.h"
#include "lf-text-tip.h"

#include <glib/gi18n.h>

struct _LfPushDialog
{
  AdwWindow parent_instance;

  GtkWidget *save;
  AdwComboRow *month_row;
  GtkStringList *titles; /* "All months", then the months, the newest first */
  GtkBox *list;
  GtkLabel *message;

  LfAppContext *context;
  LfScreening *screening;
  GPtrArray *recruiters; /* (element-type LfRecord) */
  GArray *months;        /* (element-type LfDate): those behind "all" */
  GPtrArray *lines;      /* (element-type LfPushLine): what is shown */
};

G_DEFINE_FINAL_TYPE (LfPushDialog, lf_push_dialog, ADW_TYPE_WINDOW)

/* ---- The months ---- */

static int
compare_newest (gconstpointer a, gconstpointer b)
{
  return lf_date_compare (b, a);
}

static void
add_month (LfPushDialog *self, const char *registered /* nullable */)
{
  LfDate day;

  if (registered == NULL || !lf_date_from_canonical (registered, &day))
    return;
  day.day = 0;
  if (day.month == 0)
    return;
  for (guint i = 0; i < self->months->len; i++)
    if (lf_date_compare (&g_array_index (self->months, LfDate, i), &day) == 0)
      return;
  g_array_append_val (self->months, day);
}

static void
fill_months (LfPushDialog *self)
{
  g_autoptr (GPtrArray) all
      = lf_screening_push (self->screening, self->recruiters, /* each= */ 0, /* month= */ NULL);

  for (guint i = 0; i < all->len; i++)
    {
      const LfRecord *record = ((const LfPushLine *) all->pdata[i])->project;

      if (lf_entity_field (lf_record_entity (record), "lead_date") != NULL)
        add_month (self, lf_record_get (record, "lead_date"));
    }
  g_array_sort (self->months, compare_newest);
  gtk_string_list_append (self->titles, _ ("All months"));
  for (guint i = 0; i < self->months->len; i++)
    {
      g_autofree char *title = lf_date_format (&g_array_index (self->months, LfDate, i));

      gtk_string_list_append (self->titles, title);
    }
}

/* (nullable): NULL: all */
static const LfDate *
month_asked (LfPushDialog *self)
{
  guint chosen = adw_combo_row_get_selected (self->month_row);

  return chosen == 0 || chosen > self->months->len
             ? NULL
             : &g_array_index (self->months, LfDate, chosen - 1);
}

/* ---- The list ---- */

static char *
tell_line (const LfPushLine *line)
{
  const LfEntity *entity = lf_record_entity (line->project);
  g_autofree char *park = lf_entity_field (entity, "park") == NULL
                              ? g_strdup ("")
                              : lf_record_format (line->project, "park");

  if (line->points == 0) /* a target has no score */
    return g_strdup (lf_entity_label (entity));
  if (*park == '\0')
    return g_strdup_printf (C_ ("kind, score", "%1$s · %2$u points"), lf_entity_label (entity),
                            line->points);
  return g_strdup_printf (C_ ("kind, score, park", "%1$s · %2$u points · %3$s"),
                          lf_entity_label (entity), line->points, park);
}

static void
show_recruiter (LfPushDialog *self, const LfRecord *recruiter)
{
  g_autofree char *who = lf_record_title (recruiter);
  AdwPreferencesGroup *group = NULL;

  for (guint i = 0; i < self->lines->len; i++)
    {
      const LfPushLine *line = self->lines->pdata[i];
      g_autofree char *title = NULL;
      g_autofree char *told = NULL;

      if (g_strcmp0 (lf_record_id (line->recruiter), lf_record_id (recruiter)) != 0)
        continue;
      title = lf_record_title (line->project);
      told = tell_line (line);
      if (group == NULL)
        group = lf_fact_rows_add_group (self->list, who, NULL);
      lf_fact_rows_add (group, title, told);
    }
}

static void
show_month (LfPushDialog *self)
{
  g_clear_pointer (&self->lines, g_ptr_array_unref);
  self->lines
      = lf_screening_push (self->screening, self->recruiters, /* each= */ 0, month_asked (self));
  lf_fact_rows_clear (self->list);
  for (guint i = 0; i < self->recruiters->len; i++)
    show_recruiter (self, self->recruiters->pdata[i]);
  gtk_label_set_label (self->message,
                       _ ("There is no lead without an owner, or no recruiter to take it."));
  gtk_widget_set_visible (GTK_WIDGET (self->message), self->lines->len == 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dialog.save", self->lines->len > 0);
}

static void
on_chosen_cb (AdwComboRow *row, GParamSpec *spec, gpointer user_data)
{
  LfPushDialog *self
      = LF_PUSH_DIALOG (gtk_widget_get_ancestor (GTK_WIDGET (row), LF_TYPE_PUSH_DIALOG));

  if (self != NULL && self->screening != NULL)
    show_month (self);
}

/* ---- Saving ---- */

static void
on_saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LfPushDialog) self = user_data;
  g_autoptr (GError) error = NULL;

  if (lf_store_commit_finish (LF_STORE (source), result, &error))
    {
      lf_app_context_toast (self->context, _ ("Leads pushed"), /* has_undo= */ TRUE);
      gtk_window_close (GTK_WINDOW (self));
      return;
    }
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dialog.save", TRUE);
  gtk_label_set_label (self->message, error->message);
  gtk_widget_set_visible (GTK_WIDGET (self->message), TRUE);
}

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfPushDialog *self = LF_PUSH_DIALOG (widget);
  g_autoptr (LfChange) change = lf_push_assign (self->lines, NULL);

  if (change == NULL || !lf_may (self->context, "lead_batch", 'd'))
    return;
  gtk_widget_action_set_enabled (widget, "dialog.save", FALSE);
  lf_store_commit_async (lf_app_context_store (self->context), change, /* cancellable= */ NULL,
                         on_saved_cb, g_object_ref (self));
}

/* ---- On paper ---- */

typedef struct
{
  LfScreening *screening; /* holds what the lines name */
  GPtrArray *lines;
  LfDate month;
} Printed;

static void
printed_free (gpointer data)
{
  Printed *printed = data;

  lf_screening_unref (printed->screening);
  g_ptr_array_unref (printed->lines);
  g_free (printed);
}

static Printed *
print_of (LfPushDialog *self)
{
  const LfDate *month = month_asked (self);
  Printed *printed = g_new0 (Printed, 1);

  printed->screening = lf_screening_ref (self->screening);
  printed->lines = g_ptr_array_ref (self->lines);
  printed->month = month == NULL ? self->screening->today : *month;
  return printed;
}

static LfPaper *
make_paper (gconstpointer data)
{
  const Printed *printed = data;

  return lf_push_paper_new (printed->lines, &printed->month);
}

static void
print_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfPushDialog *self = LF_PUSH_DIALOG (widget);
  Printed *printed = print_of (self);
  g_autoptr (GError) error = NULL;

  if (!lf_print_paper (GTK_WINDOW (self), make_paper (printed), &error))
    lf_app_context_toast (self->context, error->message, /* has_undo= */ FALSE);
  printed_free (printed);
}

void
lf_push_dialog_write (LfPushDialog *self, const char *path)
{
  lf_paper_save_to (self->context, path, make_paper, print_of (self), printed_free);
}

static void
write_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfPushDialog *self = LF_PUSH_DIALOG (widget);
  g_autofree char *file = g_strdup_printf ("%s.xlsx", _ ("Push List"));

  lf_paper_save (GTK_WINDOW (self), self->context, _ ("Save the Push List"), file, make_paper,
                 print_of (self), printed_free);
}

/* ---- Widget ---- */

static void
lf_push_dialog_finalize (GObject *object)
{
  LfPushDialog *self = LF_PUSH_DIALOG (object);

  g_clear_object (&self->context);
  g_clear_pointer (&self->lines, g_ptr_array_unref);
  g_clear_pointer (&self->recruiters, g_ptr_array_unref);
  g_clear_pointer (&self->screening, lf_screening_unref);
  g_array_unref (self->months);
  G_OBJECT_CLASS (lf_push_dialog_parent_class)->finalize (object);
}

static void
lf_push_dialog_class_init (LfPushDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = lf_push_dialog_finalize;
  gtk_widget_class_install_action (widget_class, "dialog.save", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "push.print", NULL, print_action);
  gtk_widget_class_install_action (widget_class, "push.write", NULL, write_action);
  gtk_widget_class_set_template_from_resource (widget_class, LF_SCREENING_UI ("lf-push-dialog"));
  gtk_widget_class_bind_template_child (widget_class, LfPushDialog, save);
  gtk_widget_class_bind_template_child (widget_class, LfPushDialog, month_row);
  gtk_widget_class_bind_template_child (widget_class, LfPushDialog, titles);
  gtk_widget_class_bind_template_child (widget_class, LfPushDialog, list);
  gtk_widget_class_bind_template_child (widget_class, LfPushDialog, message);
  gtk_widget_class_bind_template_callback (widget_class, on_chosen_cb);
}

static void
lf_push_dialog_init (LfPushDialog *self)
{
  self->months = g_array_new (FALSE, FALSE, sizeof (LfDate));
  gtk_widget_init_template (GTK_WIDGET (self));
  lf_text_tip_add_to_title (GTK_WINDOW (self));
}

LfPushDialog *
lf_push_dialog_new (GtkWindow *parent,
                    LfAppContext *context,
                    LfScreening *screening,
                    GPtrArray *recruiters)
{
  LfPushDialog *self = g_object_new (LF_TYPE_PUSH_DIALOG, "transient-for", parent, NULL);

  self->context = g_object_ref (context);
  self->recruiters = g_ptr_array_ref (recruiters);
  self->screening = lf_screening_ref (screening);
  fill_months (self);
  gtk_widget_set_visible (self->save, lf_may (context, "lead_batch", 'd'));
  show_month (self);
  return self;
}
