/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page of industries. */

#include "config.h"

#include "lf-industries-page.h"

#include "lf-industry-rows.h"
#include "lf-may.h"
#include "lf-page-reader.h"

#include <glib/gi18n.h>

struct _LfIndustriesPage
{
  GtkWidget parent_instance;

  GtkStack *pages;
  AdwStatusPage *nothing;
  GtkWidget *begin, *more;
  GtkLabel *told;
  GtkListView *tree;

  LfAppContext *context;
  LfPageReader *reader;
  GtkTreeListModel *rows; /* (nullable): until they are read */
};

G_DEFINE_FINAL_TYPE (LfIndustriesPage, lf_industries_page, GTK_TYPE_WIDGET)

/* (transfer full) (nullable) */
static LfIndustryItem *
item_at (LfIndustriesPage *self, guint position)
{
  g_autoptr (GtkTreeListRow) row
      = self->rows == NULL ? NULL : gtk_tree_list_model_get_row (self->rows, position);

  return row == NULL ? NULL : gtk_tree_list_row_get_item (row);
}

static void
on_activated_cb (GtkListView *view, guint position, gpointer user_data)
{
  LfIndustriesPage *self
      = LF_INDUSTRIES_PAGE (gtk_widget_get_ancestor (GTK_WIDGET (view), LF_TYPE_INDUSTRIES_PAGE));
  g_autoptr (LfIndustryItem) item = item_at (self, position);

  if (item != NULL)
    lf_app_context_open_record (self->context, "industry", lf_industry_item_id (item));
}

static void
projects_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfIndustriesPage *self = LF_INDUSTRIES_PAGE (widget);
  g_autoptr (LfIndustryItem) item = item_at (self, g_variant_get_uint32 (parameter));

  if (item != NULL && *lf_industry_item_where (item) != '\0')
    lf_app_context_open_list (self->context, "project", lf_industry_item_where (item),
                              lf_industry_item_title (item));
}

/* ---- Reading ---- */

static void
show_tree (LfIndustriesPage *self, LfIndustrySheet *sheet /* (transfer full) */)
{
  gboolean had_any = self->rows != NULL && g_list_model_get_n_items (G_LIST_MODEL (self->rows)) > 0;
  g_autoptr (GHashTable) unfolded = had_any ? lf_industry_rows_unfolded (self->rows) : NULL;
  g_autoptr (GtkNoSelection) shown = NULL;
  guint n = sheet->tree->len;
  g_autofree char *told
      = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u industry", "%u industries", n), n);

  lf_app_leave (GTK_WIDGET (self->tree));
  g_clear_object (&self->rows);
  self->rows = lf_industry_rows_new (sheet, unfolded);
  shown = gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->rows)));
  gtk_list_view_set_model (self->tree, GTK_SELECTION_MODEL (shown));
  gtk_label_set_label (self->told, told);
  gtk_stack_set_visible_child_name (self->pages, n == 0 ? "nothing" : "tree");
}

static void
read_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  LfIndustrySheet *sheet = lf_store_industries_sync (data, &error);

  if (sheet != NULL)
    g_task_return_pointer (task, sheet, (GDestroyNotify) lf_industry_sheet_free);
  else
    g_task_return_error (task, error);
}

static void
on_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LfIndustriesPage *self = user_data;
  g_autoptr (GError) error = NULL;
  LfIndustrySheet *sheet = g_task_propagate_pointer (G_TASK (result), &error);

  if (lf_page_reader_was_cancelled (error))
    return;
  lf_page_reader_done (self->reader);
  if (sheet != NULL)
    show_tree (self, sheet);
  else
    {
      lf_page_reader_tell (self->nothing, error);
      gtk_stack_set_visible_child_name (self->pages, "nothing");
    }
}

