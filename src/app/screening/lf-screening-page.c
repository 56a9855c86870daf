/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The screening page. */

#include "config.h"

#include "lf-screening-page.h"

#include "lf-compat-drop-down.h"
#include "lf-may.h"
#include "lf-page-reader.h"
#include "lf-paper-save.h"
#include "lf-print.h"
#include "lf-push-dialog.h"
#include "lf-rows-dialog.h"
#include "lf-screening-paper.h"
#include "lf-screening-row.h"
#include "lf-weights-dialog.h"

#include <adwaita.h>
#include <glib/gi18n.h>

struct _LfScreeningPage
{
  GtkWidget parent_instance;

  GtkStack *pages;
  AdwStatusPage *nothing;
  GtkDropDown *choice;
  GtkWidget *push, *weights;
  GtkLabel *told;
  GtkListBox *leads;

  LfAppContext *context;
  LfPageReader *reader;
  GPtrArray *batches;     /* (nullable) (element-type LfRecord): behind "all" in the choice */
  GPtrArray *recruiters;  /* (nullable) (element-type LfRecord) */
  LfScreening *screening; /* (nullable): what is shown */
  char *batch;            /* (nullable): id; NULL: all */
  char *opened;           /* (nullable): id of the project whose row stays open */
  gboolean is_filling;    /* the choice is being filled, and nobody chooses */
};

G_DEFINE_FINAL_TYPE (LfScreeningPage, lf_screening_page, GTK_TYPE_WIDGET)

/* ---- Showing ---- */

static void
show_leads (LfScreeningPage *self)
{
  const LfScreening *screening = self->screening;
  g_autofree char *told = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%1$u lead, %2$u with a joint verdict",
                   "%1$u leads, %2$u with a joint verdict", screening->leads->len),
      screening->leads->len, screening->n_judged);
  GtkWidget *child;

  lf_app_leave (GTK_WIDGET (self->leads));
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->leads))) != NULL)
    gtk_list_box_remove (self->leads, child);
  for (guint i = 0; i < screening->leads->len; i++)
    {
      const LfScreenedLead *lead = screening->leads->pdata[i];
      LfScreeningRow *row = lf_screening_row_new (self->context, self->screening, lead);

      gtk_list_box_append (self->leads, GTK_WIDGET (row));
      if (g_strcmp0 (self->opened, lf_record_id (lead->project)) == 0)
        adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);
    }
  gtk_label_set_label (self->told, told);
  gtk_widget_set_visible (self->push, self->recruiters->len > 0);
  gtk_widget_set_visible (self->weights, lf_may (self->context, "rule", 'c'));
  gtk_widget_set_visible (GTK_WIDGET (self->leads), screening->leads->len > 0);
}

/* ---- Reading ---- */

typedef struct
{
  LfStore *store;
  char *batch;        /* (nullable) */
  GPtrArray *batches; /* from here on: what was read */
  GPtrArray *recruiters;
  LfScreening *screening;
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_object_unref (reading->store);
  g_free (reading->batch);
  g_clear_pointer (&reading->batches, g_ptr_array_unref);
  g_clear_pointer (&reading->recruiters, g_ptr_array_unref);
  g_clear_pointer (&reading->screening, lf_screening_unref);
  g_free (reading);
}

static gboolean
read_all (Reading *self, GError **error)
{
  const LfDate today = lf_date_today ();
  LfScreeningAsked asked = { NULL };
  g_autoptr (LfQuery) batches = lf_query_new (lf_schema_find ("lead_batch"), NULL, "-received_on");
  g_autoptr (LfQuery) recruiters
      = lf_query_parse (lf_schema_find ("account"), "role=recruiter", "name", &today, error);

  if (recruiters == NULL)
    return FALSE;
  self->batches = lf_store_list_sync (self->store, batches, /* limit= */ 0, error);
  if (self->batches == NULL)
    return FALSE;
  self->recruiters = lf_store_list_sync (self->store, recruiters, /* limit= */ 0, error);
  if (self->recruiters == NULL)
    return FALSE;
  for (guint i = 0; self->batch != NULL && i < self->batches->len; i++)
    if (g_str_equal (self->batch, lf_record_id (self->batches->pdata[i])))
      asked.batch = self->batch;
  self->screening = lf_store_screening_sync (self->store, &asked, &today, error);
  return self->screening != NULL;
}

