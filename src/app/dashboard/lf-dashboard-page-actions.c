/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a person does with a dashboard: arranging, filtering, saving, sharing, showing. */

#include "config.h"

#include "lf-dashboard-page-private.h"

#include "lf-compat-files.h"
#include "lf-may.h"
#include "lf-print.h"
#include "lf-tile-gallery.h"
#include "lf-tile-task.h"
#include "lf-view-dialog.h"

#include <glib/gi18n.h>
#include <string.h>

#define MOST_STEPS 100 /* that can be undone */

/* ---- Steps ---- */

/* Before each change of what is arranged. */
static void
begin_step (LfDashboardPage *self)
{
  if (self->past->len == MOST_STEPS)
    g_ptr_array_remove_index (self->past, 0);
  g_ptr_array_add (self->past, lf_dashboard_copy (self->dashboard));
  g_ptr_array_set_size (self->future, 0);
}

/* After it; one that changed nothing is no step. */
static void
end_step (LfDashboardPage *self)
{
  if (lf_dashboard_equal (self->past->pdata[self->past->len - 1], self->dashboard))
    g_ptr_array_set_size (self->past, (int) self->past->len - 1);
  else
    lf_dashboard_page_refresh (self);
}

static void
step (LfDashboardPage *self, GPtrArray *from, GPtrArray *to)
{
  LfDashboard *before;

  if (from->len == 0)
    return;
  before = g_ptr_array_steal_index (from, from->len - 1);
  g_ptr_array_add (to, self->dashboard);
  self->dashboard = before;
  lf_dashboard_page_refresh (self);
}

static void
undo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfDashboardPage *self = LF_DASHBOARD_PAGE (widget);

  step (self, self->past, self->future);
}

static void
redo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfDashboardPage *self = LF_DASHBOARD_PAGE (widget);

  step (self, self->future, self->past);
}

/* ---- Arranging ---- */

/* A word's place among those of @name; G_MAXUINT: it is none of them */
static guint
find_word (const char *(*name) (guint i), guint n, const char *word)
{
  for (guint i = 0; i < n; i++)
    if (strcmp (name (i), word) == 0)
      return i;
  return G_MAXUINT;
}

static const char *
size_name (guint i)
{
  return lf_tile_size_name ((LfTileSize) i);
}

static const char *
shown_name (guint i)
{
  return lf_tile_shown_name ((LfTileShown) i);
}

static void
move (LfDashboard *dashboard, guint id, const char *where)
{
  if (strcmp (where, "first") == 0)
    lf_dashboard_move_to (dashboard, id, 0);
  else
    lf_dashboard_move (dashboard, id, strcmp (where, "left") == 0 ? -1 : 1);
}

static void
remove_tile (LfDashboard *dashboard, guint id, const char *nothing)
{
  lf_dashboard_remove (dashboard, id);
}

static void
set_size (LfDashboard *dashboard, guint id, const char *size)
{
  guint i = find_word (size_name, LF_N_TILE_SIZES, size);

  if (i != G_MAXUINT)
    lf_dashboard_set_size (dashboard, id, (LfTileSize) i);
}

static void
set_shown (LfDashboard *dashboard, guint id, const char *shown)
{
  guint i = find_word (shown_name, LF_N_TILES_SHOWN, shown);

  if (i != G_MAXUINT)
    lf_dashboard_set_shown (dashboard, id, (LfTileShown) i);
}

/* The tile dropped on @id takes its place. */
static void
drop (LfDashboard *dashboard, guint id, const char *dropped)
{
  guint place;

  if (lf_dashboard_tile (dashboard, id, &place) != NULL)
    lf_dashboard_move_to (dashboard, (guint) g_ascii_strtoull (dropped, NULL, 10), place);
}

static const struct
{
  const char *what;
  void (*arrange) (LfDashboard *dashboard, guint id, const char *value);
} arrangements[] = {
  { "move", move },       { "remove", remove_tile },     { "size", set_size },
  { "shown", set_shown }, { "by", lf_dashboard_set_by }, { "column", lf_dashboard_set_column },
  { "drop", drop },
};

void
lf_dashboard_page_on_arranged_cb (
    LfTileGrid *grid, guint id, const char *what, const char *value, gpointer user_data)
{
  LfDashboardPage *self = lf_dashboard_page_of (grid);

  begin_step (self);
  for (guint i = 0; i < G_N_ELEMENTS (arrangements); i++)
    if (strcmp (arrangements[i].what, what) == 0)
      arrangements[i].arrange (self->dashboard, id, value);
  end_step (self);
}