static void
read_industries (GtkWidget *page, GCancellable *cancellable)
{
  LfIndustriesPage *self = LF_INDUSTRIES_PAGE (page);
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, on_read_cb, self);
  gboolean may = lf_may (self->context, "industry", 'c');

  gtk_widget_set_visible (self->begin, may);
  gtk_widget_set_visible (self->more, may);
  g_task_set_task_data (task, g_object_ref (lf_app_context_store (self->context)), g_object_unref);
  g_task_run_in_thread (task, read_in_thread);
}

/* ---- Presets ---- */

typedef struct
{
  LfStore *store;
  char *preset;
  guint n; /* that came */
} Loading;

static void
loading_free (gpointer data)
{
  Loading *loading = data;

  g_object_unref (loading->store);
  g_free (loading->preset);
  g_free (loading);
}

static void
load_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Loading *loading = data;
  GError *error = NULL;

  if (lf_store_industries_load_sync (loading->store, loading->preset, &loading->n, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LfIndustriesPage *self = LF_INDUSTRIES_PAGE (source);
  const Loading *loading = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autofree char *told = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    told = g_strdup (error->message);
  else if (loading->n == 0)
    told = g_strdup (_ ("The zone has all industries of that preset."));
  else
    told = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u industry was added",
                                         "%u industries were added", loading->n),
                            loading->n);
  lf_app_context_toast (self->context, told, error == NULL && loading->n > 0);
}

static void
load_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfIndustriesPage *self = LF_INDUSTRIES_PAGE (widget);
  g_autoptr (GTask) task = g_task_new (self, NULL, on_loaded_cb, NULL);
  Loading *loading = g_new0 (Loading, 1);

  loading->store = g_object_ref (lf_app_context_store (self->context));
  loading->preset = g_variant_dup_string (parameter, NULL);
  g_task_set_task_data (task, loading, loading_free);
  g_task_run_in_thread (task, load_in_thread);
}

/* ---- Widget ---- */

static void
lf_industries_page_dispose (GObject *object)
{
  LfIndustriesPage *self = LF_INDUSTRIES_PAGE (object);

  g_clear_object (&self->reader);
  g_clear_pointer ((GtkWidget **) &self->pages, gtk_widget_unparent);
  G_OBJECT_CLASS (lf_industries_page_parent_class)->dispose (object);
}

static void
lf_industries_page_finalize (GObject *object)
{
  LfIndustriesPage *self = LF_INDUSTRIES_PAGE (object);

  g_clear_object (&self->context);
  g_clear_object (&self->rows);
  G_OBJECT_CLASS (lf_industries_page_parent_class)->finalize (object);
}

static void
lf_industries_page_class_init (LfIndustriesPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_industries_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = lf_industries_page_finalize;
  gtk_widget_class_install_action (widget_class, "industries.load", "s", load_action);
  gtk_widget_class_install_action (widget_class, "industries.projects", "u", projects_action);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/landfall/Landfall/industries/lf-industries-page.ui");
  gtk_widget_class_bind_template_child (widget_class, LfIndustriesPage, pages);
  gtk_widget_class_bind_template_child (widget_class, LfIndustriesPage, nothing);
  gtk_widget_class_bind_template_child (widget_class, LfIndustriesPage, begin);
  gtk_widget_class_bind_template_child (widget_class, LfIndustriesPage, more);
  gtk_widget_class_bind_template_child (widget_class, LfIndustriesPage, told);
  gtk_widget_class_bind_template_child (widget_class, LfIndustriesPage, tree);
  gtk_widget_class_bind_template_callback (widget_class, on_activated_cb);
}

static void
lf_industries_page_init (LfIndustriesPage *self)
{
  g_autoptr (GtkListItemFactory) factory = lf_industry_rows_factory ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_view_set_factory (self->tree, factory);
}

GtkWidget *
lf_industries_page_new (LfAppContext *context)
{
  LfIndustriesPage *self = g_object_new (LF_TYPE_INDUSTRIES_PAGE, NULL);

  self->context = g_object_ref (context);
  self->reader
      = lf_page_reader_new (GTK_WIDGET (self), lf_app_context_store (context), read_industries);
  return GTK_WIDGET (self);
}