static void
read_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (read_all (data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
fill_choice (LfScreeningPage *self)
{
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);
  guint chosen = 0;

  gtk_string_list_append (titles, _ ("All Leads"));
  for (guint i = 0; i < self->batches->len; i++)
    {
      g_autofree char *title = lf_record_title (self->batches->pdata[i]);

      gtk_string_list_append (titles, title);
      if (g_strcmp0 (self->batch, lf_record_id (self->batches->pdata[i])) == 0)
        chosen = i + 1;
    }
  self->is_filling = TRUE;
  gtk_drop_down_set_model (self->choice, G_LIST_MODEL (titles));
  gtk_drop_down_set_selected (self->choice, chosen);
  self->is_filling = FALSE;
}

static void
take_reading (LfScreeningPage *self, Reading *reading)
{
  g_clear_pointer (&self->batches, g_ptr_array_unref);
  g_clear_pointer (&self->recruiters, g_ptr_array_unref);
  g_clear_pointer (&self->screening, lf_screening_unref);
  self->batches = g_steal_pointer (&reading->batches);
  self->recruiters = g_steal_pointer (&reading->recruiters);
  self->screening = g_steal_pointer (&reading->screening);
  fill_choice (self);
  show_leads (self);
  gtk_stack_set_visible_child_name (
      self->pages,
      self->screening->leads->len == 0 && self->batches->len == 0 ? "nothing" : "leads");
}

static void
on_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LfScreeningPage *self = user_data;
  g_autoptr (GError) error = NULL;

  g_task_propagate_boolean (G_TASK (result), &error);
  if (lf_page_reader_was_cancelled (error))
    return;
  lf_page_reader_done (self->reader);
  if (error == NULL)
    {
      take_reading (self, g_task_get_task_data (G_TASK (result)));
      return;
    }
  lf_page_reader_tell (self->nothing, error);
  gtk_stack_set_visible_child_name (self->pages, "nothing");
}

static void
read_leads (GtkWidget *page, GCancellable *cancellable)
{
  LfScreeningPage *self = LF_SCREENING_PAGE (page);
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, on_read_cb, self);
  Reading *reading = g_new0 (Reading, 1);

  reading->store = g_object_ref (lf_app_context_store (self->context));
  reading->batch = g_strdup (self->batch);
  g_task_set_task_data (task, reading, reading_free);
  g_task_run_in_thread (task, read_in_thread);
}

static void
on_chosen_cb (GtkDropDown *choice, GParamSpec *spec, gpointer user_data)
{
  LfScreeningPage *self
      = LF_SCREENING_PAGE (gtk_widget_get_ancestor (GTK_WIDGET (choice), LF_TYPE_SCREENING_PAGE));
  guint chosen = gtk_drop_down_get_selected (choice);

  if (self == NULL || self->is_filling || self->batches == NULL || chosen > self->batches->len)
    return;
  g_clear_pointer (&self->batch, g_free);
  if (chosen > 0)
    self->batch = g_strdup (lf_record_id (self->batches->pdata[chosen - 1]));
  lf_page_reader_restart (self->reader);
}

/* ---- What can be done ---- */

/* What a dialog is about; it outlives what the page shows. */
typedef struct
{
  LfScreening *screening;
  const LfScreenedLead *lead; /* (nullable): held by @screening */
  const LfFairItem *item;     /* (nullable): likewise */
} About;

