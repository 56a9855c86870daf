/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The board: a column for each group that the filter lets through. */

#include "config.h"

#include "lf-board.h"

#include "lf-board-column.h"
#include "lf-course-kind.h"
#include "lf-course-move.h"
#include "lf-dialogs.h"
#include "lf-may.h"
#include "lf-store-news.h"

#include <glib/gi18n.h>
#include <string.h>

struct _LfBoard
{
  GtkWidget parent_instance;
  LfAppContext *context;
  const LfEntity *entity;
  GtkScrolledWindow *scroller;
  GtkBox *box;
  char *by;
  char *filter;
  gboolean has_ended;
  GPtrArray *columns;    /* (element-type LfBoardColumn), owned by the box */
  GCancellable *reading; /* (nullable): the groups */
  gint64 followed;       /* the row whose card is on its way; 0: none */
  GtkWidget *from;       /* (nullable), unowned, only compared: the column it leaves */
};

G_DEFINE_FINAL_TYPE (LfBoard, lf_board, GTK_TYPE_WIDGET)

/* (nullable): that a card moved to another column is given another value of; by light, or by what
 * nobody writes, none is */
static const LfField *
field_of (LfBoard *self)
{
  const LfField *field = lf_entity_field (self->entity, self->by);

  return field == NULL || (field->flags & LF_FIELD_DERIVED) ? NULL : field;
}

static gboolean
is_by_stage (LfBoard *self)
{
  return strcmp (self->by, "stage") == 0;
}

/* ---- Columns ---- */

static char *
filter_of_columns (LfBoard *self)
{
  const char *live = self->has_ended || is_by_stage (self)
                         ? ""
                         : lf_board_live_filter (self->entity, self->filter);

  return *live == '\0' || *self->filter == '\0'
             ? g_strdup (*live == '\0' ? self->filter : live)
             : g_strdup_printf ("(%s) and %s", self->filter, live);
}

/* (transfer full) (nullable): one of @columns, which is in them no more */
static LfBoardColumn *
take_column (GPtrArray *columns, const LfBoardGroup *group)
{
  for (guint i = 0; i < columns->len; i++)
    if (lf_board_group_equal (lf_board_column_get_group (columns->pdata[i]), group))
      return g_ptr_array_steal_index (columns, i);
  return NULL;
}

/* Those that stay keep where they were scrolled to. */
static void
show_groups (LfBoard *self, GPtrArray *groups)
{
  g_autoptr (GPtrArray) old = g_steal_pointer (&self->columns);
  g_autofree char *filter = filter_of_columns (self);
  GtkWidget *last = NULL;

  self->columns = g_ptr_array_new ();
  while (groups->len > 0)
    {
      LfBoardGroup *group = g_ptr_array_steal_index (groups, 0);
      LfBoardColumn *column = take_column (old, group);

      if (column == NULL)
        {
          column = LF_BOARD_COLUMN (lf_board_column_new (self->context, self->entity, group));
          gtk_box_append (self->box, GTK_WIDGET (column));
        }
      else
        lf_board_group_free (group);
      gtk_box_reorder_child_after (self->box, GTK_WIDGET (column), last);
      last = GTK_WIDGET (column);
      g_ptr_array_add (self->columns, column);
      lf_board_column_set_filter (column, filter);
    }
  for (guint i = 0; i < old->len; i++)
    gtk_box_remove (self->box, old->pdata[i]);
}

static void
on_groups_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LfBoard) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) groups = lf_board_groups_finish (LF_STORE (source), result, &error);

  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_clear_object (&self->reading);
  if (groups != NULL && self->box != NULL)
    show_groups (self, groups);
  else if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    lf_app_context_toast (self->context, error->message, /* has_undo= */ FALSE);
}

static void
read_groups (LfBoard *self)
{
  g_autofree char *filter = filter_of_columns (self);

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  self->reading = g_cancellable_new ();
  lf_board_groups_async (lf_app_context_store (self->context), self->entity, self->by, filter,
                         self->has_ended, self->reading, on_groups_cb, g_object_ref (self));
}

/* Somebody may own a project now who did not own any. */
static void
on_store_changed_cb (LfBoard *self)
{
  const LfField *field = field_of (self);

  if (field != NULL && field->type == LF_VALUE_REFERENCE
      && gtk_widget_get_mapped (GTK_WIDGET (self)))
    read_groups (self);
}

