/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A view of one entity: list or board over one filter. */

#include "config.h"

#include "lf-list-page-private.h"

#include "lf-cell-editor.h"
#include "lf-dialogs.h"
#include "lf-view.h"
#include "lf-wrap-layout.h"

#include <glib/gi18n.h>
#include <string.h>

G_DEFINE_FINAL_TYPE (LfListPage, lf_list_page, GTK_TYPE_WIDGET)

/* ---- What is shown ---- */

gboolean
lf_list_page_is_board (LfListPage *self)
{
  return gtk_toggle_button_get_active (self->board_button);
}

static gboolean
is_filtered (LfListPage *self)
{
  return *lf_filter_entry_get_text (self->filter) != '\0';
}

/* A list of projects in a store that holds none at all asks to be filled. */
static void
on_counted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LfListPage) self = user_data;
  LfSummary summary = { 0 };

  if (!lf_store_summary_finish (LF_STORE (source), result, &summary, NULL) || summary.n > 0
      || self->first_run == NULL || is_filtered (self))
    return;
  adw_status_page_set_icon_name (self->empty, LF_APP_ID);
  adw_status_page_set_title (self->empty, _ ("Welcome to Landfall"));
  adw_status_page_set_description (
      self->empty, _ ("Note down the first lead with New, or begin with one of these."));
  gtk_widget_set_visible (self->first_run, TRUE);
}

static void
show_empty (LfListPage *self)
{
  gboolean filtered = is_filtered (self), is_past = lf_list_page_is_past (self);
  g_autoptr (LfQuery) all
      = lf_query_new (lf_schema_find ("project"), /* filter= */ NULL, /* sort= */ NULL);

  adw_status_page_set_icon_name (self->empty, filtered ? "edit-find-symbolic" : self->entity->icon);
  adw_status_page_set_title (self->empty, filtered  ? _ ("Nothing Matches")
                                          : is_past ? _ ("Nothing Here on That Day")
                                                    : _ ("Nothing Here Yet"));
  adw_status_page_set_description (
      self->empty, filtered  ? _ ("Search looks for words, pinyin and initials within this view.")
                   : is_past ? _ ("Nothing of this kind had been recorded by that day.")
                             : self->hint);
  gtk_widget_set_visible (self->clear_button, filtered);
  gtk_widget_set_visible (self->first_run, FALSE);
  if (!filtered && !is_past && self->entity == lf_query_entity (all))
    lf_store_summary_async (lf_app_context_store (self->context), all, /* cancellable= */ NULL,
                            on_counted_cb, g_object_ref (self));
}

static void
show_page (LfListPage *self)
{
  gboolean is_empty = g_list_model_get_n_items (G_LIST_MODEL (self->model)) == 0
                      && !lf_list_model_get_is_loading (self->model);

  if (is_empty)
    show_empty (self);
  gtk_stack_set_visible_child_name (self->stack, is_empty                       ? "empty"
                                                 : lf_list_page_is_board (self) ? "board"
                                                                                : "list");
  gtk_widget_set_visible (GTK_WIDGET (self->footer), !is_empty);
}

static void
on_summarised_cb (LfListModel *model, gpointer user_data)
{
  lf_list_page_show_footer (user_data);
  show_page (user_data);
}

static void
on_loading_cb (LfListModel *model, GParamSpec *pspec, gpointer user_data)
{
  show_page (user_data);
}

static void
on_failed_cb (LfListModel *model, GError *error, gpointer user_data)
{
  LfListPage *self = user_data;

  gtk_label_set_text (self->problem, error->message);
  gtk_widget_set_visible (GTK_WIDGET (self->problem), TRUE);
}

/* ---- The filter ---- */

char *
lf_list_page_filter_text (LfListPage *self)
{
  const char *typed = lf_filter_entry_get_text (self->filter);

  if (*typed == '\0' || *self->within == '\0')
    return g_strdup (*typed == '\0' ? self->within : typed);
  return g_strdup_printf ("(%s) and (%s)", self->within, typed);
}

/* What is typed is read by itself first, so that an error's column is the column of what is typed.
 */
