/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The goals page. */

#include "config.h"

#include "lf-goals-page.h"

#include "lf-compat-drop-down.h"
#include "lf-goal-row.h"
#include "lf-page-reader.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <string.h>

#define SHOWN 500 /* goals; the counts are of all */

struct _LfGoalsPage
{
  GtkWidget parent_instance;

  GtkStack *pages;
  AdwStatusPage *nothing;
  GtkDropDown *choice;
  GtkLabel *counts;
  GtkListBox *list;
  GtkLabel *none;
  GtkLabel *more;

  LfAppContext *context;
  LfPageReader *reader;
  GPtrArray *goals; /* (nullable) (element-type LfGoalReading) */
};

G_DEFINE_FINAL_TYPE (LfGoalsPage, lf_goals_page, GTK_TYPE_WIDGET)

/* ---- Whose ---- */

static const struct
{
  const char *field, *label; /* (nullable) @field: the zone */
} units[] = {
  { "", N_ ("All goals") }, { NULL, N_ ("The whole zone") },  { "park", N_ ("Parks") },
  { "team", N_ ("Teams") }, { "account", N_ ("Colleagues") }, { "industry", N_ ("Industries") },
};

static gboolean
is_of (const LfGoalReading *reading, guint unit)
{
  const LfField *field = lf_goal_unit (reading->record);

  return unit == 0
         || (field == NULL ? units[unit].field == NULL
                           : g_strcmp0 (units[unit].field, field->name) == 0);
}

/* ---- The list ---- */

static void
update_header_cb (GtkListBoxRow *row, GtkListBoxRow *before, gpointer user_data)
{
  LfGoalCourse course = lf_goal_row_get_course (LF_GOAL_ROW (row));
  GtkWidget *header;

  if (before != NULL && lf_goal_row_get_course (LF_GOAL_ROW (before)) == course)
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }
  header = g_object_new (GTK_TYPE_LABEL, "label", lf_goal_course_label (course), "xalign", 0.0,
                         "css-name", "lf-today-heading", NULL);
  gtk_widget_add_css_class (header, "heading");
  gtk_list_box_row_set_header (row, header);
}

/* "Behind schedule 3 · On course 4" */
static char *
tell_counts (const guint *counts)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < LF_N_GOAL_COURSES; i++)
    if (counts[i] > 0)
      g_string_append_printf (text, C_ ("goals, in a row", "%1$s%2$s %3$u"),
                              text->len == 0 ? "" : " · ", lf_goal_course_label (i), counts[i]);
  return g_string_free (text, FALSE);
}

static void
show_more (LfGoalsPage *self, guint n)
{
  gtk_widget_set_visible (GTK_WIDGET (self->more), n > SHOWN);
  if (n > SHOWN)
    {
      g_autofree char *more = g_strdup_printf (
          g_dngettext (GETTEXT_PACKAGE, "and %u more", "and %u more", n - SHOWN), n - SHOWN);

      gtk_label_set_label (self->more, more);
    }
}

static void
show_goals (LfGoalsPage *self)
{
  guint unit = gtk_drop_down_get_selected (self->choice);
  guint counts[LF_N_GOAL_COURSES] = { 0 }, n = 0;
  g_autofree char *text = NULL;
  GtkWidget *child;

  lf_app_leave (GTK_WIDGET (self->list));
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, child);
  for (guint i = 0; i < self->goals->len; i++)
    {
      const LfGoalReading *reading = self->goals->pdata[i];

      if (!is_of (reading, unit))
        continue;
      counts[reading->progress.course]++;
      if (n++ < SHOWN)
        gtk_list_box_append (self->list, GTK_WIDGET (lf_goal_row_new (reading)));
    }
  text = tell_counts (counts);
  gtk_label_set_label (self->counts, text);
  gtk_widget_set_visible (GTK_WIDGET (self->list), n > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->none), n == 0);
  show_more (self, n);
}

/* ---- Reading ---- */

static void
read_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const LfDate today = lf_date_today ();
  GError *error = NULL;
  GPtrArray *goals = lf_store_goals_now_sync (data, &today, &error);

  if (goals != NULL)
    g_task_return_pointer (task, goals, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void
on_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LfGoalsPage *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) goals = g_task_propagate_pointer (G_TASK (result), &error);

  if (lf_page_reader_was_cancelled (error))
    return;
  lf_page_reader_done (self->reader);
  if (error != NULL)
    {
      lf_page_reader_tell (self->nothing, error);
      gtk_stack_set_visible_child_name (self->pages, "nothing");
      return;
    }
  g_clear_pointer (&self->goals, g_ptr_array_unref);
  self->goals = g_steal_pointer (&goals);
  show_goals (self);
  gtk_stack_set_visible_child_name (self->pages, self->goals->len == 0 ? "nothing" : "goals");
}