static void
about_free (gpointer data)
{
  About *about = data;

  lf_screening_unref (about->screening);
  g_free (about);
}

/* (transfer full) (nullable) */
static About *
about_new (LfScreeningPage *self, const char *project)
{
  const LfScreenedLead *lead
      = self->screening == NULL ? NULL : lf_screening_find (self->screening, project);
  About *about;

  if (lead == NULL)
    return NULL;
  g_free (self->opened);
  self->opened = g_strdup (project);
  about = g_new0 (About, 1);
  about->screening = lf_screening_ref (self->screening);
  about->lead = lead;
  return about;
}

static LfRowsDialog *
new_dialog (LfScreeningPage *self, const char *title, const LfRecord *record)
{
  g_autofree char *subtitle = lf_record_title (record);

  return lf_rows_dialog_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), self->context,
                             title, subtitle);
}

enum
{
  OPINION_SUMMARY,
  OPINION_SCORE,
  OPINION_VERDICT,
  OPINION_EXPERT,
  OPINION_ACCOUNT,
  OPINION_DEPARTMENT,
  OPINION_INTEREST,
};

static LfChange *
make_opinion (LfRowsDialog *dialog, gpointer user_data, GError **error)
{
  const About *about = user_data;
  const char *interest = lf_rows_dialog_get (dialog, OPINION_INTEREST);
  const LfOpinionWord word = { .text = lf_rows_dialog_get (dialog, OPINION_SUMMARY),
                               .score = lf_rows_dialog_get (dialog, OPINION_SCORE),
                               .verdict = lf_rows_dialog_get (dialog, OPINION_VERDICT),
                               .expert = lf_rows_dialog_get (dialog, OPINION_EXPERT),
                               .account = lf_rows_dialog_get (dialog, OPINION_ACCOUNT),
                               .department = lf_rows_dialog_get (dialog, OPINION_DEPARTMENT),
                               .has_interest = g_strcmp0 (interest, "1") == 0 };

  return lf_judging_add_opinion (about->lead->project, about->lead->screening, "screening", &word,
                                 &about->screening->today, error);
}

static void
opinion_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  static const char *const fields[]
      = { "summary", "score_points", "verdict", "expert", "account", "department", "has_interest" };
  LfScreeningPage *self = LF_SCREENING_PAGE (widget);
  About *about = about_new (self, g_variant_get_string (parameter, NULL));
  g_autoptr (LfRecord) draft = lf_record_new (lf_schema_find ("opinion"), NULL);
  LfRowsDialog *dialog;

  if (about == NULL)
    return;
  lf_record_set (draft, "account", about->screening->account);
  dialog = new_dialog (self, _ ("Give an Opinion"), about->lead->project);
  lf_rows_dialog_add_group (dialog, _ ("Opinion"),
                            _ ("With a conflict of interest it is kept, and does not count."));
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    lf_rows_dialog_add_row (dialog, draft, fields[i], /* title= */ NULL);
  lf_rows_dialog_present (dialog, _ ("Opinion given"), make_opinion, about, about_free);
}

static LfChange *
make_verdict (LfRowsDialog *dialog, gpointer user_data, GError **error)
{
  const About *about = user_data;
  const char *verdict = lf_rows_dialog_get (dialog, 0);

  if (verdict == NULL)
    {
      g_set_error_literal (error, LF_ERROR, LF_ERROR_INVALID, _ ("Say what was decided."));
      return NULL;
    }
  return lf_screening_judge (about->screening, about->lead, verdict, lf_rows_dialog_get (dialog, 1),
                             error);
}

