/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page Today. */

#include "config.h"

#include "lf-today-page.h"

#include "lf-lines-layout.h"
#include "lf-page-reader.h"
#include "lf-today-row.h"

#include <glib/gi18n.h>

#define SHOWN 20   /* of a kind at first: more than somebody does in a day */
#define MORE 100   /* of a kind, each time more are asked for */
#define AT_ONCE 10 /* rows made in one turn: as many as a window shows */

struct _LfTodayPage
{
  GtkWidget parent_instance;

  GtkLabel *brief;
  GtkCheckButton *everyones;
  GtkStack *pages;
  AdwStatusPage *nothing;
  GtkWidget *first_steps;
  GtkListBox *list;

  LfAppContext *context;
  GCancellable *reading;        /* (nullable) */
  guint midnight;               /* the timer of the next day */
  LfToday *today;               /* (nullable): what is shown */
  guint most[LF_N_TODAY_KINDS]; /* of each kind are shown */
  GPtrArray *shown; /* (nullable) (element-type LfTodayItem): its items that get a row */
  guint n_placed;   /* of them that have one */
  guint placing;    /* the idle source that makes the rows below the edge; 0: all are there */
  gboolean is_stale;
};

G_DEFINE_FINAL_TYPE (LfTodayPage, lf_today_page, GTK_TYPE_WIDGET)

/* ---- Groups ---- */

static guint
n_shown (const LfTodayPage *self, LfTodayKind kind)
{
  return MIN (self->today->counts[kind], self->most[kind]);
}

/* Its label, and the button that shows more of its kind. */
static GtkWidget *
make_header (void)
{
  GtkWidget *header = g_object_new (GTK_TYPE_BOX, "css-name", "lf-today-heading", NULL);
  GtkWidget *lines = g_object_new (GTK_TYPE_BOX, "hexpand", TRUE, "valign", GTK_ALIGN_CENTER, NULL);
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "wrap", TRUE, NULL);
  GtkWidget *more = gtk_button_new_with_label (_ ("Show More"));

  gtk_widget_set_layout_manager (lines, lf_lines_layout_new (0));
  gtk_widget_add_css_class (label, "heading");
  gtk_widget_add_css_class (more, "flat");
  gtk_widget_set_valign (more, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (more), "today.more");
  gtk_box_append (GTK_BOX (lines), label);
  gtk_box_append (GTK_BOX (header), lines);
  gtk_box_append (GTK_BOX (header), more);
  return header;
}

static void
show_group (const LfTodayPage *self, LfTodayKind kind, GtkWidget *header)
{
  const guint n = self->today->counts[kind], shown = n_shown (self, kind);
  g_autofree char *text = shown < n ? g_strdup_printf (_ ("%1$s (the oldest %2$u of %3$u)"),
                                                       lf_today_label (kind), shown, n)
                                    : g_strdup_printf ("%s (%u)", lf_today_label (kind), n);

  g_autofree char *spoken = g_strdup_printf (_ ("Show More: %s"), lf_today_label (kind));
  GtkWidget *lines = gtk_widget_get_first_child (header);
  GtkWidget *more = gtk_widget_get_last_child (header);

  gtk_label_set_label (GTK_LABEL (gtk_widget_get_first_child (lines)), text);
  gtk_widget_set_visible (more, shown < n);
  gtk_accessible_update_property (GTK_ACCESSIBLE (more), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (more), "u", (guint) kind);
}

static void
update_header_cb (GtkListBoxRow *row, GtkListBoxRow *before, gpointer user_data)
{
  const LfTodayPage *self = user_data;
  LfTodayKind kind = lf_today_row_get_kind (LF_TODAY_ROW (row));

  if (before != NULL && lf_today_row_get_kind (LF_TODAY_ROW (before)) == kind)
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }
  if (gtk_list_box_row_get_header (row) == NULL)
    gtk_list_box_row_set_header (row, make_header ());
  show_group (self, kind, gtk_list_box_row_get_header (row));
}

