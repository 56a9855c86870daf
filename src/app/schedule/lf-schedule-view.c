/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The schedule of one project: bars or table, and planning it again. */

#include "config.h"

#include "lf-schedule-view.h"

#include "lf-compat-drop-down.h"
#include "lf-compat-files.h"
#include "lf-composing.h"
#include "lf-gantt-view.h"
#include "lf-page-reader.h"
#include "lf-print.h"
#include "lf-report-table.h"
#include "lf-schedule-page.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <string.h>

struct _LfScheduleView
{
  GtkWidget parent_instance;

  GtkLabel *title, *subtitle, *conflict, *preview, *legend;
  GtkWidget *conflict_box, *preview_box, *move_button;
  GtkDropDown *template_drop_down;
  GtkStringList *template_names;
  GtkEntry *end_entry;
  GtkToggleButton *table_button;
  GtkStack *panes;
  LfGanttView *gantt;
  LfReportTable *table;

  LfAppContext *context;
  LfPageReader *reader;
  GCancellable *planning;   /* (nullable) */
  char *id;                 /* (nullable): of the project that is asked for */
  LfProjectSchedule *shown; /* (nullable) */
  gboolean is_forward;      /* what is being planned */
  gboolean fixes_end;       /* what is previewed was planned back from a day that was asked for */
};

G_DEFINE_FINAL_TYPE (LfScheduleView, lf_schedule_view, GTK_TYPE_WIDGET)

static GtkWindow *
window_of (LfScheduleView *self)
{
  return GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
}

static gboolean
has_nodes (LfScheduleView *self)
{
  return self->shown != NULL && self->shown->schedule->nodes->len > 0;
}

/* ---- Showing ---- */

static char *
tell_standing (const LfSchedule *schedule)
{
  g_autofree char *end = schedule->end.year == 0 ? NULL : lf_date_format (&schedule->end);
  guint n_done = 0;

  for (guint i = 0; i < schedule->nodes->len; i++)
    n_done += ((LfScheduleNode *) schedule->nodes->pdata[i])->done.year != 0;
  if (end == NULL)
    return g_strdup ("");
  /* Translators: how many nodes are done, of how many, and when all is to be done. */
  return g_strdup_printf (_ ("%1$u of %2$u nodes done · all by %3$s"), n_done, schedule->nodes->len,
                          end);
}

/* What is wrong, a line each. */
static void
show_conflict (LfScheduleView *self, const LfSchedule *schedule)
{
  g_autofree char *conflict = lf_schedule_tell_conflict (schedule);
  g_autoptr (GString) text = g_string_new (conflict);

  for (guint i = 0; i < schedule->unknown->len; i++)
    g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "",
                            (char *) schedule->unknown->pdata[i]);
  gtk_label_set_label (self->conflict, text->str);
  gtk_widget_set_visible (self->conflict_box, text->len > 0);
}

static void
show_templates (LfScheduleView *self)
{
  const LfScheduleTemplate *fitting = lf_schedule_template_for (
      self->shown->templates, lf_record_get (self->shown->project, "kind"));

  gtk_string_list_splice (self->template_names, 0,
                          g_list_model_get_n_items (G_LIST_MODEL (self->template_names)), NULL);
  for (guint i = 0; i < self->shown->templates->len; i++)
    {
      const LfScheduleTemplate *template = self->shown->templates->pdata[i];

      gtk_string_list_append (self->template_names, template->name);
      if (template == fitting)
        gtk_drop_down_set_selected (self->template_drop_down, i);
    }
}