/* ---- Moving ---- */

static void
on_set_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LfBoard) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean is_done = lf_store_commit_finish (LF_STORE (source), result, &error);

  lf_app_context_toast (self->context, is_done ? _ ("The card is moved") : error->message,
                        /* has_undo= */ is_done);
}

static void
set_value (LfBoard *self, LfRecord *record, const LfField *field, const char *value)
{
  g_autofree char *title = lf_record_title (record);
  g_autofree char *label
      = g_strdup_printf (_ ("Set “%1$s” of “%2$s”"), lf_field_label (field), title);
  g_autoptr (LfChange) change = lf_change_new (label);

  lf_change_edit (change, record, field->name, value);
  lf_store_commit_async (lf_app_context_store (self->context), change, /* cancellable= */ NULL,
                         on_set_cb, g_object_ref (self));
}

/* Whose a project is changes by who decides for all parks; others ask the park. */
static gboolean
has_to_ask (LfBoard *self, LfRecord *record, const LfField *field)
{
  if (g_strcmp0 (self->entity->scope.park, field->name) != 0
      || lf_record_get (record, field->name) == NULL)
    return FALSE;
  return !lf_may (self->context, self->entity->name, 'm');
}

void
lf_board_move (LfBoard *self, LfRecord *record, const char *value)
{
  const LfField *field = field_of (self);
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
  const char *wanted = value == NULL || *value == '\0' ? NULL : value;
  LfStage stage;

  if (field == NULL || g_strcmp0 (lf_record_get (record, field->name), wanted) == 0)
    return;
  if (is_by_stage (self) && lf_stage_from_key (wanted, &stage))
    lf_move_dialog_present (window, self->context, record, stage);
  else if (has_to_ask (self, record, field))
    lf_transfer_dialog_present (window, self->context, record);
  else if (strcmp (field->name, "state") == 0 && lf_course_kind_find (self->entity) != NULL)
    lf_course_move_present (window, self->context, record, wanted);
  else
    set_value (self, record, field, wanted);
}

static void
step_stage (LfBoard *self, LfRecord *record, int step)
{
  LfStage stage;
  int to;

  if (!lf_stage_from_key (lf_record_get (record, "stage"), &stage))
    return;
  to = (int) stage + step;
  if (to >= 0 && to < (int) LF_N_LIVE_STAGES)
    lf_board_move (self, record, lf_stage_key ((LfStage) to));
}

void
lf_board_step (LfBoard *self, LfRecord *record, int step)
{
  const LfField *field = field_of (self);

  if (field == NULL)
    return;
  if (is_by_stage (self))
    {
      step_stage (self, record, step);
      return;
    }
  for (guint i = 0; i < self->columns->len; i++)
    {
      const LfBoardGroup *group = lf_board_column_get_group (self->columns->pdata[i]);
      guint to = i + (guint) step;

      if (g_strcmp0 (group->value, lf_record_get (record, field->name)) == 0
          && to < self->columns->len)
        {
          lf_board_move (self, record, lf_board_column_get_group (self->columns->pdata[to])->value);
          return;
        }
    }
}

void
lf_board_follow (LfBoard *self, gint64 row, GtkWidget *from)
{
  self->followed = row;
  self->from = from;
}

void
lf_board_end_following (LfBoard *self)
{
  self->followed = 0;
  self->from = NULL;
}

gint64
lf_board_get_followed (LfBoard *self, GtkWidget *column)
{
  return column == self->from ? 0 : self->followed;
}

static void
add_item (GMenu *menu, const char *label, const char *value)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, "card.move-to", "s", value == NULL ? "" : value);
  g_menu_append_item (menu, item);
}

GMenuModel *
lf_board_menu (LfBoard *self)
{
  GMenu *menu = g_menu_new ();

  if (is_by_stage (self))
    for (LfStage stage = LF_STAGE_LEAD; stage < LF_N_STAGES; stage++)
      add_item (menu, lf_stage_label (stage), lf_stage_key (stage));
  else if (field_of (self) != NULL)
    for (guint i = 0; i < self->columns->len; i++)
      {
        const LfBoardGroup *group = lf_board_column_get_group (self->columns->pdata[i]);

        add_item (menu, group->label, group->value);
      }
  return G_MENU_MODEL (menu);
}