static gboolean
check_typed (LfListPage *self, const LfDate *today)
{
  g_autoptr (GError) error = NULL;
  guint column = 0;
  g_autoptr (LfFilter) filter = lf_filter_parse (
      self->entity, lf_filter_entry_get_text (self->filter), today, &column, &error);

  lf_filter_entry_mark (self->filter, filter == NULL ? column : 0);
  gtk_widget_set_visible (GTK_WIDGET (self->problem), filter == NULL);
  if (filter == NULL)
    gtk_label_set_text (self->problem, error->message);
  return filter != NULL;
}

void
lf_list_page_update (LfListPage *self)
{
  gboolean is_past = self->as_of.year != 0;
  LfDate today = is_past ? self->as_of : lf_date_today ();
  g_autofree char *text = lf_list_page_filter_text (self);
  g_autoptr (LfQuery) query = NULL;

  if (!check_typed (self, &today))
    return;
  query = lf_query_parse (self->entity, text, self->sort, &today, NULL);
  if (query == NULL)
    return;
  if (is_past)
    lf_query_set_as_of (query, &self->as_of);
  lf_list_model_set_query (self->model, query);
  if (self->board != NULL && !is_past)
    lf_board_set_filter (self->board, text);
}

static void
on_search_changed_cb (LfListPage *self)
{
  if (self->model != NULL)
    lf_list_page_update (self);
}

static void
on_clear_clicked_cb (LfListPage *self)
{
  lf_filter_entry_set_text (self->filter, "");
  gtk_widget_grab_focus (GTK_WIDGET (self->filter));
}

/* Also heard while the page is taken apart. */
static void
on_sorted_cb (LfRecordList *list, const char *sort, gpointer user_data)
{
  LfListPage *self = user_data;

  if (self->filter == NULL)
    return;
  g_free (self->sort);
  self->sort = g_strdup (sort);
  lf_list_page_update (self);
}

static void
on_opened_cb (LfRecordList *list, LfRecord *record, gpointer user_data)
{
  LfListPage *self = user_data;

  if (self->as_of.year != 0) /* the record beside it would be today's */
    return;
  lf_app_context_open_record (self->context, self->entity->name, lf_record_id (record));
}

/* A stage is not a value like others: it is entered with its date and evidence. */
static void
on_edit_cb (LfListPage *self, LfRecord *record, const LfField *field, GtkWidget *cell)
{
  LfStage stage;

  if (lf_list_page_is_past (self))
    return;
  if (lf_record_column_is_editable (field))
    lf_cell_editor_open (cell, self->context, record, field);
  else if (g_strcmp0 (field->bundle, "stage") == 0
           && lf_stage_from_key (lf_record_get (record, "stage"), &stage))
    lf_move_dialog_present (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), self->context,
                            record, stage);
}

/* Also heard while the page is taken apart. */
static void
on_mode_toggled_cb (GtkToggleButton *button, gpointer user_data)
{
  LfListPage *self = user_data;

  if (self->stack == NULL)
    return;
  if (lf_list_page_is_board (self) && self->board == NULL)
    {
      self->board = LF_BOARD (lf_board_new (self->context, self->entity));
      lf_list_page_show_groups (self);
      adw_bin_set_child (ADW_BIN (self->board_bin), GTK_WIDGET (self->board));
      lf_list_page_update (self);
    }
  if (lf_list_page_is_board (self) && self->board != NULL)
    {
      g_autofree char *text = lf_list_page_filter_text (self);
      lf_board_set_filter (self->board, text);
    }
  show_page (self);
  lf_list_page_update_selection (self);
}

static void
on_rows_selected_cb (LfListPage *self)
{
  if (self->stack != NULL)
    lf_list_page_update_selection (self);
}

/* ---- The object ---- */

static void
lf_list_page_dispose (GObject *object)
{
  LfListPage *self = LF_LIST_PAGE (object);

  g_cancellable_cancel (self->counting);
  g_clear_object (&self->counting);
  gtk_widget_dispose_template (GTK_WIDGET (self), LF_TYPE_LIST_PAGE);
  g_clear_object (&self->model);
  g_clear_object (&self->columns);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (lf_list_page_parent_class)->dispose (object);
}

