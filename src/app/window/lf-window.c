/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window: a sidebar of views, the page of one of them, and a record beside it. */

#include "config.h"

#include "lf-window-private.h"

#include "lf-admin-page.h"
#include "lf-bulletin-page.h"
#include "lf-campaigns-page.h"
#include "lf-chains-page.h"
#include "lf-charts-page.h"
#include "lf-claims-page.h"
#include "lf-compat-stack.h"
#include "lf-conflicts-page.h"
#include "lf-dashboard-page.h"
#include "lf-contests-page.h"
#include "lf-duplicates-page.h"
#include "lf-industries-page.h"
#include "lf-page-reader.h"
#include "lf-parks-page.h"
#include "lf-pending-page.h"
#include "lf-goals-page.h"
#include "lf-promises-page.h"
#include "lf-schedule-page.h"
#include "lf-screening-page.h"
#include "lf-text-tip.h"
#include "lf-today-page.h"
#include "lf-transfers-page.h"
#include "lf-trash-page.h"
#include "lf-trips-page.h"
#include "lf-view.h"
#include "lf-wall-page.h"

#include <glib/gi18n.h>
#include <string.h>

G_DEFINE_FINAL_TYPE (LfWindow, lf_window, ADW_TYPE_APPLICATION_WINDOW)

/* ---- Pages ---- */

static const struct
{
  const char *view;
  GtkWidget *(*create) (LfAppContext *context);
} pages[] = {
  { "charts", lf_charts_page_new },         { "dashboard", lf_dashboard_page_new },
  { "claims", lf_claims_page_new },         { "duplicates", lf_duplicates_page_new },
  { "conflicts", lf_conflicts_page_new },   { "pending", lf_pending_page_new },
  { "trash", lf_trash_page_new },           { "transfers", lf_transfers_page_new },
  { "admin", lf_admin_page_new },           { "today", lf_today_page_new },
  { "trips", lf_trips_page_new },           { "contests", lf_contests_page_new },
  { "schedules", lf_schedule_page_new },    { "wall", lf_wall_page_new },
  { "bulletin", lf_bulletin_page_new },     { "goals", lf_goals_page_new },
  { "chains", lf_chains_page_new },         { "parks", lf_parks_page_new },
  { "promises", lf_promises_page_new },     { "screening", lf_screening_page_new },
  { "industries", lf_industries_page_new }, { "campaigns", lf_campaigns_page_new },
};

static GtkWidget *
new_page (LfWindow *self, const LfView *view)
{
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    if (strcmp (view->name, pages[i].view) == 0)
      return pages[i].create (self->context);
  return lf_list_page_new (self->context, lf_schema_find (view->entity), view->filter,
                           _ (view->empty));
}

/* Its page is made anew each time: a colleague may have changed it. */
static GtkWidget *
new_saved_page (LfWindow *self, LfRecord *saved)
{
  g_autoptr (LfSavedView) view = lf_saved_view_read (saved);
  GtkWidget *page = lf_list_page_new (self->context, view->entity, "",
                                      _ ("Nothing is in this view at present."));

  lf_list_page_show_saved (LF_LIST_PAGE (page), saved);
  return page;
}

static void
set_title (LfWindow *self, const char *title)
{
  adw_window_title_set_title (self->title, title);
}

static void
show_page (LfWindow *self, const char *name, const char *title)
{
  if (lf_window_list_page (self) != NULL)
    lf_list_page_unselect (lf_window_list_page (self));
  g_free (self->view);
  self->view = g_strdup (name);
  gtk_stack_set_visible_child_name (self->stack, name);
  self->is_peeking = FALSE;
  lf_window_set_has_record (self, FALSE);
  set_title (self, title);
  lf_window_select_in_sidebar (self, name);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.export",
                                 lf_window_list_page (self) != NULL);
}

static void
show_saved (LfWindow *self, const char *name, LfRecord *saved)
{
  GtkWidget *old = gtk_stack_get_child_by_name (self->stack, name);
  g_autofree char *title = lf_record_title (saved);

  if (old != NULL)
    gtk_stack_remove (self->stack, old);
  gtk_stack_add_named (self->stack, new_saved_page (self, saved), name);
  show_page (self, name, title);
}

void
lf_window_show_view (LfWindow *self, const char *name)
{
  const LfView *view = lf_view_find (name);
  LfRecord *saved = view == NULL ? lf_window_find_saved (self, name) : NULL;

  if (saved != NULL)
    show_saved (self, name, saved);
  if (view == NULL)
    return;
  if (gtk_stack_get_child_by_name (self->stack, name) == NULL)
    gtk_stack_add_named (self->stack, new_page (self, view), name);
  show_page (self, name, lf_view_label (view));
}