/* ---- The object ---- */

static void
lf_board_dispose (GObject *object)
{
  LfBoard *self = LF_BOARD (object);

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  self->box = NULL;
  if (self->scroller != NULL)
    gtk_widget_unparent (GTK_WIDGET (g_steal_pointer (&self->scroller)));
  g_clear_object (&self->context);
  G_OBJECT_CLASS (lf_board_parent_class)->dispose (object);
}

static void
lf_board_finalize (GObject *object)
{
  LfBoard *self = LF_BOARD (object);

  g_free (self->by);
  g_free (self->filter);
  g_ptr_array_unref (self->columns);
  G_OBJECT_CLASS (lf_board_parent_class)->finalize (object);
}

static void
lf_board_class_init (LfBoardClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = lf_board_dispose;
  G_OBJECT_CLASS (klass)->finalize = lf_board_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "board");
}

static void
lf_board_init (LfBoard *self)
{
  self->columns = g_ptr_array_new ();
  self->by = g_strdup ("stage");
  self->filter = g_strdup ("");
  self->scroller = GTK_SCROLLED_WINDOW (gtk_scrolled_window_new ());
  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12));
  gtk_scrolled_window_set_policy (self->scroller, GTK_POLICY_AUTOMATIC, GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (self->scroller, GTK_WIDGET (self->box));
  gtk_widget_set_parent (GTK_WIDGET (self->scroller), GTK_WIDGET (self));
}

GtkWidget *
lf_board_new (LfAppContext *context, const LfEntity *entity)
{
  LfBoard *self = g_object_new (LF_TYPE_BOARD, NULL);

  self->context = g_object_ref (context);
  self->entity = entity;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Board"),
                                  -1);
  g_signal_connect_object (lf_app_context_store (context), "changed",
                           G_CALLBACK (on_store_changed_cb), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

void
lf_board_set_filter (LfBoard *self, const char *filter)
{
  char *old = self->filter;

  self->filter = g_strdup (filter);
  g_free (old);
  lf_board_end_following (self);
  read_groups (self);
}

void
lf_board_set_groups (LfBoard *self, const char *by, gboolean has_ended)
{
  char *old = self->by;

  self->by = g_strdup (by);
  g_free (old);
  self->has_ended = has_ended;
  lf_board_end_following (self);
  read_groups (self);
}

gboolean
lf_board_is_ready (LfBoard *self)
{
  gboolean is_ready = self->reading == NULL;

  for (guint i = 0; is_ready && i < self->columns->len; i++)
    is_ready = lf_board_column_is_ready (self->columns->pdata[i]);
  return is_ready;
}

/* What is worked out of its records and shown in lists is a kind of board: the lamp. */
static gboolean
is_standing (const LfField *field)
{
  return (field->flags & LF_FIELD_DERIVED) && field->type == LF_VALUE_CHOICE;
}

/* What lists are sorted by and people choose from says where a record stands. */
static gboolean
is_state (const LfField *field)
{
  return field->type == LF_VALUE_CHOICE && (field->flags & LF_FIELD_SORTED)
         && !(field->flags & LF_FIELD_DERIVED);
}

/* Who has states is looked at by them; then whose it is, who sees to it, and how it stands. */
GPtrArray *
lf_board_kinds (const LfEntity *entity)
{
  GPtrArray *kinds = g_ptr_array_new ();
  const char *standing = lf_today_has_steps (entity) ? LF_BOARD_BY_LIGHT : NULL;

  for (const LfField *field = entity->fields; field->name != NULL; field++)
    if ((field->flags & LF_FIELD_LISTED)
        && (is_state (field) || g_strcmp0 (field->name, entity->scope.park) == 0
            || (field->type == LF_VALUE_REFERENCE && g_str_equal (field->target, "account"))))
      g_ptr_array_add (kinds, (gpointer) field->name);
    else if ((field->flags & LF_FIELD_LISTED) && is_standing (field))
      standing = field->name;
  if (standing != NULL)
    g_ptr_array_add (kinds, (gpointer) standing);
  return kinds;
}

const char *
lf_board_kind_label (const LfEntity *entity, const char *by)
{
  const LfField *field = lf_entity_field (entity, by);

  return field == NULL ? C_ ("board", "Light") : lf_field_label (field);
}