/* ---- Showing ---- */

static LfTodayRow *
row_at (LfTodayPage *self, int index)
{
  return (LfTodayRow *) gtk_list_box_get_row_at_index (self->list, index);
}

static GPtrArray *
choose_shown (const LfTodayPage *self)
{
  GPtrArray *shown = g_ptr_array_new ();
  guint n[LF_N_TODAY_KINDS] = { 0 };

  for (guint i = 0; i < self->today->items->len; i++)
    {
      LfTodayItem *item = self->today->items->pdata[i];

      if (n[item->kind]++ < self->most[item->kind])
        g_ptr_array_add (shown, item);
    }
  return shown;
}

static gboolean
is_among (LfTodayRow *row, GPtrArray *items)
{
  for (guint i = 0; i < items->len; i++)
    if (lf_today_row_is_of (row, items->pdata[i]))
      return TRUE;
  return FALSE;
}

/* The row that has the focus may go: the one in its place takes it then. */
static void
remove_row (LfTodayPage *self, int index)
{
  GtkWidget *row = GTK_WIDGET (row_at (self, index));
  GtkRoot *root = gtk_widget_get_root (row);
  GtkWidget *focus = root == NULL ? NULL : gtk_root_get_focus (root);
  gboolean has_focus = focus != NULL && (focus == row || gtk_widget_is_ancestor (focus, row));
  gboolean is_selected = gtk_list_box_row_is_selected (GTK_LIST_BOX_ROW (row));
  LfTodayRow *next;

  if (has_focus)
    gtk_root_set_focus (root, NULL);
  gtk_list_box_remove (self->list, row);
  next = row_at (self, index) != NULL ? row_at (self, index) : row_at (self, index - 1);
  if (next != NULL && is_selected)
    gtk_list_box_select_row (self->list, GTK_LIST_BOX_ROW (next));
  if (next != NULL && has_focus)
    gtk_widget_grab_focus (GTK_WIDGET (next));
}

/* Those that are there already take what is new of them; @most are made. */
static void
place_rows (LfTodayPage *self, guint most)
{
  guint n_made = 0;

  for (; self->n_placed < self->shown->len && n_made < most; self->n_placed++)
    {
      int index = (int) self->n_placed;
      const LfTodayItem *item = self->shown->pdata[index];

      if (row_at (self, index) == NULL || !lf_today_row_is_of (row_at (self, index), item))
        {
          gtk_list_box_insert (self->list, GTK_WIDGET (lf_today_row_new (self->context)), index);
          n_made++;
        }
      lf_today_row_show (row_at (self, index), item);
    }
  while (self->n_placed == self->shown->len && row_at (self, (int) self->n_placed) != NULL)
    remove_row (self, (int) self->n_placed);
  gtk_list_box_invalidate_headers (self->list);
}

static gboolean
on_placing_cb (gpointer user_data)
{
  LfTodayPage *self = user_data;

  place_rows (self, AT_ONCE);
  if (self->n_placed < self->shown->len)
    return G_SOURCE_CONTINUE;
  self->placing = 0;
  return G_SOURCE_REMOVE;
}

/* What stays keeps its row, and with it the focus and the place. The rows that are in sight come
 * first; the others when those have been drawn. */
static void
show_items (LfTodayPage *self)
{
  for (int i = 0; row_at (self, i) != NULL;)
    if (is_among (row_at (self, i), self->shown))
      i++;
    else
      remove_row (self, i);
  self->n_placed = 0;
  place_rows (self, AT_ONCE);
  if (self->n_placed < self->shown->len && self->placing == 0)
    self->placing = g_idle_add (on_placing_cb, self);
}

/* So that the keyboard has a place to begin at. */
static void
select_first (LfTodayPage *self)
{
  LfTodayRow *first = row_at (self, 0);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (first == NULL || gtk_list_box_get_selected_row (self->list) != NULL)
    return;
  gtk_list_box_select_row (self->list, GTK_LIST_BOX_ROW (first));
  if (root != NULL && gtk_root_get_focus (root) == NULL)
    gtk_widget_grab_focus (GTK_WIDGET (first));
}

