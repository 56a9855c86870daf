/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The menu of a list: saved views, and the list as of another day. */

#include "config.h"

#include "lf-list-page-private.h"

#include "lf-day-popover.h"
#include "lf-may.h"
#include "lf-sort-dialog.h"
#include "lf-view-dialog.h"

#include <glib/gi18n.h>

/* ---- Saved views ---- */

/* (transfer full): what is shown now, under the name of the view it came from */
static LfSavedView *
to_view (LfListPage *self)
{
  g_autoptr (LfSavedView) before = self->saved == NULL ? NULL : lf_saved_view_read (self->saved);
  LfSavedView *view = lf_saved_view_new (self->entity, before == NULL ? NULL : before->name);
  const char *typed = lf_filter_entry_get_text (self->filter);

  g_free (view->filter);
  view->filter = *typed == '\0' || *self->within == '\0'
                     ? g_strdup (*typed == '\0' ? self->within : typed)
                     : g_strdup_printf ("%s and (%s)", self->within, typed);
  view->sort = g_strdup (self->sort);
  g_ptr_array_unref (view->columns);
  view->columns = lf_record_list_get_columns (self->list);
  view->is_board = lf_list_page_is_board (self);
  view->board_by = g_strdup (lf_list_page_get_groups (self, &view->shows_ended));
  view->is_shared = before != NULL && before->is_shared;
  return view;
}

static void
present_dialog (LfListPage *self, LfRecord *record)
{
  LfSavedView *view = record == NULL ? to_view (self) : lf_saved_view_read (record);
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));

  if (record == NULL)
    {
      g_clear_pointer (&view->name, g_free);
      view->is_shared = FALSE;
    }
  gtk_window_present (GTK_WINDOW (lf_view_dialog_new (window, self->context, view, record)));
}

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  present_dialog (LF_LIST_PAGE (widget), /* record= */ NULL);
}

static void
update_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfListPage *self = LF_LIST_PAGE (widget);
  g_autoptr (LfSavedView) view = to_view (self);

  lf_view_commit_edits (self->context, view, self->saved);
}

static void
rename_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  present_dialog (LF_LIST_PAGE (widget), LF_LIST_PAGE (widget)->saved);
}

static void
delete_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfListPage *self = LF_LIST_PAGE (widget);

  lf_view_commit_delete (self->context, self->saved);
}

void
lf_list_page_show_saved (LfListPage *self, LfRecord *saved)
{
  g_autoptr (LfSavedView) view = lf_saved_view_read (saved);

  g_clear_pointer (&self->saved, lf_record_unref);
  self->saved = lf_record_ref (saved);
  lf_list_columns_set_kept (self->columns, FALSE);
  lf_filter_entry_set_text (self->filter, view->filter);
  if (view->columns->len > 0)
    lf_record_list_set_columns (self->list, view->columns);
  lf_record_list_set_sort (self->list, view->sort);
  if (view->board_by != NULL)
    lf_list_page_set_groups (self, view->board_by, view->shows_ended);
  lf_list_page_show_board (self, view->is_board);
  lf_list_page_update_actions (self);
  lf_list_page_update (self);
}

/* ---- Order ---- */

/* The columns shown, as they stand, and then what else the list is in the order of. */
static GPtrArray *
sortable_fields (LfListPage *self)
{
  GPtrArray *fields = lf_record_list_get_columns (self->list);
  gboolean is_descending;

  for (const LfField *field = self->entity->fields; field->name != NULL; field++)
    if (!g_ptr_array_find (fields, field, NULL)
        && ((field->flags & LF_FIELD_SORTED)
            || lf_sort_find (self->sort, field->name, &is_descending) > 0))
      g_ptr_array_add (fields, (gpointer) field);
  return fields;
}

static void
sort_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfListPage *self = LF_LIST_PAGE (widget);
  g_autoptr (GPtrArray) fields = sortable_fields (self);
  LfSortDialog *dialog
      = lf_sort_dialog_new (GTK_WINDOW (gtk_widget_get_root (widget)), fields, self->sort);

  g_signal_connect_object (dialog, "sorted", G_CALLBACK (lf_record_list_set_sort), self->list,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* ---- Another day ---- */

gboolean
lf_list_page_is_past (LfListPage *self)
{
  return self->as_of.year != 0;
}

void
lf_list_page_set_day (LfListPage *self, const LfDate *day)
{
  self->as_of = day == NULL ? (LfDate){ 0 } : *day;
  if (day != NULL)
    {
      g_autofree char *shown = lf_date_format (day);
      g_autofree char *sentence = g_strdup_printf (
          _ ("This is the list as it was at the end of %s. It cannot be changed."), shown);

      gtk_label_set_text (self->past_label, sentence);
      lf_list_page_show_board (self, FALSE);
    }
  gtk_widget_set_visible (self->past_bar, day != NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->modes), day == NULL);
  lf_list_page_unselect (self);
  lf_list_page_update_actions (self);
  lf_list_page_update_selection (self);
  lf_list_page_update (self);
}

static void
choose_day_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  lf_day_popover_open (LF_LIST_PAGE (widget)->view_button);
}

static void
today_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  lf_list_page_set_day (LF_LIST_PAGE (widget), NULL);
}

static void
show_day_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfDate day, today = lf_date_today ();

  if (lf_date_from_canonical (g_variant_get_string (parameter, NULL), &day))
    lf_list_page_set_day (LF_LIST_PAGE (widget), lf_date_compare (&day, &today) < 0 ? &day : NULL);
}

/* ---- Actions ---- */

static const struct
{
  const char *name;
  GtkWidgetActionActivateFunc activate;
  const char *parameter;          /* (nullable): its type */
  gboolean needs_own, needs_past; /* a saved view that whoever is signed in may change */
} actions[] = {
  { "list.save-view", save_action },
  { "list.update-view", update_action, .needs_own = TRUE },
  { "list.rename-view", rename_action, .needs_own = TRUE },
  { "list.delete-view", delete_action, .needs_own = TRUE },
  { "list.sort", sort_action },
  { "list.choose-day", choose_day_action },
  { "list.show-day", show_day_action, "s" },
  { "list.today", today_action, .needs_past = TRUE },
};

void
lf_list_page_install_actions (GtkWidgetClass *widget_class)
{
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, actions[i].parameter,
                                     actions[i].activate);
}

void
lf_list_page_update_actions (LfListPage *self)
{
  gboolean is_own = self->saved != NULL && lf_may_change (self->context, self->saved);

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), actions[i].name,
                                   (!actions[i].needs_own || is_own)
                                       && (!actions[i].needs_past || self->as_of.year != 0));
}