static void
lf_list_page_finalize (GObject *object)
{
  LfListPage *self = LF_LIST_PAGE (object);

  g_free (self->within);
  g_free (self->sort);
  g_clear_pointer (&self->saved, lf_record_unref);
  g_clear_pointer (&self->kinds, g_ptr_array_unref);
  G_OBJECT_CLASS (lf_list_page_parent_class)->finalize (object);
}

static void
lf_list_page_class_init (LfListPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (LF_TYPE_FILTER_ENTRY);
  G_OBJECT_CLASS (klass)->dispose = lf_list_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = lf_list_page_finalize;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/landfall/Landfall/list/lf-list-page.ui");
  gtk_widget_class_bind_template_child (widget_class, LfListPage, box);
  gtk_widget_class_bind_template_child (widget_class, LfListPage, filter);
  gtk_widget_class_bind_template_child (widget_class, LfListPage, problem);
  gtk_widget_class_bind_template_child (widget_class, LfListPage, modes);
  gtk_widget_class_bind_template_child (widget_class, LfListPage, list_button);
  gtk_widget_class_bind_template_child (widget_class, LfListPage, board_button);
  gtk_widget_class_bind_template_child (widget_class, LfListPage, view_button);
  gtk_widget_class_bind_template_child (widget_class, LfListPage, columns_menu);
  gtk_widget_class_bind_template_child (widget_class, LfListPage, past_bar);
  gtk_widget_class_bind_template_child (widget_class, LfListPage, past_label);
  gtk_widget_class_bind_template_child (widget_class, LfListPage, stack);
  gtk_widget_class_bind_template_child (widget_class, LfListPage, list_bin);
  gtk_widget_class_bind_template_child (widget_class, LfListPage, board_bar);
  gtk_widget_class_bind_template_child (widget_class, LfListPage, board_bin);
  gtk_widget_class_bind_template_child (widget_class, LfListPage, empty);
  gtk_widget_class_bind_template_child (widget_class, LfListPage, clear_button);
  gtk_widget_class_bind_template_child (widget_class, LfListPage, first_run);
  gtk_widget_class_bind_template_child (widget_class, LfListPage, footer);
  gtk_widget_class_bind_template_child (widget_class, LfListPage, selection_bar);
  gtk_widget_class_bind_template_child (widget_class, LfListPage, selected_label);
  gtk_widget_class_bind_template_child (widget_class, LfListPage, assign_button);
  gtk_widget_class_bind_template_child (widget_class, LfListPage, move_button);
  gtk_widget_class_bind_template_child (widget_class, LfListPage, by_drop_down);
  gtk_widget_class_bind_template_child (widget_class, LfListPage, by_labels);
  gtk_widget_class_bind_template_child (widget_class, LfListPage, ended_check);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_mode_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_clear_clicked_cb);
  gtk_widget_class_bind_template_callback_full (widget_class, "on_groups_chosen_cb",
                                                G_CALLBACK (lf_list_page_on_groups_chosen_cb));
  lf_list_page_install_actions (widget_class);
  lf_list_page_install_selection_actions (widget_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
lf_list_page_init (LfListPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_layout_manager (self->board_bar, lf_wrap_layout_new (12, 6));
}

/* The example is one that the entity understands. */
static const char *
placeholder (const LfEntity *entity)
{
  return lf_entity_field (entity, "stage") != NULL
                 && lf_entity_field (entity, "total_investment") != NULL
             ? _ ("Search, or filter: stage=signed and total_investment>=\"100 million\"")
             : _ ("Search by words, pinyin or initials");
}

/* The field that is the same in all that @filter lets through, such as “stage=lead”. */
static const LfField *
fixed_field (const LfEntity *entity, const char *filter)
{
  LfDate today = lf_date_today ();
  g_autoptr (LfFilter) parsed = lf_filter_parse (entity, filter, &today, NULL, NULL);

  return parsed != NULL && parsed->kind == LF_FILTER_COMPARE && parsed->op == LF_OP_EQ
                 && parsed->field->type == LF_VALUE_CHOICE
             ? parsed->field
             : NULL;
}

/* Lists behind figures look like the list of all. */
const char *
lf_list_page_name (LfListPage *self)
{
  guint n_views;
  const LfView *views = lf_views (&n_views);

  for (guint i = 0; i < n_views; i++)
    if (g_strcmp0 (views[i].entity, self->entity->name) == 0
        && g_strcmp0 (views[i].filter, self->within) == 0)
      return views[i].name;
  return self->entity->name;
}

static void
choose_columns (LfListPage *self)
{
  g_autoptr (GMenuModel) items = lf_list_columns_menu (self->list);

  self->columns = lf_list_columns_new (
      self->list, lf_store_folder (lf_app_context_store (self->context)), lf_list_page_name (self));
  gtk_widget_insert_action_group (GTK_WIDGET (self), "columns", G_ACTION_GROUP (self->columns));
  g_menu_append_section (self->columns_menu, NULL, items);
  lf_record_list_set_menu (self->list, items);
}

GtkWidget *
lf_list_page_new (LfAppContext *context,
                  const LfEntity *entity,
                  const char *filter,
                  const char *empty)
{
  LfListPage *self = g_object_new (LF_TYPE_LIST_PAGE, NULL);
  GtkWidget *list;

  self->context = g_object_ref (context);
  self->entity = entity;
  self->within = g_strdup (filter);
  self->model = lf_list_model_new (lf_app_context_store (context), NULL);
  list = lf_record_list_new (self->model, entity, fixed_field (entity, filter));
  self->list = LF_RECORD_LIST (list);
  adw_bin_set_child (ADW_BIN (self->list_bin), list);
  choose_columns (self);
  self->hint = empty;
  lf_list_page_offer_groups (self);
  lf_filter_entry_set_store (self->filter, lf_app_context_store (context), entity);
  lf_filter_entry_set_placeholder (self->filter, placeholder (entity));
  lf_list_page_update_actions (self);
  g_signal_connect_object (list, "opened", G_CALLBACK (on_opened_cb), self, 0);
  g_signal_connect_object (list, "selected", G_CALLBACK (on_rows_selected_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (list, "edit", G_CALLBACK (on_edit_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (list, "sorted", G_CALLBACK (on_sorted_cb), self, 0);
  g_signal_connect_object (self->model, "summarised", G_CALLBACK (on_summarised_cb), self, 0);
  g_signal_connect_object (self->model, "failed", G_CALLBACK (on_failed_cb), self, 0);
  g_signal_connect_object (self->model, "notify::is-loading", G_CALLBACK (on_loading_cb), self, 0);
  lf_list_page_update_selection (self);
  lf_list_page_update (self);
  return GTK_WIDGET (self);
}

const LfEntity *
lf_list_page_entity (LfListPage *self)
{
  return self->entity;
}

LfQuery *
lf_list_page_query (LfListPage *self)
{
  return lf_list_model_get_query (self->model);
}

void
lf_list_page_focus_filter (LfListPage *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->filter));
}

/* What has no columns stays a list. */
void
lf_list_page_show_board (LfListPage *self, gboolean board)
{
  gtk_toggle_button_set_active (
      board && self->kinds->len > 0 ? self->board_button : self->list_button, TRUE);
}

void
lf_list_page_unselect (LfListPage *self)
{
  lf_record_list_select (self->list, GTK_INVALID_LIST_POSITION);
}

void
lf_list_page_open_first (LfListPage *self)
{
  lf_record_list_select (self->list, 0);
}

/* The rows that are seen come a few at a time. */
static gboolean
has_all_rows (LfListPage *self)
{
  LfRowSelection *selection = lf_record_list_get_selection (self->list);

  return g_list_model_get_n_items (G_LIST_MODEL (selection))
         == g_list_model_get_n_items (G_LIST_MODEL (self->model));
}

gboolean
lf_list_page_is_ready (LfListPage *self)
{
  return !lf_list_model_get_is_loading (self->model);
}

gboolean
lf_list_page_is_whole (LfListPage *self)
{
  if (!lf_list_page_is_ready (self))
    return FALSE;
  return lf_list_page_is_board (self) && self->board != NULL ? lf_board_is_ready (self->board)
                                                             : has_all_rows (self);
}