static void
show_nothing (LfTodayPage *self, const LfToday *today)
{
  adw_status_page_set_title (self->nothing, _ ("Nothing Is Due"));
  adw_status_page_set_description (
      self->nothing,
      today->is_blank
          ? _ ("What you are to do next comes here by itself, from the projects you enter.")
          : _ ("Nothing is due. What has a next step with a date, and whoever was not heard from "
               "for too long, comes here by itself."));
  gtk_widget_set_visible (self->first_steps, today->is_blank);
}

static void
forget_today (LfTodayPage *self)
{
  g_clear_handle_id (&self->placing, g_source_remove);
  g_clear_pointer (&self->shown, g_ptr_array_unref);
  g_clear_pointer (&self->today, lf_today_free);
}

static void
show_today (LfTodayPage *self, LfToday *today /* (transfer full) */)
{
  g_autofree char *brief = lf_today_brief (today->counts);

  forget_today (self);
  self->today = today;
  self->shown = choose_shown (self);
  gtk_label_set_label (self->brief, brief == NULL ? "" : brief);
  gtk_widget_set_visible (GTK_WIDGET (self->everyones), today->has_account);
  show_items (self);
  if (self->shown->len == 0)
    show_nothing (self, today);
  gtk_stack_set_visible_child_name (self->pages, self->shown->len > 0 ? "items" : "nothing");
  select_first (self);
}

/* ---- Reading ---- */

static void read_today (LfTodayPage *self);

static void
on_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LfTodayPage *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (LfToday) today = lf_store_today_finish (LF_STORE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->reading);
  if (self->is_stale && gtk_widget_get_mapped (GTK_WIDGET (self)))
    read_today (self);
  if (today != NULL)
    {
      show_today (self, g_steal_pointer (&today));
      return;
    }
  lf_page_reader_tell (self->nothing, error);
  gtk_stack_set_visible_child_name (self->pages, "nothing");
}

static gboolean
on_midnight_cb (gpointer user_data)
{
  LfTodayPage *self = user_data;

  self->midnight = 0;
  read_today (self);
  return G_SOURCE_REMOVE;
}

static void
await_midnight (LfTodayPage *self)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  int seconds = g_date_time_get_hour (now) * 3600 + g_date_time_get_minute (now) * 60
                + g_date_time_get_second (now);

  g_clear_handle_id (&self->midnight, g_source_remove);
  self->midnight = g_timeout_add_seconds ((guint) (24 * 3600 - seconds + 1), on_midnight_cb, self);
}

static void
read_today (LfTodayPage *self)
{
  const LfDate today = lf_date_today ();
  guint most = LF_TODAY_MOST;

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  self->reading = g_cancellable_new ();
  self->is_stale = FALSE;
  await_midnight (self);
  for (int kind = 0; kind < LF_N_TODAY_KINDS; kind++)
    most = MAX (most, self->most[kind]);
  lf_store_today_async (lf_app_context_store (self->context),
                        gtk_check_button_get_active (self->everyones) ? LF_TODAY_EVERYONES
                                                                      : LF_TODAY_MINE,
                        most, &today, self->reading, on_read_cb, self);
}

static void
read_again (LfTodayPage *self)
{
  if (self->context != NULL)
    read_today (self);
}

/* Once for all that changes during a reading; while it is not looked at, when it is next. */
static void
on_changed_cb (LfTodayPage *self)
{
  self->is_stale = TRUE;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)) && self->reading == NULL)
    read_today (self);
}

/* ---- Widget ---- */

static void
on_row_activated_cb (GtkListBox *list, GtkListBoxRow *row, gpointer user_data)
{
  lf_today_row_open (LF_TODAY_ROW (row));
}

