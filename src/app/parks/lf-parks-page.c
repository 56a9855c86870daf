/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parks page. */

#include "config.h"

#include "lf-parks-page.h"

#include "lf-chart-view.h"
#include "lf-chart.h"
#include "lf-compat-drop-down.h"
#include "lf-compat-files.h"
#include "lf-page-reader.h"
#ifdef HAVE_MAP
#include "lf-park-map.h"
#endif
#include "lf-park-paper.h"
#include "lf-print.h"
#include "lf-report-table.h"

#include <glib/gi18n.h>

#define INDENT 24 /* px for each park that one lies in */

/* As they stand in the choice. */
static const struct
{
  const char *report, *by;
} maps[] = {
  { "layout", "park" },
  { "layout-amounts", "park" },
  { "layout-land", "park" },
  { "layout-land", "plot" },
};

struct _LfParksPage
{
  GtkWidget parent_instance;

  GtkStack *pages;
  AdwStatusPage *nothing;
  GtkDropDown *choice;
  GtkWidget *map_button;
  AdwBin *map_place;
  LfChartView *chart;
  GtkLabel *no_projects;
  AdwPreferencesGroup *parks;
  GPtrArray *rows; /* (element-type AdwActionRow), owned by the group */

  LfAppContext *context;
  LfPageReader *reader;
  LfReport *report; /* (nullable): what the chart shows */
};

G_DEFINE_FINAL_TYPE (LfParksPage, lf_parks_page, GTK_TYPE_WIDGET)

static GtkWindow *
window_of (LfParksPage *self)
{
  return GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
}

/* ---- The parks ---- */

static void
add_button (GtkWidget *row, const char *icon, const char *label, const char *action, const char *id)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", id);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
}

static void
on_activated_cb (AdwActionRow *row, gpointer user_data)
{
  LfParksPage *self
      = LF_PARKS_PAGE (gtk_widget_get_ancestor (GTK_WIDGET (row), LF_TYPE_PARKS_PAGE));

  lf_app_context_open_record (self->context, "park", g_object_get_data (G_OBJECT (row), "park"));
}

/* (transfer full): a line each for what it is for, its land, what is there */
static char *
tell_park (const LfParkSheet *sheet, guint index)
{
  const LfPark *park = sheet->tree->pdata[index];
  g_autofree char *leading = lf_record_format (park->record, "leading_industries");
  g_autofree char *land = lf_park_tell_land (&park->land);
  g_autofree char *figures = lf_park_tell_figures (&sheet->figures[index]);

  return g_strconcat (leading, *leading == '\0' ? "" : "\n", land, *land == '\0' ? "" : "\n",
                      figures, NULL);
}

static void
add_park (LfParksPage *self, const LfParkSheet *sheet, guint index)
{
  const LfPark *park = sheet->tree->pdata[index];
  const char *id = lf_record_id (park->record);
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *title = lf_record_title (park->record);
  g_autofree char *subtitle = tell_park (sheet, index);
  GtkWidget *icon = gtk_image_new_from_icon_name ("lf-park-symbolic");

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  gtk_widget_set_margin_start (icon, INDENT * (int) park->depth);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  add_button (row, "document-print-symbolic", _ ("Print the Card"), "parks.print", id);
  add_button (row, "document-save-symbolic", _ ("Save the Card…"), "parks.save", id);
  g_object_set_data_full (G_OBJECT (row), "park", g_strdup (id), g_free);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_signal_connect (row, "activated", G_CALLBACK (on_activated_cb), NULL);
  adw_preferences_group_add (self->parks, row);
  g_ptr_array_add (self->rows, row);
}

static void
show_parks (LfParksPage *self, const LfParkSheet *sheet)
{
  lf_app_leave (GTK_WIDGET (self->parks));
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->parks, self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < sheet->tree->len; i++)
    add_park (self, sheet, i);
}

/* ---- The map ---- */

static void
show_map (LfParksPage *self, LfReport *report)
{
  gboolean has_any = report->rows->len > 0;

  lf_chart_view_set_report (self->chart, report);
  g_clear_pointer (&self->report, lf_report_free);
  self->report = report;
  gtk_widget_set_visible (GTK_WIDGET (self->chart), has_any);
  gtk_widget_set_visible (GTK_WIDGET (self->no_projects), !has_any);
}

static void
on_mark_activated_cb (LfChartView *view, guint row, guint column, gpointer user_data)
{
  LfParksPage *self
      = LF_PARKS_PAGE (gtk_widget_get_ancestor (GTK_WIDGET (view), LF_TYPE_PARKS_PAGE));
  const LfReportCell *head = lf_report_cell_at (self->report, row, 0);

  lf_report_table_open_list (self->context, self->report, row, column,
                             head == NULL ? NULL : head->text);
}

/* ---- On a map ---- */

#ifdef HAVE_MAP
static void
offer_map (LfParksPage *self)
{
  adw_bin_set_child (self->map_place, lf_park_map_new (self->context));
  gtk_widget_set_visible (self->map_button, TRUE);
}

