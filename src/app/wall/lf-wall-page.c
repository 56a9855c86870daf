/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page of wall charts. */

#include "config.h"

#include "lf-wall-page.h"

#include "lf-bring-into-sight.h"
#include "lf-compat-drop-down.h"
#include "lf-may.h"
#include "lf-page-reader.h"
#include "lf-record-choice.h"
#include "lf-report-table.h"
#include "lf-wall-asked.h"
#include "lf-wall-present.h"
#include "lf-wall-save.h"
#include "lf-wall-view.h"
#include "lf-wrap-layout.h"

#include <glib/gi18n.h>
#include <string.h>

struct _LfWallPage
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkBox *chart_buttons;
  GtkWidget *controls;
  LfWallPresent *present;
  GtkLabel *month;
  GtkDropDown *group;
  LfRecordChoice *park;
  LfRecordChoice *contest;
  GtkWidget *close_button;
  GtkWidget *turning;
  GtkLabel *page_label;
  GtkLabel *message;
  GtkStack *contents;
  AdwStatusPage *nothing;
  LfWallView *view;
  LfReportTable *table;

  LfAppContext *context;
  LfPageReader *reader;
  char *chart;
  LfWallAsked asked;
  gboolean is_table;
  gboolean is_filling;
};

enum
{
  PROP_0,
  PROP_CHART,
  PROP_IS_TABLE,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (LfWallPage, lf_wall_page, GTK_TYPE_WIDGET)

static LfWallPage *
page_of (gpointer part)
{
  return LF_WALL_PAGE (gtk_widget_get_ancestor (GTK_WIDGET (part), LF_TYPE_WALL_PAGE));
}

/* ---- Showing ---- */

static void
update_turning (LfWallPage *self)
{
  guint n = lf_wall_view_n_pages (self->view), page = lf_wall_view_get_page (self->view);
  gboolean is_chart = g_strcmp0 (gtk_stack_get_visible_child_name (self->contents), "chart") == 0;
  g_autofree char *text = g_strdup_printf (C_ ("page of pages", "%1$u / %2$u"), page + 1, n);

  gtk_label_set_label (self->page_label, text);
  gtk_widget_set_visible (self->turning, is_chart && n > 1);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "wall.page-before", is_chart && page > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "wall.page-after", is_chart && page + 1 < n);
}

static void
update_contents (LfWallPage *self)
{
  LfWall *wall = lf_wall_view_get_wall (self->view);
  gboolean is_full = wall != NULL && !lf_wall_is_empty (wall);

  gtk_stack_set_visible_child_name (self->contents, wall == NULL     ? "reading"
                                                    : !is_full       ? "nothing"
                                                    : self->is_table ? "table"
                                                                     : "chart");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "wall.save", is_full);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "wall.print", is_full);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "wall.as-table", is_full);
  if (is_full && self->is_table)
    lf_report_table_set_report (self->table, lf_wall_table (wall));
  if (wall != NULL && !is_full)
    adw_status_page_set_description (self->nothing, lf_wall_about (lf_wall_name (wall)));
  update_turning (self);
}

static void
on_turned_cb (LfWallView *view, gpointer user_data)
{
  LfWallPage *self = page_of (view);

  if (self != NULL)
    update_turning (self);
}

static void
update_month (LfWallPage *self)
{
  const LfDate today = lf_date_today ();
  g_autofree char *month = lf_date_format (&self->asked.month);

  gtk_label_set_label (self->month, month);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "wall.month-after",
                                 !lf_wall_asked_is_now (&self->asked, &today));
}

/* What may be asked of the chart: a contest says itself how and whom it ranks. */
static void
update_choices (LfWallPage *self)
{
  gboolean may_rank = lf_wall_has_contest (self->chart);
  gboolean is_ranked = may_rank && self->asked.contest != NULL;
  gboolean has_groups = g_list_model_get_n_items (gtk_drop_down_get_model (self->group)) > 1;

  gtk_widget_set_visible (GTK_WIDGET (self->group), has_groups && !is_ranked);
  gtk_widget_set_visible (GTK_WIDGET (self->park), lf_wall_has_park (self->chart) && !is_ranked);
  gtk_widget_set_visible (GTK_WIDGET (self->contest), may_rank);
  gtk_widget_set_visible (self->close_button, g_str_equal (self->chart, "lamps")
                                                  && lf_may (self->context, "lamp_month", 'c'));
}