static void
done_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfTodayPage *self = LF_TODAY_PAGE (widget);
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  if (row != NULL && gtk_widget_get_mapped (widget))
    lf_today_row_done (LF_TODAY_ROW (row));
}

/* (nullable): the last row of @kind */
static LfTodayRow *
find_last_row (LfTodayPage *self, LfTodayKind kind)
{
  LfTodayRow *last = NULL;

  for (int i = 0; row_at (self, i) != NULL; i++)
    if (lf_today_row_get_kind (row_at (self, i)) == kind)
      last = row_at (self, i);
  return last;
}

/* They come below the row that has the focus then. */
static void
more_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfTodayPage *self = LF_TODAY_PAGE (widget);
  const LfTodayKind kind = (LfTodayKind) g_variant_get_uint32 (parameter);
  LfTodayRow *last = find_last_row (self, kind);

  if (last == NULL)
    return;
  gtk_list_box_select_row (self->list, GTK_LIST_BOX_ROW (last));
  gtk_widget_grab_focus (GTK_WIDGET (last));
  self->most[kind] += MORE;
  read_today (self);
}

static void
lf_today_page_map (GtkWidget *widget)
{
  LfTodayPage *self = LF_TODAY_PAGE (widget);

  GTK_WIDGET_CLASS (lf_today_page_parent_class)->map (widget);
  if (self->is_stale && self->reading == NULL)
    read_today (self);
}

static void
lf_today_page_dispose (GObject *object)
{
  LfTodayPage *self = LF_TODAY_PAGE (object);
  GtkWidget *child;

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_handle_id (&self->midnight, g_source_remove);
  if (self->list != NULL)
    gtk_list_box_set_header_func (self->list, NULL, NULL, NULL);
  self->list = NULL;
  forget_today (self);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (lf_today_page_parent_class)->dispose (object);
}

static void
lf_today_page_finalize (GObject *object)
{
  g_clear_object (&LF_TODAY_PAGE (object)->context);
  G_OBJECT_CLASS (lf_today_page_parent_class)->finalize (object);
}

static void
lf_today_page_class_init (LfTodayPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_today_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = lf_today_page_finalize;
  widget_class->map = lf_today_page_map;
  g_type_ensure (LF_TYPE_LINES_LAYOUT);
  gtk_widget_class_install_action (widget_class, "today.done", NULL, done_action);
  gtk_widget_class_install_action (widget_class, "today.more", "u", more_action);
  gtk_widget_class_set_template_from_resource (widget_class, LF_TODAY_UI ("lf-today-page"));
  gtk_widget_class_bind_template_child (widget_class, LfTodayPage, brief);
  gtk_widget_class_bind_template_child (widget_class, LfTodayPage, everyones);
  gtk_widget_class_bind_template_child (widget_class, LfTodayPage, pages);
  gtk_widget_class_bind_template_child (widget_class, LfTodayPage, nothing);
  gtk_widget_class_bind_template_child (widget_class, LfTodayPage, first_steps);
  gtk_widget_class_bind_template_child (widget_class, LfTodayPage, list);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, read_again);
}

static void
lf_today_page_init (LfTodayPage *self)
{
  self->is_stale = TRUE;
  for (int kind = 0; kind < LF_N_TODAY_KINDS; kind++)
    self->most[kind] = SHOWN;
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_set_header_func (self->list, update_header_cb, self, NULL);
}

gboolean
lf_today_page_is_ready (LfTodayPage *self)
{
  return self->reading == NULL && self->placing == 0
         && (!self->is_stale || !gtk_widget_get_mapped (GTK_WIDGET (self)));
}

GtkWidget *
lf_today_page_new (LfAppContext *context)
{
  LfTodayPage *self = g_object_new (LF_TYPE_TODAY_PAGE, NULL);

  self->context = g_object_ref (context);
  g_signal_connect_object (lf_app_context_store (context), "changed", G_CALLBACK (on_changed_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "signed-in", G_CALLBACK (on_changed_cb), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