void
lf_dashboard_page_on_filter_changed_cb (LfFilterBar *bar, gpointer user_data)
{
  LfDashboardPage *self = lf_dashboard_page_of (bar);

  if (self == NULL || self->dashboard == NULL)
    return;
  begin_step (self);
  lf_dashboard_filter_clear (&self->dashboard->filter);
  lf_dashboard_filter_copy (lf_filter_bar_get (bar), &self->dashboard->filter);
  end_step (self);
}

/* ---- Adding ---- */

static void
tell_full (LfDashboardPage *self)
{
  g_autofree char *sentence = g_strdup_printf (
      ngettext ("A dashboard has room for %d tile: remove one first.",
                "A dashboard has room for %d tiles: remove one first.", LF_DASHBOARD_MOST_TILES),
      LF_DASHBOARD_MOST_TILES);

  lf_app_context_toast (self->context, sentence, /* has_undo= */ FALSE);
}

static void
on_report_chosen_cb (LfDashboardPage *self, const char *report, guint shown)
{
  begin_step (self);
  if (!lf_dashboard_add_report (self->dashboard, report, (LfTileShown) shown))
    tell_full (self);
  end_step (self);
}

static void
on_view_chosen_cb (LfDashboardPage *self, const char *view)
{
  begin_step (self);
  if (!lf_dashboard_add_view (self->dashboard, view))
    tell_full (self);
  end_step (self);
}

static void
add_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfDashboardPage *self = LF_DASHBOARD_PAGE (widget);
  LfTileGallery *gallery
      = lf_tile_gallery_new (GTK_WINDOW (gtk_widget_get_root (widget)), self->context);

  g_signal_connect_object (gallery, "report-chosen", G_CALLBACK (on_report_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (gallery, "view-chosen", G_CALLBACK (on_view_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (gallery));
}

/* ---- Saving ---- */

/* A new record, which is shown when it is saved. */
static void
save_as_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfDashboardPage *self = LF_DASHBOARD_PAGE (widget);
  LfRecord *draft = lf_record_new (lf_schema_find (LF_DASHBOARD), NULL);

  lf_dashboard_write (self->dashboard, draft);
  lf_record_set (draft, "is_shared", NULL);
  g_free (self->awaited);
  self->awaited = g_strdup (lf_record_id (draft));
  gtk_window_present (GTK_WINDOW (lf_view_dialog_new_of (
      GTK_WINDOW (gtk_widget_get_root (widget)), self->context, draft, /* record= */ NULL)));
}

/* What another keeps is saved as a copy. */
static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfDashboardPage *self = LF_DASHBOARD_PAGE (widget);
  LfRecord *record = lf_dashboard_page_record (self);
  g_autoptr (LfRecord) draft = record == NULL ? NULL : lf_record_copy (record);

  if (record == NULL || !lf_may_change (self->context, record))
    {
      save_as_action (widget, name, parameter);
      return;
    }
  lf_dashboard_write (self->dashboard, draft);
  lf_view_commit_draft (self->context, draft, record);
}

static void
share_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfDashboardPage *self = LF_DASHBOARD_PAGE (widget);
  LfRecord *record = lf_dashboard_page_record (self);

  gtk_window_present (GTK_WINDOW (lf_view_dialog_new_of (
      GTK_WINDOW (gtk_widget_get_root (widget)), self->context, lf_record_copy (record), record)));
}

static void
delete_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfDashboardPage *self = LF_DASHBOARD_PAGE (widget);

  g_hash_table_remove (self->drafts, self->shown);
  lf_view_commit_delete (self->context, lf_dashboard_page_record (self));
}

/* As it was saved, with every step kept for undo. */
static void
revert_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfDashboardPage *self = LF_DASHBOARD_PAGE (widget);

  begin_step (self);
  lf_dashboard_free (self->dashboard);
  self->dashboard = lf_dashboard_copy (self->saved);
  end_step (self);
}

/* ---- Showing, files and paper ---- */

static void
present_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfDashboardPage *self = LF_DASHBOARD_PAGE (widget);
  GtkRoot *root = gtk_widget_get_root (widget);
  LfDashboardShow *before = self->show;

  g_clear_weak_pointer (&self->show);
  if (before != NULL)
    gtk_window_destroy (GTK_WINDOW (before));
  g_set_weak_pointer (&self->show,
                      lf_dashboard_show_new (self->context,
                                             GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                                             self->dashboard));
}

typedef struct
{
  LfDashboardPage *page; /* owned */
  char *path;            /* (nullable): a file; NULL: it is printed */
} Output;

static void
output_free (Output *self)
{
  g_object_unref (self->page);
  g_free (self->path);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Output, output_free)

static void
draw_sheet (gconstpointer data, cairo_t *cr, double width, double height)
{
  lf_dashboard_sheet_draw (data, cr, width, height);
}