static void
update_groups (LfWallPage *self)
{
  const char *const *groups = lf_wall_groups (self->chart);
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  guint n = groups == NULL ? 0 : g_strv_length ((char **) groups), chosen = 0;

  for (guint i = 0; i < n; i++)
    {
      gtk_string_list_append (labels, lf_wall_group_label (groups[i]));
      chosen = g_strcmp0 (groups[i], self->asked.by) == 0 ? i : chosen;
    }
  self->is_filling = TRUE;
  gtk_drop_down_set_model (self->group, G_LIST_MODEL (labels));
  if (n > 0)
    gtk_drop_down_set_selected (self->group, chosen);
  self->is_filling = FALSE;
  update_choices (self);
}

/* ---- Reading ---- */

static void
on_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LfWallPage *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (LfWall) wall = lf_wall_read_finish (LF_STORE (source), result, &error);

  if (lf_page_reader_was_cancelled (error))
    return;
  gtk_widget_set_visible (GTK_WIDGET (self->message), wall == NULL);
  if (wall == NULL)
    gtk_label_set_label (self->message, error->message);
  else
    {
      lf_wall_view_set_wall (self->view, wall);
      update_contents (self);
    }
  lf_page_reader_done (self->reader);
}

static void
read_wall (GtkWidget *page, GCancellable *cancellable)
{
  LfWallPage *self = LF_WALL_PAGE (page);
  const LfDate today = lf_date_today ();
  LfWallOptions options;

  lf_wall_asked_options (&self->asked, self->chart, &today, &options);
  lf_wall_read_async (lf_app_context_store (self->context), self->chart, &options, cancellable,
                      on_read_cb, self);
}

static void
ask_anew (LfWallPage *self)
{
  update_month (self);
  if (self->reader != NULL)
    lf_page_reader_restart (self->reader);
}

/* ---- What is asked for ---- */

static void
move_month (LfWallPage *self, int n)
{
  const LfDate today = lf_date_today ();

  if (lf_wall_asked_move (&self->asked, n, &today))
    ask_anew (self);
}

static void
month_before_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  move_month (LF_WALL_PAGE (widget), -1);
}

static void
month_after_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  move_month (LF_WALL_PAGE (widget), 1);
}

static void
on_group_selected_cb (GtkDropDown *group, GParamSpec *pspec, gpointer user_data)
{
  LfWallPage *self = page_of (group);
  guint chosen = gtk_drop_down_get_selected (group);

  if (self == NULL || self->is_filling || chosen == GTK_INVALID_LIST_POSITION)
    return;
  g_free (self->asked.by);
  self->asked.by = g_strdup (lf_wall_groups (self->chart)[chosen]);
  ask_anew (self);
}

static void
on_park_changed_cb (LfRecordChoice *park, gpointer user_data)
{
  LfWallPage *self = page_of (park);

  g_free (self->asked.where);
  self->asked.where = lf_record_choice_where (park, "park");
  ask_anew (self);
}

static void
on_contest_changed_cb (LfRecordChoice *contest, gpointer user_data)
{
  LfWallPage *self = page_of (contest);

  g_free (self->asked.contest);
  self->asked.contest = g_strdup (lf_record_choice_get_id (contest));
  lf_wall_view_set_page (self->view, 0);
  update_choices (self);
  ask_anew (self);
}

/* ---- Pages and marks ---- */

static void
turn (LfWallPage *self, int step)
{
  int page = (int) lf_wall_view_get_page (self->view) + step;

  if (page >= 0 && page < (int) lf_wall_view_n_pages (self->view))
    lf_wall_view_set_page (self->view, (guint) page);
}

static void
page_before_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  turn (LF_WALL_PAGE (widget), -1);
}

static void
page_after_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  turn (LF_WALL_PAGE (widget), 1);
}

/* The keyboard goes on on the page before or after. */
static void
on_walked_out_cb (LfWallView *view, int step, gpointer user_data)
{
  guint before = lf_wall_view_get_page (view);

  turn (page_of (view), step);
  if (lf_wall_view_get_page (view) != before)
    lf_mark_view_walk (LF_MARK_VIEW (view), step);
}

static gboolean
on_scroll_cb (GtkEventControllerScroll *controller, double dx, double dy, gpointer user_data)
{
  turn (page_of (gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller))),
        dy > 0 ? 1 : -1);
  return GDK_EVENT_STOP;
}

static void
on_mark_activated_cb (LfWallView *view, guint row, guint column, gpointer user_data)
{
  LfWallPage *self = page_of (view);
  const LfWallMark *mark = lf_wall_view_mark (view, row);

  if (mark == NULL || mark->entity == NULL)
    return;
  if (mark->id != NULL)
    lf_app_context_open_record (self->context, mark->entity->name, mark->id);
  else if (mark->filter != NULL)
    lf_app_context_open_list (self->context, mark->entity->name, mark->filter,
                              lf_wall_heading (lf_wall_view_get_wall (view)));
}