LfListPage *
lf_window_list_page (LfWindow *self)
{
  GtkWidget *page = gtk_stack_get_visible_child (self->stack);

  return LF_IS_LIST_PAGE (page) ? LF_LIST_PAGE (page) : NULL;
}

void
lf_window_show_board (LfWindow *self, gboolean board)
{
  if (lf_window_list_page (self) != NULL)
    lf_list_page_show_board (lf_window_list_page (self), board);
}

gboolean
lf_window_is_ready (LfWindow *self)
{
  LfListPage *page = lf_window_list_page (self);
  GtkWidget *shown = gtk_stack_get_visible_child (self->stack);

  if (LF_IS_DASHBOARD_PAGE (shown))
    return lf_dashboard_page_is_ready (LF_DASHBOARD_PAGE (shown));
  if (LF_IS_TODAY_PAGE (shown))
    return lf_today_page_is_ready (LF_TODAY_PAGE (shown));
  if (LF_IS_WALL_PAGE (shown))
    return lf_wall_page_is_ready (LF_WALL_PAGE (shown));
  return page != NULL ? lf_list_page_is_ready (page) : lf_page_reader_is_ready_within (shown);
}

gboolean
lf_window_is_whole (LfWindow *self)
{
  LfListPage *page = lf_window_list_page (self);

  return page == NULL ? lf_window_is_ready (self) : lf_list_page_is_whole (page);
}

void
lf_window_open_first_record (LfWindow *self)
{
  LfListPage *page = lf_window_list_page (self);

  if (page != NULL)
    lf_list_page_open_first (page);
}

/* ---- What pages ask for ---- */

static void
on_record_closed_cb (LfRecordPage *page, gpointer user_data)
{
  LfWindow *self = user_data;

  lf_window_set_has_record (self, FALSE);
  if (lf_window_list_page (self) != NULL)
    lf_list_page_unselect (lf_window_list_page (self));
  lf_record_page_set_record (self->record_page, NULL, NULL);
}

/* The page of records is made when the first of them is opened. */
static void
ensure_record_page (LfWindow *self)
{
  if (self->record_page != NULL)
    return;
  self->record_page = LF_RECORD_PAGE (lf_record_page_new (self->context));
  adw_bin_set_child (self->record_bin, GTK_WIDGET (self->record_page));
  g_signal_connect (self->record_page, "closed", G_CALLBACK (on_record_closed_cb), self);
}

static void
on_open_record_cb (LfAppContext *context, const char *entity, const char *id, gpointer user_data)
{
  LfWindow *self = user_data;

  ensure_record_page (self);
  lf_record_page_set_record (self->record_page, lf_schema_find (entity), id);
  lf_window_set_has_record (self, TRUE);
}

/* The list behind a figure takes the place of the one opened before. */
static void
on_open_list_cb (LfAppContext *context,
                 const char *entity,
                 const char *filter,
                 const char *title,
                 gpointer user_data)
{
  LfWindow *self = user_data;
  GtkWidget *old = gtk_stack_get_child_by_name (self->stack, "behind");

  if (old != NULL)
    gtk_stack_remove (self->stack, old);
  gtk_stack_add_named (self->stack,
                       lf_list_page_new (self->context, lf_schema_find (entity), filter,
                                         _ ("No record stands behind this figure.")),
                       "behind");
  gtk_stack_set_visible_child_name (self->stack, "behind");
  set_title (self, title);
  gtk_list_box_unselect_all (self->sidebar);
}

static void
on_show_view_cb (LfAppContext *context, const char *view, gpointer user_data)
{
  lf_window_show_view (user_data, view);
}

static void
on_show_schedule_cb (LfAppContext *context, const char *project, gpointer user_data)
{
  LfWindow *self = user_data;

  lf_window_show_view (self, "schedules");
  lf_schedule_page_show (LF_SCHEDULE_PAGE (gtk_stack_get_visible_child (self->stack)), project);
}

static void
on_show_report_cb (LfAppContext *context, const char *name, gpointer user_data)
{
  LfWindow *self = user_data;

  lf_window_show_view (self, "charts");
  g_object_set (gtk_stack_get_visible_child (self->stack), "report-name", name, NULL);
}

static void
on_toast_cb (LfAppContext *context, const char *text, gboolean has_undo, gpointer user_data)
{
  lf_window_show_toast (user_data, text, has_undo);
}

/* ---- The object ---- */

static void
lf_window_dispose (GObject *object)
{
  LfWindow *self = LF_WINDOW (object);

  if (self->context != NULL)
    g_signal_handlers_disconnect_by_data (self->context, self);
  g_clear_weak_pointer (&self->question);
  g_clear_weak_pointer (&self->undo_toast);
  g_clear_object (&self->duplicates_watch);
  g_clear_object (&self->context);
  g_clear_pointer (&self->view, g_free);
  g_cancellable_cancel (self->welcoming);
  g_clear_object (&self->welcoming);
  g_cancellable_cancel (self->counting);
  g_clear_object (&self->counting);
  lf_window_clear_sidebar (self);
  G_OBJECT_CLASS (lf_window_parent_class)->dispose (object);
}