static void
map_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GtkToggleButton *button = GTK_TOGGLE_BUTTON (LF_PARKS_PAGE (widget)->map_button);

  gtk_toggle_button_set_active (button, !gtk_toggle_button_get_active (button));
}

static void
show_on_map (LfParksPage *self, const LfParkSheet *sheet)
{
  lf_park_map_show (LF_PARK_MAP (adw_bin_get_child (self->map_place)), sheet);
}
#else
static void
offer_map (LfParksPage *self)
{
}

static void
show_on_map (LfParksPage *self, const LfParkSheet *sheet)
{
}
#endif

/* ---- Reading ---- */

typedef struct
{
  LfStore *store;
  guint map;
  LfParkSheet *sheet; /* from here on: what was read */
  LfReport *report;
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_object_unref (reading->store);
  g_clear_pointer (&reading->sheet, lf_park_sheet_free);
  g_clear_pointer (&reading->report, lf_report_free);
  g_free (reading);
}

static void
read_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Reading *reading = data;
  const LfReportOptions options = { .today = lf_date_today (), .by = maps[reading->map].by };
  GError *error = NULL;

  reading->sheet = lf_store_parks_sync (reading->store, NULL, &error);
  if (reading->sheet != NULL)
    reading->report
        = lf_report_run_sync (reading->store, maps[reading->map].report, &options, &error);
  if (reading->report != NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LfParksPage *self = user_data;
  g_autoptr (GError) error = NULL;
  Reading *reading = g_task_get_task_data (G_TASK (result));

  g_task_propagate_boolean (G_TASK (result), &error);
  if (lf_page_reader_was_cancelled (error))
    return;
  lf_page_reader_done (self->reader);
  if (error != NULL)
    lf_page_reader_tell (self->nothing, error);
  else
    {
      show_parks (self, reading->sheet);
      show_on_map (self, reading->sheet);
      show_map (self, g_steal_pointer (&reading->report));
    }
  gtk_stack_set_visible_child_name (
      self->pages, error != NULL || reading->sheet->tree->len == 0 ? "nothing" : "parks");
}

static void
read_parks (GtkWidget *page, GCancellable *cancellable)
{
  LfParksPage *self = LF_PARKS_PAGE (page);
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, on_read_cb, self);
  Reading *reading = g_new0 (Reading, 1);
  guint chosen = gtk_drop_down_get_selected (self->choice);

  reading->store = g_object_ref (lf_app_context_store (self->context));
  reading->map = MIN (chosen, G_N_ELEMENTS (maps) - 1);
  g_task_set_task_data (task, reading, reading_free);
  g_task_run_in_thread (task, read_in_thread);
}

static void
on_chosen_cb (GtkDropDown *choice, GParamSpec *spec, gpointer user_data)
{
  LfParksPage *self
      = LF_PARKS_PAGE (gtk_widget_get_ancestor (GTK_WIDGET (choice), LF_TYPE_PARKS_PAGE));

  if (self != NULL && self->reader != NULL)
    lf_page_reader_restart (self->reader);
}

/* ---- Cards ---- */

typedef struct
{
  LfStore *store;
  char *park;
  char *path; /* (nullable): where it is written to; NULL: it is printed */
} CardTask;

static void
card_task_free (gpointer data)
{
  CardTask *task = data;

  g_object_unref (task->store);
  g_free (task->park);
  g_free (task->path);
  g_free (task);
}

static void
make_card (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const CardTask *asked = data;
  GError *error = NULL;
  g_autoptr (LfParkCard) card = lf_park_card_read_sync (asked->store, asked->park, &error);
  g_autoptr (LfPaper) paper = card == NULL ? NULL : lf_park_paper_new (card);

  if (paper == NULL || (asked->path != NULL && !lf_paper_write (paper, asked->path, &error)))
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_steal_pointer (&paper), (GDestroyNotify) lf_paper_free);
}

static void
on_card_made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LfParksPage *self = LF_PARKS_PAGE (source);
  const CardTask *asked = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autoptr (LfPaper) paper = g_task_propagate_pointer (G_TASK (result), &error);

  if (paper != NULL && asked->path != NULL)
    lf_app_context_toast (self->context, _ ("The card was saved"), /* has_undo= */ FALSE);
  else if (paper != NULL && window_of (self) != NULL)
    lf_print_paper (window_of (self), g_steal_pointer (&paper), &error);
  if (error != NULL)
    lf_app_context_toast (self->context, error->message, /* has_undo= */ FALSE);
}

static void
start_card (LfParksPage *self, const char *park, char *path /* (transfer full) (nullable) */)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, on_card_made_cb, NULL);
  CardTask *asked = g_new0 (CardTask, 1);

  *asked = (CardTask){ g_object_ref (lf_app_context_store (self->context)), g_strdup (park), path };
  g_task_set_task_data (task, asked, card_task_free);
  g_task_run_in_thread (task, make_card);
}

void
lf_parks_page_write_card (GtkWidget *page, const char *park, const char *path)
{
  start_card (LF_PARKS_PAGE (page), park, g_strdup (path));
}

static void
print_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  start_card (LF_PARKS_PAGE (widget), g_variant_get_string (parameter, NULL), NULL);
}

typedef struct
{
  LfParksPage *page;
  char *park;
} Saving;