static void
show_pane (LfScheduleView *self)
{
  gboolean is_table = gtk_toggle_button_get_active (self->table_button);

  gtk_stack_set_visible_child_name (self->panes, !has_nodes (self) ? "none"
                                                 : is_table        ? "table"
                                                                   : "chart");
  gtk_widget_set_visible (GTK_WIDGET (self->table_button), has_nodes (self));
  gtk_widget_set_visible (GTK_WIDGET (self->template_drop_down),
                          self->shown != NULL && !has_nodes (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "schedule.save", has_nodes (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "schedule.print", has_nodes (self));
}

static void
show_legend (LfScheduleView *self, const LfSchedule *schedule)
{
  g_autofree char *calendar = lf_schedule_tell_calendar (schedule);
  g_autofree char *text
      = g_strconcat (lf_gantt_legend (), calendar == NULL ? "" : "\n", calendar, NULL);

  gtk_label_set_label (self->legend, text);
}

/* @shown: (transfer full) */
static void
show_schedule (LfScheduleView *self, LfProjectSchedule *shown)
{
  g_autoptr (LfProjectSchedule) before = self->shown;
  g_autofree char *title = lf_record_title (shown->project);
  g_autofree char *standing = tell_standing (shown->schedule);
  g_autoptr (LfReport) table = lf_gantt_table (shown);

  self->shown = shown;
  self->fixes_end = FALSE;
  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->subtitle, standing);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->subtitle), standing);
  show_conflict (self, shown->schedule);
  show_legend (self, shown->schedule);
  lf_gantt_view_set_schedule (self->gantt, shown);
  lf_report_table_set_report (self->table, table);
  if (!has_nodes (self))
    show_templates (self);
  show_pane (self);
}

static void
show_failure (LfScheduleView *self, const char *reason)
{
  lf_gantt_view_set_schedule (self->gantt, NULL);
  g_clear_pointer (&self->shown, lf_project_schedule_free);
  gtk_label_set_label (self->conflict, reason);
  gtk_widget_set_visible (self->conflict_box, TRUE);
  show_pane (self);
}

static void
on_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LfScheduleView *self = user_data;
  g_autoptr (GError) error = NULL;
  LfProjectSchedule *shown = lf_store_schedule_finish (LF_STORE (source), result, &error);

  if (lf_page_reader_was_cancelled (error))
    return;
  if (shown != NULL)
    show_schedule (self, shown);
  else if (g_error_matches (error, LF_ERROR, LF_ERROR_INVALID))
    show_failure (self, error->message);
  else /* it was deleted meanwhile, or cannot be read */
    {
      g_clear_pointer (&self->id, g_free);
      lf_app_context_toast (self->context, error->message, /* has_undo= */ FALSE);
      gtk_widget_activate_action (GTK_WIDGET (self), "schedules.back", NULL);
    }
  lf_page_reader_done (self->reader);
}

static void
read_schedule (GtkWidget *widget, GCancellable *cancellable)
{
  LfScheduleView *self = LF_SCHEDULE_VIEW (widget);
  LfSchedulePlan plan = { .today = lf_date_today () };

  if (self->id != NULL)
    lf_store_schedule_async (lf_app_context_store (self->context), self->id, &plan, cancellable,
                             on_read_cb, self);
  else
    lf_page_reader_done (self->reader);
}

void
lf_schedule_view_set_project (LfScheduleView *self, const char *id)
{
  g_free (self->id);
  self->id = g_strdup (id);
  gtk_editable_set_text (GTK_EDITABLE (self->end_entry), "");
  lf_page_reader_restart (self->reader);
}

void
lf_schedule_view_set_context (LfScheduleView *self, LfAppContext *context)
{
  self->context = g_object_ref (context);
  self->reader
      = lf_page_reader_new (GTK_WIDGET (self), lf_app_context_store (context), read_schedule);
}

/* ---- Saving what moves ---- */

static void
on_moved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LfScheduleView) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean is_done = lf_store_commit_finish (LF_STORE (source), result, &error);

  lf_app_context_toast (self->context, is_done ? _ ("The schedule was changed") : error->message,
                        is_done);
  if (!is_done && self->reader != NULL)
    lf_page_reader_stale (self->reader);
}