static void
lf_window_class_init (LfWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_window_dispose;
  g_type_ensure (LF_TYPE_FOLD);
  g_type_ensure (LF_TYPE_SYNC_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/landfall/Landfall/window/lf-window.ui");
  gtk_widget_class_bind_template_child (widget_class, LfWindow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, LfWindow, scenes);
  gtk_widget_class_bind_template_child (widget_class, LfWindow, welcome_toasts);
  gtk_widget_class_bind_template_child (widget_class, LfWindow, fold);
  gtk_widget_class_bind_template_child (widget_class, LfWindow, sidebar_box);
  gtk_widget_class_bind_template_child (widget_class, LfWindow, sidebar_header);
  gtk_widget_class_bind_template_child (widget_class, LfWindow, back_button);
  gtk_widget_class_bind_template_child (widget_class, LfWindow, separator);
  gtk_widget_class_bind_template_child (widget_class, LfWindow, content_box);
  gtk_widget_class_bind_template_child (widget_class, LfWindow, content_header);
  gtk_widget_class_bind_template_child (widget_class, LfWindow, sidebar_button);
  gtk_widget_class_bind_template_child (widget_class, LfWindow, undo_button);
  gtk_widget_class_bind_template_child (widget_class, LfWindow, new_button);
  gtk_widget_class_bind_template_child (widget_class, LfWindow, new_label);
  gtk_widget_class_bind_template_child (widget_class, LfWindow, redo_button);
  gtk_widget_class_bind_template_child (widget_class, LfWindow, menu_button);
  gtk_widget_class_bind_template_child (widget_class, LfWindow, search_button);
  gtk_widget_class_bind_template_child (widget_class, LfWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, LfWindow, paned);
  gtk_widget_class_bind_template_child (widget_class, LfWindow, record_bin);
  gtk_widget_class_bind_template_child (widget_class, LfWindow, title);
  gtk_widget_class_bind_template_child (widget_class, LfWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, LfWindow, sync_button);
  gtk_widget_class_bind_template_callback_full (widget_class, "on_row_activated_cb",
                                                G_CALLBACK (lf_window_on_row_activated_cb));
  gtk_widget_class_bind_template_callback (widget_class, lf_window_update_panes);
  lf_window_install_actions (widget_class);
}

static void
add_tips (LfWindow *self)
{
  lf_text_tip_say (self->back_button, _ ("Back (F9)"));
  lf_text_tip_say (self->sidebar_button, _ ("Show the Sidebar (F9)"));
  lf_text_tip_say (self->new_button, _ ("New Record (Ctrl+Shift+N)"));
  lf_text_tip_say (self->undo_button, _ ("Undo (Ctrl+Z)"));
  lf_text_tip_say (self->redo_button, _ ("Redo (Ctrl+Shift+Z)"));
  lf_text_tip_say (self->menu_button, _ ("Main Menu (F10)"));
  lf_text_tip_say (self->search_button, _ ("Search Everything (Ctrl+K)"));
  lf_text_tip_add_to_parts (GTK_WIDGET (self->content_header));
}

static void
lf_window_init (LfWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->sidebar), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Views"), -1);
  lf_stack_speak_of_shown (self->stack);
  add_tips (self);
  self->items = g_ptr_array_new_with_free_func (lf_sidebar_item_free);
}

LfWindow *
lf_window_new (GtkApplication *application, LfAppContext *context)
{
  LfWindow *self = g_object_new (LF_TYPE_WINDOW, "application", application, NULL);

  self->context = g_object_ref (context);
  lf_sync_button_set_context (self->sync_button, context);
  self->duplicates_watch = lf_duplicates_watch_new (context);
  g_signal_connect (context, "open-record", G_CALLBACK (on_open_record_cb), self);
  g_signal_connect (context, "open-list", G_CALLBACK (on_open_list_cb), self);
  g_signal_connect (context, "show-view", G_CALLBACK (on_show_view_cb), self);
  g_signal_connect (context, "show-schedule", G_CALLBACK (on_show_schedule_cb), self);
  g_signal_connect (context, "show-report", G_CALLBACK (on_show_report_cb), self);
  g_signal_connect (context, "toast", G_CALLBACK (on_toast_cb), self);
  lf_window_watch_sending (self);
  lf_window_fill_sidebar (self);
  lf_window_watch_waiting (self);
  lf_window_watch_welcome (self);
  lf_window_show_view (self, "today");
  return self;
}
