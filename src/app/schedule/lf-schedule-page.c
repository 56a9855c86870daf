/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page of schedules. */

#include "config.h"

#include "lf-schedule-page.h"

#include "lf-page-reader.h"
#include "lf-schedule-view.h"
#include "lf-store-schedule.h"

#include <adwaita.h>
#include <glib/gi18n.h>

struct _LfSchedulePage
{
  GtkWidget parent_instance;

  GtkStack *pages;
  AdwStatusPage *nothing;
  GtkListBox *list;
  LfScheduleView *view;

  LfAppContext *context;
  LfPageReader *reader;
};

G_DEFINE_FINAL_TYPE (LfSchedulePage, lf_schedule_page, GTK_TYPE_WIDGET)

/* ---- The list ---- */

static const char *
group_of (const LfScheduleStanding *standing)
{
  if (standing->n_nodes == 0)
    return _ ("Without a Schedule");
  if (standing->is_in_conflict)
    return _ ("In Conflict");
  return standing->is_blocked ? _ ("Blocked") : _ ("On Schedule");
}

static const char *
icon_of (const LfScheduleStanding *standing)
{
  if (standing->n_nodes == 0)
    return "list-add-symbolic";
  if (standing->is_in_conflict)
    return "dialog-warning-symbolic";
  return standing->is_blocked ? "action-unavailable-symbolic" : "lf-node-symbolic";
}

static char *
describe (const LfScheduleStanding *standing)
{
  g_autofree char *stage = lf_record_format (standing->project, "stage");
  g_autofree char *end = standing->end.year == 0 ? NULL : lf_date_format (&standing->end);

  if (standing->n_nodes == 0)
    return g_steal_pointer (&stage);
  return g_strdup_printf (_ ("%1$s · %2$u of %3$u nodes done · until %4$s"), stage,
                          standing->n_done, standing->n_nodes, end == NULL ? "–" : end);
}

static void
update_header_cb (GtkListBoxRow *row, GtkListBoxRow *before, gpointer user_data)
{
  const char *group = g_object_get_data (G_OBJECT (row), "group");
  GtkWidget *header;

  if (before != NULL && g_str_equal (g_object_get_data (G_OBJECT (before), "group"), group))
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }
  header = g_object_new (GTK_TYPE_LABEL, "label", group, "xalign", 0.0, "css-name",
                         "lf-today-heading", NULL);
  gtk_widget_add_css_class (header, "heading");
  gtk_list_box_row_set_header (row, header);
}

static GtkWidget *
make_row (const LfScheduleStanding *standing)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *title = lf_record_title (standing->project);
  g_autofree char *subtitle = describe (standing);

  g_object_set_data_full (G_OBJECT (row), "project", g_strdup (lf_record_id (standing->project)),
                          g_free);
  g_object_set_data (G_OBJECT (row), "group", (gpointer) group_of (standing));
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 1);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name (icon_of (standing)));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  return row;
}

static void
show_standings (LfSchedulePage *self, GPtrArray *standings)
{
  const char *page = gtk_stack_get_visible_child_name (self->pages);
  GtkWidget *child;

  lf_app_leave (GTK_WIDGET (self->list));
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, child);
  for (guint i = 0; i < standings->len; i++)
    gtk_list_box_append (self->list, make_row (standings->pdata[i]));
  if (!g_str_equal (page, "schedule"))
    gtk_stack_set_visible_child_name (self->pages, standings->len == 0 ? "nothing" : "list");
}

static void
on_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LfSchedulePage *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) standings = lf_store_schedules_finish (LF_STORE (source), result, &error);

  if (lf_page_reader_was_cancelled (error))
    return;
  if (standings != NULL)
    show_standings (self, standings);
  else
    {
      lf_page_reader_tell (self->nothing, error);
      gtk_stack_set_visible_child_name (self->pages, "nothing");
    }
  lf_page_reader_done (self->reader);
}

static void
read_standings (GtkWidget *page, GCancellable *cancellable)
{
  LfSchedulePage *self = LF_SCHEDULE_PAGE (page);
  const LfDate today = lf_date_today ();

  lf_store_schedules_async (lf_app_context_store (self->context), &today, cancellable, on_read_cb,
                            self);
}

/* ---- Widget ---- */

void
lf_schedule_page_show (LfSchedulePage *self, const char *project)
{
  lf_schedule_view_set_project (self->view, project);
  gtk_stack_set_visible_child_name (self->pages, "schedule");
}

static void
on_row_activated_cb (GtkListBox *list, GtkListBoxRow *row, gpointer user_data)
{
  lf_schedule_page_show (
      LF_SCHEDULE_PAGE (gtk_widget_get_ancestor (GTK_WIDGET (list), LF_TYPE_SCHEDULE_PAGE)),
      g_object_get_data (G_OBJECT (row), "project"));
}

static void
back_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfSchedulePage *self = LF_SCHEDULE_PAGE (widget);

  gtk_stack_set_visible_child_name (
      self->pages, gtk_list_box_get_row_at_index (self->list, 0) == NULL ? "nothing" : "list");
}

/* The schedule of a row of the list. */
static void
open_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfSchedulePage *self = LF_SCHEDULE_PAGE (widget);
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, g_variant_get_int32 (parameter));

  if (row != NULL)
    lf_schedule_page_show (self, g_object_get_data (G_OBJECT (row), "project"));
}

static void
lf_schedule_page_dispose (GObject *object)
{
  LfSchedulePage *self = LF_SCHEDULE_PAGE (object);

  g_clear_object (&self->reader);
  g_clear_pointer ((GtkWidget **) &self->pages, gtk_widget_unparent);
  G_OBJECT_CLASS (lf_schedule_page_parent_class)->dispose (object);
}

static void
lf_schedule_page_finalize (GObject *object)
{
  g_clear_object (&LF_SCHEDULE_PAGE (object)->context);
  G_OBJECT_CLASS (lf_schedule_page_parent_class)->finalize (object);
}

static void
lf_schedule_page_class_init (LfSchedulePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_schedule_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = lf_schedule_page_finalize;
  g_type_ensure (LF_TYPE_SCHEDULE_VIEW);
  gtk_widget_class_install_action (widget_class, "schedules.back", NULL, back_action);
  gtk_widget_class_install_action (widget_class, "schedules.open", "i", open_action);
  gtk_widget_class_set_template_from_resource (widget_class, LF_SCHEDULE_UI ("lf-schedule-page"));
  gtk_widget_class_bind_template_child (widget_class, LfSchedulePage, pages);
  gtk_widget_class_bind_template_child (widget_class, LfSchedulePage, nothing);
  gtk_widget_class_bind_template_child (widget_class, LfSchedulePage, list);
  gtk_widget_class_bind_template_child (widget_class, LfSchedulePage, view);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated_cb);
}

static void
lf_schedule_page_init (LfSchedulePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_set_header_func (self->list, update_header_cb, NULL, NULL);
}

GtkWidget *
lf_schedule_page_new (LfAppContext *context)
{
  LfSchedulePage *self = g_object_new (LF_TYPE_SCHEDULE_PAGE, NULL);

  self->context = g_object_ref (context);
  lf_schedule_view_set_context (self->view, context);
  self->reader
      = lf_page_reader_new (GTK_WIDGET (self), lf_app_context_store (context), read_standings);
  return GTK_WIDGET (self);
}
