/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is selected in a list: what it adds up to, and what is done to all of it. */

#include "config.h"

#include "lf-list-page-private.h"

#include "lf-bulk-dialog.h"
#include "lf-dialogs.h"

#include <glib/gi18n.h>

#define MANY 2 /* one alone is the record beside the list */

static guint
n_selected (LfListPage *self)
{
  return lf_row_selection_get_n (lf_record_list_get_selection (self->list));
}

/* (transfer full): the selected in the order of the list */
static LfQuery *
query_of_selected (LfListPage *self)
{
  g_autoptr (GArray) rows = lf_row_selection_get_rows (lf_record_list_get_selection (self->list));

  return lf_query_of_rows (lf_list_page_query (self), rows);
}

/* Who a record is for: the field that refers to a person's account. */
static const LfField * /* (nullable) */
owner_field (const LfEntity *entity)
{
  for (const LfField *field = entity->fields; field->name != NULL; field++)
    if (field->type == LF_VALUE_REFERENCE && g_str_equal (field->target, "account")
        && lf_bulk_is_offered (field))
      return field;
  return NULL;
}

/* ---- The footer ---- */

static char *
with_sums (char *count /* (transfer full) */, const LfSummary *summary)
{
  g_autofree char *sums = lf_summary_format (summary);
  char *text = *sums == '\0' ? g_strdup (count) : g_strdup_printf ("%s · %s", count, sums);

  g_free (count);
  return text;
}

static void
show_footer (LfListPage *self, char *count /* (transfer full) */, const LfSummary *summary)
{
  g_autofree char *text = with_sums (count, summary);

  gtk_label_set_text (self->footer, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->footer), text);
}

static void
show_selected_footer (LfListPage *self, const LfSummary *summary)
{
  gint64 n_all = lf_list_model_get_summary (self->model)->n;

  show_footer (self, g_strdup_printf (_ ("%1$d of %2$d selected"), (int) summary->n, (int) n_all),
               summary);
}

static void
show_all_footer (LfListPage *self, const LfSummary *summary)
{
  show_footer (
      self,
      g_strdup_printf (ngettext ("%d record", "%d records", (gulong) summary->n), (int) summary->n),
      summary);
}

static void
on_counted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LfListPage) self = user_data;
  LfSummary summary = { 0 };

  if (!lf_store_summary_finish (LF_STORE (source), result, &summary, NULL))
    return;
  if (lf_list_page_is_board (self))
    show_all_footer (self, &summary);
  else
    show_selected_footer (self, &summary);
}

static void
count (LfListPage *self, LfQuery *query)
{
  self->counting = g_cancellable_new ();
  lf_store_summary_async (lf_app_context_store (self->context), query, self->counting,
                          on_counted_cb, g_object_ref (self));
}

/* (transfer full) (nullable): what the board shows, when that is not all of the list */
static LfQuery *
query_of_board (LfListPage *self)
{
  g_autofree char *filter = lf_list_page_filter_text (self);
  const char *live = lf_board_live_filter (self->entity, filter);
  g_autofree char *text = g_strdup_printf ("%s%s%s%s", *filter == '\0' ? "" : "(", filter,
                                           *filter == '\0' ? "" : ") and ", live);
  LfDate today = lf_date_today ();

  return *live == '\0' || gtk_check_button_get_active (self->ended_check)
             ? NULL
             : lf_query_parse (self->entity, text, NULL, &today, NULL);
}

void
lf_list_page_show_footer (LfListPage *self)
{
  const LfSummary *all = lf_list_model_get_summary (self->model);
  gboolean is_board = lf_list_page_is_board (self);
  gboolean is_many = n_selected (self) >= MANY && !is_board;
  g_autoptr (LfQuery) query = NULL;

  g_cancellable_cancel (self->counting);
  g_clear_object (&self->counting);
  if (is_board)
    query = query_of_board (self);
  else if (is_many && n_selected (self) < all->n)
    query = query_of_selected (self);
  if (query != NULL)
    count (self, query);
  else if (is_many)
    show_selected_footer (self, all);
  else
    show_all_footer (self, all);
}

/* ---- The bar ---- */

void
lf_list_page_update_selection (LfListPage *self)
{
  guint n = n_selected (self);
  gboolean is_many = n >= MANY && !lf_list_page_is_board (self);
  gboolean may_write = is_many && !lf_list_page_is_past (self);
  g_autofree char *text = g_strdup_printf (ngettext ("%u selected", "%u selected", n), n);
  static const char *const writing[] = { "list.edit-selected", "list.assign-selected",
                                         "list.move-selected", "list.delete-selected" };

  gtk_label_set_text (self->selected_label, text);
  gtk_revealer_set_reveal_child (self->selection_bar, is_many);
  for (guint i = 0; i < G_N_ELEMENTS (writing); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), writing[i], may_write);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "list.export-selected", is_many);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "list.unselect", is_many);
  gtk_widget_set_visible (self->assign_button, owner_field (self->entity) != NULL);
  gtk_widget_set_visible (self->move_button, lf_entity_field (self->entity, "stage") != NULL);
  lf_list_page_show_footer (self);
}

static void
present (LfListPage *self, LfBulkKind kind, const LfField *field)
{
  g_autoptr (LfQuery) query = query_of_selected (self);

  lf_bulk_dialog_present (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), self->context,
                          query, kind, field);
}

static void
edit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  present (LF_LIST_PAGE (widget), LF_BULK_EDIT, /* field= */ NULL);
}

static void
assign_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfListPage *self = LF_LIST_PAGE (widget);

  if (owner_field (self->entity) != NULL)
    present (self, LF_BULK_EDIT, owner_field (self->entity));
}

static void
move_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfListPage *self = LF_LIST_PAGE (widget);

  if (lf_entity_field (self->entity, "stage") != NULL)
    present (self, LF_BULK_MOVE, /* field= */ NULL);
}

static void
delete_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  present (LF_LIST_PAGE (widget), LF_BULK_DELETE, /* field= */ NULL);
}

static void
export_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfListPage *self = LF_LIST_PAGE (widget);
  g_autoptr (LfQuery) query = query_of_selected (self);

  lf_export_dialog_present (GTK_WINDOW (gtk_widget_get_root (widget)), self->context, query);
}

static void
select_all_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfListPage *self = LF_LIST_PAGE (widget);

  lf_list_page_show_board (self, FALSE);
  lf_record_list_select_all (self->list);
}

static void
unselect_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  lf_list_page_unselect (LF_LIST_PAGE (widget));
}

void
lf_list_page_install_selection_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "list.edit-selected", NULL, edit_action);
  gtk_widget_class_install_action (widget_class, "list.assign-selected", NULL, assign_action);
  gtk_widget_class_install_action (widget_class, "list.move-selected", NULL, move_action);
  gtk_widget_class_install_action (widget_class, "list.delete-selected", NULL, delete_action);
  gtk_widget_class_install_action (widget_class, "list.export-selected", NULL, export_action);
  gtk_widget_class_install_action (widget_class, "list.select-all", NULL, select_all_action);
  gtk_widget_class_install_action (widget_class, "list.unselect", NULL, unselect_action);
}