static void
verdict_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfScreeningPage *self = LF_SCREENING_PAGE (widget);
  About *about = about_new (self, g_variant_get_string (parameter, NULL));
  g_autoptr (LfRecord) blank = lf_record_new (lf_schema_find ("evaluation"), NULL);
  g_autofree char *told = NULL;
  const LfRecord *draft;
  LfRowsDialog *dialog;

  if (about == NULL)
    return;
  draft = about->lead->screening == NULL ? blank : about->lead->screening;
  told = lf_opinions_tell (&about->lead->sum);
  dialog = new_dialog (self, _ ("Joint Verdict"), about->lead->project);
  lf_rows_dialog_add_group (dialog, _ ("Verdict"), told);
  lf_rows_dialog_add_row (dialog, draft, "verdict", /* title= */ NULL);
  lf_rows_dialog_add_row (dialog, draft, "minutes", /* title= */ NULL);
  lf_rows_dialog_present (dialog, _ ("Verdict kept"), make_verdict, about, about_free);
}

static LfChange *
make_decision (LfRowsDialog *dialog, gpointer user_data, GError **error)
{
  const About *about = user_data;

  return lf_fair_decide (about->item, lf_record_id (about->lead->project),
                         lf_rows_dialog_get (dialog, 0), lf_rows_dialog_get (dialog, 1),
                         about->screening->account, &about->screening->today, error);
}

static void
decide_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfScreeningPage *self = LF_SCREENING_PAGE (widget);
  g_autoptr (LfRecord) draft = lf_record_new (lf_schema_find ("incentive_finding"), NULL);
  g_autofree char *rule = NULL;
  const char *project;
  About *about;
  guint index;
  LfRowsDialog *dialog;

  g_variant_get (parameter, "(&su)", &project, &index);
  about = about_new (self, project);
  if (about == NULL)
    return;
  about->item = about->lead->incentives->pdata[index];
  rule = lf_fair_tell_rule (about->item->rule);
  dialog = new_dialog (self, _ ("Decide on the Wording"), about->item->record);
  lf_rows_dialog_add_group (dialog, about->item->sentence, rule);
  lf_rows_dialog_add_row (dialog, draft, "decision", /* title= */ NULL);
  lf_rows_dialog_add_row (dialog, draft, "reason", /* title= */ NULL);
  lf_rows_dialog_present (dialog, _ ("Decision kept"), make_decision, about, about_free);
}

/* Opens the row of that number. */
static void
show_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (LF_SCREENING_PAGE (widget)->leads,
                                                      (int) g_variant_get_uint32 (parameter));

  if (row != NULL)
    adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);
}

static void
open_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  lf_app_context_open_record (LF_SCREENING_PAGE (widget)->context, "project",
                              g_variant_get_string (parameter, NULL));
}

/* ---- The push list ---- */

static void
push_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfScreeningPage *self = LF_SCREENING_PAGE (widget);

  if (self->screening != NULL)
    gtk_window_present (
        GTK_WINDOW (lf_push_dialog_new (GTK_WINDOW (gtk_widget_get_root (widget)), self->context,
                                        self->screening, self->recruiters)));
}

/* ---- On paper ---- */

static void
print_fair_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfScreeningPage *self = LF_SCREENING_PAGE (widget);
  const LfScreenedLead *lead
      = self->screening == NULL
            ? NULL
            : lf_screening_find (self->screening, g_variant_get_string (parameter, NULL));
  g_autoptr (GError) error = NULL;

  if (lead != NULL
      && !lf_print_paper (GTK_WINDOW (gtk_widget_get_root (widget)),
                          lf_fair_paper_new (lead, &self->screening->today), &error))
    lf_app_context_toast (self->context, error->message, /* has_undo= */ FALSE);
}

/* ---- In files ---- */

static LfPaper *
make_fair_paper (gconstpointer data)
{
  const About *about = data;

  return lf_fair_paper_new (about->lead, &about->screening->today);
}

void
lf_screening_page_write_checklist (GtkWidget *page, const char *project, const char *path)
{
  LfScreeningPage *self = LF_SCREENING_PAGE (page);
  About *about = about_new (self, project);

  if (about != NULL)
    lf_paper_save_to (self->context, path, make_fair_paper, about, about_free);
}