static void
on_cell_activated_cb (LfReportTable *table, guint row, guint column, gpointer user_data)
{
  LfWallPage *self = page_of (table);
  const LfWall *wall = lf_wall_view_get_wall (self->view);

  if (wall != NULL)
    lf_report_table_open_list (self->context, lf_wall_table (wall), row, column,
                               lf_wall_heading (wall));
}

/* ---- Saving, printing, presenting ---- */

/* Parameters: the ending, and the paper of what is drawn. */
static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfWallPage *self = LF_WALL_PAGE (widget);
  const char *ending, *paper;

  g_variant_get (parameter, "(&s&s)", &ending, &paper);
  lf_wall_save (GTK_WINDOW (gtk_widget_get_root (widget)), self->context,
                lf_wall_view_get_wall (self->view), ending, paper);
}

/* Parameter: the paper. */
static void
print_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfWallPage *self = LF_WALL_PAGE (widget);
  g_autoptr (LfWall) wall = lf_wall_ref (lf_wall_view_get_wall (self->view));
  g_autoptr (GError) error = NULL;

  if (!lf_wall_print (wall, GTK_WINDOW (gtk_widget_get_root (widget)),
                      g_variant_get_string (parameter, NULL), /* path= */ NULL, &error))
    lf_app_context_toast (self->context, error->message, /* has_undo= */ FALSE);
}

static void
present_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfWallPage *self = LF_WALL_PAGE (widget);

  if (gtk_widget_get_mapped (widget))
    lf_wall_present_start (self->present, self->chart, &self->asked);
}

/* ---- Widget ---- */

/* The names of all charts do not fit into a narrow window. */
static void
show_chosen_button (LfWallPage *self)
{
  GtkWidget *button = gtk_widget_get_first_child (GTK_WIDGET (self->chart_buttons));

  for (const char *const *name = lf_wall_names (); strcmp (*name, self->chart) != 0; name++)
    button = gtk_widget_get_next_sibling (button);
  lf_bring_into_sight (button);
}

static void
set_chart (LfWallPage *self, const char *chart)
{
  if (g_strcmp0 (chart, self->chart) == 0 || lf_wall_title (chart) == NULL)
    return;
  g_free (self->chart);
  self->chart = g_strdup (chart);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CHART]);
  lf_wall_view_set_page (self->view, 0);
  lf_wall_view_set_wall (self->view, NULL);
  update_contents (self);
  update_groups (self);
  show_chosen_button (self);
  ask_anew (self);
}

static void
set_is_table (LfWallPage *self, gboolean is_table)
{
  if (is_table == self->is_table)
    return;
  self->is_table = is_table;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_TABLE]);
  update_contents (self);
}

static void
lf_wall_page_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  LfWallPage *self = LF_WALL_PAGE (object);

  if (prop_id == PROP_CHART)
    g_value_set_string (value, self->chart);
  else
    g_value_set_boolean (value, self->is_table);
}

static void
lf_wall_page_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  LfWallPage *self = LF_WALL_PAGE (object);

  if (prop_id == PROP_CHART)
    set_chart (self, g_value_get_string (value));
  else
    set_is_table (self, g_value_get_boolean (value));
}

/* F11 is another page's while that is looked at. */
static void
lf_wall_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (lf_wall_page_parent_class)->map (widget);
  gtk_widget_action_set_enabled (widget, "wall.present", TRUE);
  show_chosen_button (LF_WALL_PAGE (widget));
}

static void
lf_wall_page_unmap (GtkWidget *widget)
{
  gtk_widget_action_set_enabled (widget, "wall.present", FALSE);
  GTK_WIDGET_CLASS (lf_wall_page_parent_class)->unmap (widget);
}

static void
lf_wall_page_dispose (GObject *object)
{
  LfWallPage *self = LF_WALL_PAGE (object);

  g_clear_object (&self->reader);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (lf_wall_page_parent_class)->dispose (object);
}