static void
read_goals (GtkWidget *page, GCancellable *cancellable)
{
  LfGoalsPage *self = LF_GOALS_PAGE (page);
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, on_read_cb, self);

  g_task_set_task_data (task, g_object_ref (lf_app_context_store (self->context)), g_object_unref);
  g_task_run_in_thread (task, read_in_thread);
}

/* ---- What can be done ---- */

static void
on_chosen_cb (GtkDropDown *choice, GParamSpec *spec, gpointer user_data)
{
  LfGoalsPage *self
      = LF_GOALS_PAGE (gtk_widget_get_ancestor (GTK_WIDGET (choice), LF_TYPE_GOALS_PAGE));

  if (self != NULL && self->goals != NULL)
    show_goals (self);
}

static void
on_goal_activated_cb (GtkListBox *list, GtkListBoxRow *row, gpointer user_data)
{
  LfGoalsPage *self
      = LF_GOALS_PAGE (gtk_widget_get_ancestor (GTK_WIDGET (list), LF_TYPE_GOALS_PAGE));

  lf_app_context_open_record (self->context, "goal", lf_goal_row_get_goal (LF_GOAL_ROW (row)));
}

/* (nullable) */
static const LfGoalReading *
find_goal (LfGoalsPage *self, const char *id)
{
  for (guint i = 0; self->goals != NULL && i < self->goals->len; i++)
    {
      const LfGoalReading *reading = self->goals->pdata[i];

      if (g_str_equal (lf_record_id (reading->record), id))
        return reading;
    }
  return NULL;
}

static void
counted_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfGoalsPage *self = LF_GOALS_PAGE (widget);
  const LfGoalReading *reading = find_goal (self, g_variant_get_string (parameter, NULL));
  g_autofree char *title = reading == NULL ? NULL : lf_record_title (reading->record);

  if (reading != NULL && reading->filter != NULL)
    lf_app_context_open_list (self->context, reading->entity->name, reading->filter, title);
}

static void
report_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  lf_app_context_show_report (LF_GOALS_PAGE (widget)->context,
                              g_variant_get_string (parameter, NULL));
}

/* ---- Widget ---- */

static void
lf_goals_page_dispose (GObject *object)
{
  LfGoalsPage *self = LF_GOALS_PAGE (object);

  g_clear_object (&self->reader);
  g_clear_pointer ((GtkWidget **) &self->pages, gtk_widget_unparent);
  G_OBJECT_CLASS (lf_goals_page_parent_class)->dispose (object);
}

static void
lf_goals_page_finalize (GObject *object)
{
  LfGoalsPage *self = LF_GOALS_PAGE (object);

  g_clear_object (&self->context);
  g_clear_pointer (&self->goals, g_ptr_array_unref);
  G_OBJECT_CLASS (lf_goals_page_parent_class)->finalize (object);
}

static void
lf_goals_page_class_init (LfGoalsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_goals_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = lf_goals_page_finalize;
  gtk_widget_class_install_action (widget_class, "goals.counted", "s", counted_action);
  gtk_widget_class_install_action (widget_class, "goals.report", "s", report_action);
  gtk_widget_class_set_template_from_resource (widget_class, LF_GOALS_UI ("lf-goals-page"));
  gtk_widget_class_bind_template_child (widget_class, LfGoalsPage, pages);
  gtk_widget_class_bind_template_child (widget_class, LfGoalsPage, nothing);
  gtk_widget_class_bind_template_child (widget_class, LfGoalsPage, choice);
  gtk_widget_class_bind_template_child (widget_class, LfGoalsPage, counts);
  gtk_widget_class_bind_template_child (widget_class, LfGoalsPage, list);
  gtk_widget_class_bind_template_child (widget_class, LfGoalsPage, none);
  gtk_widget_class_bind_template_child (widget_class, LfGoalsPage, more);
  gtk_widget_class_bind_template_callback (widget_class, on_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_goal_activated_cb);
}

static void
lf_goals_page_init (LfGoalsPage *self)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    gtk_string_list_append (labels, _ (units[i].label));
  gtk_widget_init_template (GTK_WIDGET (self));
  lf_drop_down_speak_of_label (self->choice);
  gtk_drop_down_set_model (self->choice, G_LIST_MODEL (labels));
  gtk_list_box_set_header_func (self->list, update_header_cb, NULL, NULL);
}

GtkWidget *
lf_goals_page_new (LfAppContext *context)
{
  LfGoalsPage *self = g_object_new (LF_TYPE_GOALS_PAGE, NULL);

  self->context = g_object_ref (context);
  self->reader = lf_page_reader_new (GTK_WIDGET (self), lf_app_context_store (context), read_goals);
  return GTK_WIDGET (self);
}