static void
on_target_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Saving *saving = user_data;
  g_autoptr (GFile) file = lf_file_save_finish (GTK_WINDOW (source), result, NULL);

  if (file != NULL)
    start_card (saving->page, saving->park, g_file_get_path (file));
  g_object_unref (saving->page);
  g_free (saving->park);
  g_free (saving);
}

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  Saving *saving = g_new0 (Saving, 1);
  g_autofree char *file = g_strdup_printf ("%s.pdf", _ ("Park card"));

  *saving
      = (Saving){ g_object_ref (LF_PARKS_PAGE (widget)), g_variant_dup_string (parameter, NULL) };
  lf_file_save_async (window_of (saving->page), _ ("Save the Card"), file, on_target_chosen_cb,
                      saving);
}

/* ---- The layout on paper and in files ---- */

static void
draw_layout (gconstpointer data, cairo_t *cr, double width, double height)
{
  lf_chart_draw_sheet (data, cr, width, height);
}

static void
print_layout_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfParksPage *self = LF_PARKS_PAGE (widget);
  g_autoptr (GError) error = NULL;

  if (self->report != NULL
      && !lf_print_drawing (window_of (self), self->report->title, draw_layout, self->report,
                            &error))
    lf_app_context_toast (self->context, error->message, /* has_undo= */ FALSE);
}

static void
on_layout_target_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LfParksPage) self = user_data;
  g_autoptr (GFile) file = lf_file_save_finish (GTK_WINDOW (source), result, NULL);
  g_autoptr (GError) error = NULL;

  if (file == NULL || self->report == NULL)
    return;
  if (lf_report_write (self->report, g_file_peek_path (file), &error))
    lf_app_context_toast (self->context, _ ("The layout was saved"), /* has_undo= */ FALSE);
  else
    lf_app_context_toast (self->context, error->message, /* has_undo= */ FALSE);
}

static void
save_layout_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfParksPage *self = LF_PARKS_PAGE (widget);
  g_autofree char *file = self->report == NULL
                              ? NULL
                              : g_strdup_printf ("%s.%s", self->report->title,
                                                 g_variant_get_string (parameter, NULL));

  if (file != NULL)
    lf_file_save_async (window_of (self), _ ("Save the Layout"), file, on_layout_target_chosen_cb,
                        g_object_ref (self));
}

/* ---- Widget ---- */

static void
lf_parks_page_dispose (GObject *object)
{
  LfParksPage *self = LF_PARKS_PAGE (object);

  g_clear_object (&self->reader);
  g_ptr_array_set_size (self->rows, 0);
  g_clear_pointer ((GtkWidget **) &self->pages, gtk_widget_unparent);
  G_OBJECT_CLASS (lf_parks_page_parent_class)->dispose (object);
}

static void
lf_parks_page_finalize (GObject *object)
{
  LfParksPage *self = LF_PARKS_PAGE (object);

  g_clear_object (&self->context);
  g_clear_pointer (&self->report, lf_report_free);
  g_ptr_array_unref (self->rows);
  G_OBJECT_CLASS (lf_parks_page_parent_class)->finalize (object);
}

static void
lf_parks_page_class_init (LfParksPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_parks_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = lf_parks_page_finalize;
  g_type_ensure (LF_TYPE_CHART_VIEW);
  gtk_widget_class_install_action (widget_class, "parks.print", "s", print_action);
  gtk_widget_class_install_action (widget_class, "parks.save", "s", save_action);
#ifdef HAVE_MAP
  gtk_widget_class_install_action (widget_class, "parks.map", NULL, map_action);
#endif
  gtk_widget_class_install_action (widget_class, "parks.print-layout", NULL, print_layout_action);
  gtk_widget_class_install_action (widget_class, "parks.save-layout", "s", save_layout_action);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/landfall/Landfall/parks/lf-parks-page.ui");
  gtk_widget_class_bind_template_child (widget_class, LfParksPage, pages);
  gtk_widget_class_bind_template_child (widget_class, LfParksPage, nothing);
  gtk_widget_class_bind_template_child (widget_class, LfParksPage, choice);
  gtk_widget_class_bind_template_child (widget_class, LfParksPage, map_button);
  gtk_widget_class_bind_template_child (widget_class, LfParksPage, map_place);
  gtk_widget_class_bind_template_child (widget_class, LfParksPage, chart);
  gtk_widget_class_bind_template_child (widget_class, LfParksPage, no_projects);
  gtk_widget_class_bind_template_child (widget_class, LfParksPage, parks);
  gtk_widget_class_bind_template_callback (widget_class, on_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_mark_activated_cb);
}

static void
lf_parks_page_init (LfParksPage *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  lf_drop_down_speak_of_label (self->choice);
}

GtkWidget *
lf_parks_page_new (LfAppContext *context)
{
  LfParksPage *self = g_object_new (LF_TYPE_PARKS_PAGE, NULL);

  self->context = g_object_ref (context);
  offer_map (self);
  self->reader = lf_page_reader_new (GTK_WIDGET (self), lf_app_context_store (context), read_parks);
  return GTK_WIDGET (self);
}