static void
on_sheet_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Output) output = user_data;
  LfDashboardPage *self = output->page;
  g_autoptr (GError) error = NULL;
  g_autoptr (LfDashboardSheet) sheet
      = lf_dashboard_sheet_read_finish (LF_STORE (source), result, &error);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (sheet != NULL && output->path != NULL)
    lf_dashboard_sheet_write (sheet, output->path, &error);
  else if (sheet != NULL && GTK_IS_WINDOW (root))
    lf_print_drawing (GTK_WINDOW (root), sheet->dashboard->name, draw_sheet, sheet, &error);
  if (error != NULL)
    lf_app_context_toast (self->context, error->message, /* has_undo= */ FALSE);
  else if (output->path != NULL)
    lf_app_context_toast (self->context, _ ("The dashboard was saved as a file"),
                          /* has_undo= */ FALSE);
}

static void
begin_output (LfDashboardPage *self, const char *path)
{
  Output *output = g_new0 (Output, 1);

  *output = (Output){ g_object_ref (self), g_strdup (path) };
  lf_dashboard_sheet_read_async (lf_app_context_store (self->context), self->dashboard,
                                 on_sheet_read_cb, output);
}

static void
on_target_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LfDashboardPage) self = user_data;
  g_autoptr (GFile) file = lf_file_save_finish (GTK_WINDOW (source), result, NULL);

  if (file != NULL)
    begin_output (self, g_file_peek_path (file));
}

static void
export_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfDashboardPage *self = LF_DASHBOARD_PAGE (widget);
  g_autofree char *file
      = g_strdup_printf ("%s.%s", self->dashboard->name, g_variant_get_string (parameter, NULL));

  lf_file_save_async (GTK_WINDOW (gtk_widget_get_root (widget)), _ ("Save the Dashboard"), file,
                      on_target_chosen_cb, g_object_ref (self));
}

static void
print_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  begin_output (LF_DASHBOARD_PAGE (widget), /* path= */ NULL);
}

/* ---- Actions ---- */

typedef enum
{
  NEEDS_DASHBOARD = 1 << 0, /* one that this version can arrange */
  NEEDS_OWN = 1 << 1,       /* a saved one that whoever is signed in may change */
  NEEDS_CHANGE = 1 << 2,    /* something is not saved */
  NEEDS_PAST = 1 << 3,
  NEEDS_FUTURE = 1 << 4,
  NEEDS_LEAVE = 1 << 5, /* whoever is signed in may save dashboards */
} Needs;

static const struct
{
  const char *name;
  GtkWidgetActionActivateFunc activate;
  const char *parameter; /* (nullable): its type */
  guint needs;
} actions[] = {
  { "dashboard.undo", undo_action, NULL, NEEDS_PAST },
  { "dashboard.redo", redo_action, NULL, NEEDS_FUTURE },
  { "dashboard.add", add_action, NULL, NEEDS_DASHBOARD },
  { "dashboard.save", save_action, NULL, NEEDS_DASHBOARD | NEEDS_CHANGE | NEEDS_LEAVE },
  { "dashboard.save-as", save_as_action, NULL, NEEDS_DASHBOARD | NEEDS_LEAVE },
  { "dashboard.share", share_action, NULL, NEEDS_OWN },
  { "dashboard.delete", delete_action, NULL, NEEDS_OWN },
  { "dashboard.revert", revert_action, NULL, NEEDS_CHANGE },
  { "dashboard.present", present_action, NULL, NEEDS_DASHBOARD },
  { "dashboard.export", export_action, "s", NEEDS_DASHBOARD },
  { "dashboard.print", print_action, NULL, NEEDS_DASHBOARD },
};

void
lf_dashboard_page_install_actions (GtkWidgetClass *widget_class)
{
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, actions[i].parameter,
                                     actions[i].activate);
}

void
lf_dashboard_page_update_actions (LfDashboardPage *self)
{
  gboolean is_there = self->dashboard != NULL && self->dashboard->unread == NULL
                      && gtk_widget_get_mapped (GTK_WIDGET (self));
  gboolean is_changed
      = self->dashboard != NULL && !lf_dashboard_equal (self->dashboard, self->saved);
  LfRecord *record = lf_dashboard_page_record (self);
  guint has
      = (is_there ? NEEDS_DASHBOARD : 0)
        | (record != NULL && lf_may_change (self->context, record) ? NEEDS_OWN : 0)
        | (is_changed ? NEEDS_CHANGE : 0) | (self->past->len > 0 ? NEEDS_PAST : 0)
        | (self->future->len > 0 ? NEEDS_FUTURE : 0)
        | (self->context != NULL && lf_may (self->context, LF_DASHBOARD, 'c') ? NEEDS_LEAVE : 0);

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), actions[i].name,
                                   (actions[i].needs & ~has) == 0);
  gtk_widget_set_visible (self->save_button, is_changed && (has & NEEDS_LEAVE) != 0);
}