static char *
label_of (LfScheduleView *self, const GArray *moves)
{
  g_autofree char *project = lf_record_title (self->shown->project);

  if (moves->len == 1)
    return g_strdup_printf (_ ("“%1$s” of “%2$s” moved"),
                            ((LfScheduleNode *) self->shown->schedule->nodes
                                 ->pdata[g_array_index (moves, LfScheduleMove, 0).node])
                                ->name,
                            project);
  return g_strdup_printf (_ ("Schedule of “%s” planned"), project);
}

static void
commit_moves (LfScheduleView *self, const GArray *moves)
{
  g_autofree char *label = label_of (self, moves);
  g_autoptr (LfChange) change = lf_schedule_to_change (self->shown->schedule, self->shown->project,
                                                       moves, self->fixes_end, label);

  lf_store_commit_async (lf_app_context_store (self->context), change, /* cancellable= */ NULL,
                         on_moved_cb, g_object_ref (self));
}

static void
on_accepted_cb (LfScheduleView *self)
{
  commit_moves (self, lf_gantt_view_moves (self->gantt));
}

static void
on_previewed_cb (LfScheduleView *self)
{
  const GArray *moves = lf_gantt_view_moves (self->gantt);
  const char *problem = lf_gantt_view_problem (self->gantt);
  g_autofree char *text
      = moves == NULL ? g_strdup (problem) : lf_schedule_tell_moves (self->shown->schedule, moves);

  gtk_widget_set_visible (self->preview_box, text != NULL);
  gtk_widget_set_visible (self->move_button, moves != NULL);
  gtk_label_set_label (self->preview, text == NULL ? "" : text);
}

static void
move_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfScheduleView *self = LF_SCHEDULE_VIEW (widget);

  if (lf_gantt_view_moves (self->gantt) != NULL)
    commit_moves (self, lf_gantt_view_moves (self->gantt));
}

static void
cancel_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfScheduleView *self = LF_SCHEDULE_VIEW (widget);

  lf_gantt_view_preview (self->gantt, NULL);
  lf_page_reader_stale (self->reader);
}

static void
on_activated_cb (LfScheduleView *self, guint node)
{
  const LfScheduleNode *of = self->shown->schedule->nodes->pdata[node];

  if (of->record != NULL)
    lf_app_context_open_record (self->context, lf_record_entity (of->record)->name,
                                lf_record_id (of->record));
}

/* ---- Planning ---- */

/* What is new is made at once, for nothing else moves; what is there is shown before it moves. */
static void
on_planned_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LfScheduleView *self = user_data;
  g_autoptr (GError) error = NULL;
  LfProjectSchedule *planned = lf_store_schedule_finish (LF_STORE (source), result, &error);
  g_autoptr (GArray) moves = NULL;
  gboolean is_new;

  if (lf_page_reader_was_cancelled (error))
    return;
  if (planned == NULL)
    {
      lf_app_context_toast (self->context, error->message, /* has_undo= */ FALSE);
      return;
    }
  is_new = !has_nodes (self);
  show_schedule (self, planned);
  self->fixes_end
      = !self->is_forward && *gtk_editable_get_text (GTK_EDITABLE (self->end_entry)) != '\0';
  moves = lf_schedule_replan (planned->schedule, self->is_forward || !planned->schedule->has_end
                                                     ? LF_SCHEDULE_FORWARD
                                                     : LF_SCHEDULE_BACKWARD);
  if (is_new)
    commit_moves (self, moves);
  else if (moves->len == 0)
    lf_app_context_toast (self->context, _ ("Nothing moves."), /* has_undo= */ FALSE);
  else
    lf_gantt_view_preview (self->gantt, g_steal_pointer (&moves));
}

/* FALSE: what was typed is no day; it is told */
static gboolean
read_end (LfScheduleView *self, LfDate *ret_end)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->end_entry));
  g_autoptr (GError) error = NULL;
  gboolean is_right = *text == '\0' || lf_date_parse (text, ret_end, &error);

  if (is_right)
    gtk_widget_remove_css_class (GTK_WIDGET (self->end_entry), "error");
  else
    {
      gtk_widget_add_css_class (GTK_WIDGET (self->end_entry), "error");
      lf_app_context_toast (self->context, error->message, /* has_undo= */ FALSE);
      gtk_widget_grab_focus (GTK_WIDGET (self->end_entry));
    }
  return is_right;
}