static void
lf_wall_page_finalize (GObject *object)
{
  LfWallPage *self = LF_WALL_PAGE (object);

  g_clear_object (&self->context);
  g_free (self->chart);
  lf_wall_asked_clear (&self->asked);
  G_OBJECT_CLASS (lf_wall_page_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (LF_TYPE_RECORD_CHOICE);
  g_type_ensure (LF_TYPE_REPORT_TABLE);
  g_type_ensure (LF_TYPE_WALL_PRESENT);
  g_type_ensure (LF_TYPE_WALL_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, LF_WALL_UI ("lf-wall-page"));
  gtk_widget_class_bind_template_child (widget_class, LfWallPage, box);
  gtk_widget_class_bind_template_child (widget_class, LfWallPage, chart_buttons);
  gtk_widget_class_bind_template_child (widget_class, LfWallPage, controls);
  gtk_widget_class_bind_template_child (widget_class, LfWallPage, present);
  gtk_widget_class_bind_template_child (widget_class, LfWallPage, month);
  gtk_widget_class_bind_template_child (widget_class, LfWallPage, group);
  gtk_widget_class_bind_template_child (widget_class, LfWallPage, park);
  gtk_widget_class_bind_template_child (widget_class, LfWallPage, contest);
  gtk_widget_class_bind_template_child (widget_class, LfWallPage, close_button);
  gtk_widget_class_bind_template_child (widget_class, LfWallPage, turning);
  gtk_widget_class_bind_template_child (widget_class, LfWallPage, page_label);
  gtk_widget_class_bind_template_child (widget_class, LfWallPage, message);
  gtk_widget_class_bind_template_child (widget_class, LfWallPage, contents);
  gtk_widget_class_bind_template_child (widget_class, LfWallPage, nothing);
  gtk_widget_class_bind_template_child (widget_class, LfWallPage, view);
  gtk_widget_class_bind_template_child (widget_class, LfWallPage, table);
  gtk_widget_class_bind_template_callback (widget_class, on_group_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_park_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_contest_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_turned_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_walked_out_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_mark_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_cell_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_scroll_cb);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_property_action (widget_class, "wall.chart", "chart");
  gtk_widget_class_install_property_action (widget_class, "wall.as-table", "is-table");
  gtk_widget_class_install_action (widget_class, "wall.month-before", NULL, month_before_action);
  gtk_widget_class_install_action (widget_class, "wall.month-after", NULL, month_after_action);
  gtk_widget_class_install_action (widget_class, "wall.page-before", NULL, page_before_action);
  gtk_widget_class_install_action (widget_class, "wall.page-after", NULL, page_after_action);
  gtk_widget_class_install_action (widget_class, "wall.save", "(ss)", save_action);
  gtk_widget_class_install_action (widget_class, "wall.print", "s", print_action);
  gtk_widget_class_install_action (widget_class, "wall.present", NULL, present_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Page_Up, 0, "wall.page-before", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Page_Down, 0, "wall.page-after", NULL);
}

static void
lf_wall_page_class_init (LfWallPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = lf_wall_page_get_property;
  object_class->set_property = lf_wall_page_set_property;
  object_class->dispose = lf_wall_page_dispose;
  object_class->finalize = lf_wall_page_finalize;
  widget_class->map = lf_wall_page_map;
  widget_class->unmap = lf_wall_page_unmap;
  properties[PROP_CHART]
      = g_param_spec_string ("chart", NULL, NULL, NULL,
                             G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_IS_TABLE]
      = g_param_spec_boolean ("is-table", NULL, NULL, FALSE,
                              G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  install_actions (widget_class);
  bind_template (widget_class);
}

static void
add_chart_buttons (LfWallPage *self)
{
  for (const char *const *name = lf_wall_names (); *name != NULL; name++)
    {
      GtkWidget *button = gtk_toggle_button_new_with_label (lf_wall_title (*name));

      gtk_widget_set_tooltip_text (button, lf_wall_about (*name));
      gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", *name);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "wall.chart");
      gtk_box_append (self->chart_buttons, button);
    }
}

static void
lf_wall_page_init (LfWallPage *self)
{
  const LfDate today = lf_date_today ();

  self->chart = g_strdup (lf_wall_names ()[0]);
  lf_wall_asked_init (&self->asked, &today);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_layout_manager (self->controls, lf_wrap_layout_new (9, 6));
  lf_drop_down_speak_of_label (self->group);
  add_chart_buttons (self);
  update_groups (self);
  update_month (self);
  update_contents (self);
}

GtkWidget *
lf_wall_page_new (LfAppContext *context)
{
  LfWallPage *self = g_object_new (LF_TYPE_WALL_PAGE, NULL);

  self->context = g_object_ref (context);
  lf_record_choice_set_context (self->park, context);
  lf_record_choice_set_context (self->contest, context);
  lf_wall_present_set_context (self->present, context);
  self->reader = lf_page_reader_new (GTK_WIDGET (self), lf_app_context_store (context), read_wall);
  return GTK_WIDGET (self);
}

gboolean
lf_wall_page_is_ready (LfWallPage *self)
{
  LfWallShow *show = lf_wall_present_show (self->present);

  return lf_wall_view_get_wall (self->view) != NULL
         && (show == NULL || lf_wall_show_is_ready (show));
}