static void
save_fair_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfScreeningPage *self = LF_SCREENING_PAGE (widget);
  About *about = about_new (self, g_variant_get_string (parameter, NULL));
  g_autofree char *file = g_strdup_printf ("%s.xlsx", _ ("Fair Competition Checklist"));

  if (about != NULL)
    lf_paper_save (GTK_WINDOW (gtk_widget_get_root (widget)), self->context,
                   _ ("Save the Checklist"), file, make_fair_paper, about, about_free);
}

static void
weights_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfScreeningPage *self = LF_SCREENING_PAGE (widget);

  if (self->screening != NULL)
    lf_weights_dialog_present (GTK_WINDOW (gtk_widget_get_root (widget)), self->context,
                               self->screening);
}

/* ---- Widget ---- */

static void
lf_screening_page_dispose (GObject *object)
{
  LfScreeningPage *self = LF_SCREENING_PAGE (object);

  g_clear_object (&self->reader);
  g_clear_pointer ((GtkWidget **) &self->pages, gtk_widget_unparent);
  G_OBJECT_CLASS (lf_screening_page_parent_class)->dispose (object);
}

static void
lf_screening_page_finalize (GObject *object)
{
  LfScreeningPage *self = LF_SCREENING_PAGE (object);

  g_clear_object (&self->context);
  g_clear_pointer (&self->batches, g_ptr_array_unref);
  g_clear_pointer (&self->recruiters, g_ptr_array_unref);
  g_clear_pointer (&self->screening, lf_screening_unref);
  g_free (self->batch);
  g_free (self->opened);
  G_OBJECT_CLASS (lf_screening_page_parent_class)->finalize (object);
}

static void
lf_screening_page_class_init (LfScreeningPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_screening_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = lf_screening_page_finalize;
  gtk_widget_class_install_action (widget_class, "screening.opinion", "s", opinion_action);
  gtk_widget_class_install_action (widget_class, "screening.verdict", "s", verdict_action);
  gtk_widget_class_install_action (widget_class, "screening.decide", "(su)", decide_action);
  gtk_widget_class_install_action (widget_class, "screening.open", "s", open_action);
  gtk_widget_class_install_action (widget_class, "screening.show", "u", show_action);
  gtk_widget_class_install_action (widget_class, "screening.push", NULL, push_action);
  gtk_widget_class_install_action (widget_class, "screening.weights", NULL, weights_action);
  gtk_widget_class_install_action (widget_class, "screening.save-fair", "s", save_fair_action);
  gtk_widget_class_install_action (widget_class, "screening.print-fair", "s", print_fair_action);
  gtk_widget_class_set_template_from_resource (widget_class, LF_SCREENING_UI ("lf-screening-page"));
  gtk_widget_class_bind_template_child (widget_class, LfScreeningPage, pages);
  gtk_widget_class_bind_template_child (widget_class, LfScreeningPage, nothing);
  gtk_widget_class_bind_template_child (widget_class, LfScreeningPage, choice);
  gtk_widget_class_bind_template_child (widget_class, LfScreeningPage, push);
  gtk_widget_class_bind_template_child (widget_class, LfScreeningPage, weights);
  gtk_widget_class_bind_template_child (widget_class, LfScreeningPage, told);
  gtk_widget_class_bind_template_child (widget_class, LfScreeningPage, leads);
  gtk_widget_class_bind_template_callback (widget_class, on_chosen_cb);
}

static void
lf_screening_page_init (LfScreeningPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  lf_drop_down_speak_of_label (self->choice);
}

GtkWidget *
lf_screening_page_new (LfAppContext *context)
{
  LfScreeningPage *self = g_object_new (LF_TYPE_SCREENING_PAGE, NULL);

  self->context = g_object_ref (context);
  self->reader = lf_page_reader_new (GTK_WIDGET (self), lf_app_context_store (context), read_leads);
  return GTK_WIDGET (self);
}