static void
plan (LfScheduleView *self, gboolean is_forward)
{
  guint chosen = gtk_drop_down_get_selected (self->template_drop_down);
  LfSchedulePlan plan = { .today = lf_date_today () };

  if (self->shown == NULL || (!is_forward && !read_end (self, &plan.end)))
    return;
  if (!has_nodes (self) && chosen < self->shown->templates->len)
    plan.template = ((LfScheduleTemplate *) self->shown->templates->pdata[chosen])->id;
  self->is_forward = is_forward;
  g_cancellable_cancel (self->planning);
  g_clear_object (&self->planning);
  self->planning = g_cancellable_new ();
  lf_store_schedule_async (lf_app_context_store (self->context), self->id, &plan, self->planning,
                           on_planned_cb, self);
}

static void
plan_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  plan (LF_SCHEDULE_VIEW (widget), g_variant_get_boolean (parameter));
}

static void
on_end_activated_cb (LfScheduleView *self)
{
  if (!lf_is_composing (GTK_EDITABLE (self->end_entry)))
    plan (self, FALSE);
}

static void
on_table_toggled_cb (LfScheduleView *self)
{
  show_pane (self);
}

/* ---- Templates ---- */

static void
templates_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  lf_app_context_open_list (LF_SCHEDULE_VIEW (widget)->context, "schedule_template", "",
                            _ ("Schedule templates"));
}

static void
on_template_kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LfScheduleView) self = user_data;
  g_autoptr (GError) error = NULL;

  if (lf_store_commit_finish (LF_STORE (source), result, &error))
    {
      lf_app_context_toast (self->context, _ ("The template is the zone's now"),
                            /* has_undo= */ TRUE);
      templates_action (GTK_WIDGET (self), NULL, NULL);
    }
  else
    lf_app_context_toast (self->context, error->message, /* has_undo= */ FALSE);
}

/* Of the template that fits the project, so that the zone can change it. */
static void
keep_template_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfScheduleView *self = LF_SCHEDULE_VIEW (widget);
  const LfScheduleTemplate *fitting
      = self->shown == NULL
            ? NULL
            : lf_schedule_template_for (self->shown->templates,
                                        lf_record_get (self->shown->project, "kind"));
  g_autoptr (LfChange) change = NULL;

  if (fitting == NULL)
    return;
  change = lf_schedule_template_to_change (fitting, fitting->name);
  lf_store_commit_async (lf_app_context_store (self->context), change, /* cancellable= */ NULL,
                         on_template_kept_cb, g_object_ref (self));
}

/* ---- Paper and files ---- */

static void
on_target_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LfScheduleView) self = user_data;
  g_autoptr (GFile) file = lf_file_save_finish (GTK_WINDOW (source), result, NULL);
  g_autoptr (GError) error = NULL;

  if (file == NULL || self->shown == NULL)
    return;
  if (lf_gantt_write (self->shown, g_file_peek_path (file), &error))
    lf_app_context_toast (self->context, _ ("The schedule was saved"), /* has_undo= */ FALSE);
  else
    lf_app_context_toast (self->context, error->message, /* has_undo= */ FALSE);
}

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfScheduleView *self = LF_SCHEDULE_VIEW (widget);
  g_autofree char *title = self->shown == NULL ? NULL : lf_record_title (self->shown->project);
  g_autofree char *file = g_strdup_printf ("%s.%s", title, g_variant_get_string (parameter, NULL));

  if (self->shown != NULL)
    lf_file_save_async (window_of (self), _ ("Save the Schedule"), file, on_target_chosen_cb,
                        g_object_ref (self));
}

static void
draw_sheet (gconstpointer data, cairo_t *cr, double width, double height)
{
  lf_gantt_draw_sheet (data, cr, width, height);
}

static void
print_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfScheduleView *self = LF_SCHEDULE_VIEW (widget);
  g_autofree char *title = self->shown == NULL ? NULL : lf_record_title (self->shown->project);
  g_autoptr (GError) error = NULL;

  if (self->shown != NULL
      && !lf_print_drawing (window_of (self), title, draw_sheet, self->shown, &error))
    lf_app_context_toast (self->context, error->message, /* has_undo= */ FALSE);
}

/* ---- Widget ---- */

static void
lf_schedule_view_dispose (GObject *object)
{
  LfScheduleView *self = LF_SCHEDULE_VIEW (object);
  GtkWidget *child;

  g_cancellable_cancel (self->planning);
  g_clear_object (&self->planning);
  g_clear_object (&self->reader);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (lf_schedule_view_parent_class)->dispose (object);
}

static void
lf_schedule_view_finalize (GObject *object)
{
  LfScheduleView *self = LF_SCHEDULE_VIEW (object);

  g_clear_object (&self->context);
  g_clear_pointer (&self->shown, lf_project_schedule_free);
  g_free (self->id);
  G_OBJECT_CLASS (lf_schedule_view_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, LfScheduleView, title);
  gtk_widget_class_bind_template_child (widget_class, LfScheduleView, subtitle);
  gtk_widget_class_bind_template_child (widget_class, LfScheduleView, conflict);
  gtk_widget_class_bind_template_child (widget_class, LfScheduleView, conflict_box);
  gtk_widget_class_bind_template_child (widget_class, LfScheduleView, preview);
  gtk_widget_class_bind_template_child (widget_class, LfScheduleView, preview_box);
  gtk_widget_class_bind_template_child (widget_class, LfScheduleView, legend);
  gtk_widget_class_bind_template_child (widget_class, LfScheduleView, move_button);
  gtk_widget_class_bind_template_child (widget_class, LfScheduleView, template_drop_down);
  gtk_widget_class_bind_template_child (widget_class, LfScheduleView, template_names);
  gtk_widget_class_bind_template_child (widget_class, LfScheduleView, end_entry);
  gtk_widget_class_bind_template_child (widget_class, LfScheduleView, table_button);
  gtk_widget_class_bind_template_child (widget_class, LfScheduleView, panes);
  gtk_widget_class_bind_template_child (widget_class, LfScheduleView, gantt);
  gtk_widget_class_bind_template_child (widget_class, LfScheduleView, table);
  gtk_widget_class_bind_template_callback (widget_class, on_previewed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_accepted_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_end_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_table_toggled_cb);
}

static void
lf_schedule_view_class_init (LfScheduleViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_schedule_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = lf_schedule_view_finalize;
  g_type_ensure (LF_TYPE_GANTT_VIEW);
  g_type_ensure (LF_TYPE_REPORT_TABLE);
  gtk_widget_class_install_action (widget_class, "schedule.plan", "b", plan_action);
  gtk_widget_class_install_action (widget_class, "schedule.move", NULL, move_action);
  gtk_widget_class_install_action (widget_class, "schedule.cancel", NULL, cancel_action);
  gtk_widget_class_install_action (widget_class, "schedule.save", "s", save_action);
  gtk_widget_class_install_action (widget_class, "schedule.print", NULL, print_action);
  gtk_widget_class_install_action (widget_class, "schedule.templates", NULL, templates_action);
  gtk_widget_class_install_action (widget_class, "schedule.keep-template", NULL,
                                   keep_template_action);
  gtk_widget_class_set_template_from_resource (widget_class, LF_SCHEDULE_UI ("lf-schedule-view"));
  bind_children (widget_class);
}

static void
lf_schedule_view_init (LfScheduleView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  lf_composing_watch (GTK_EDITABLE (self->end_entry));
  lf_drop_down_speak_of_label (self->template_drop_down);
}
