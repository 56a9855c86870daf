/* SPDX-License-Identifier: GPL-3.0-or-later */
/* LfListModel: an ordered array of row numbers; records come a page at a time when they are looked
 * at. */

#include "config.h"

#include "lf-held-rows.h"
#include "lf-store-news.h"

#include <string.h>

#define PAGE_ROWS 256
#define MAX_PAGES 8 /* a view makes widgets for some 200 rows; a record takes 2 KB */

/* The rows of one page somebody looked at. */
typedef struct
{
  guint number;
  LfRow *rows[PAGE_ROWS]; /* NULL where the list ends */
} Page;

struct _LfListModel
{
  GObject parent_instance;
  LfStore *store;
  LfQuery *query;
  GArray *rows;      /* gint64, in order */
  GHashTable *pages; /* number → Page */
  GQueue recent;     /* Page, most recently looked at first */
  LfHeldRows *held;
  GCancellable *reading; /* of what is read for this query */
  GCancellable *paging;  /* of what is read for this entity */
  guint64 n_requests;
  guint64 summary_request; /* that brought the summary */
  LfSummary summary;
  gboolean is_loading;
  gboolean is_stale; /* changed again while reading */
};

enum
{
  PROP_QUERY = 1,
  PROP_IS_LOADING,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];
enum
{
  SUMMARISED,
  FAILED,
  REORDERING,
  REORDERED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (LfListModel,
                               lf_list_model,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
report (LfListModel *self, const GError *error)
{
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_signal_emit (self, signals[FAILED], 0, error);
}

/* An answer that was asked for earlier than the one in hand says nothing new. */
typedef struct
{
  LfListModel *model;
  guint64 number;
} Request;

static Request *
request_new (LfListModel *self)
{
  Request *request = g_new (Request, 1);

  *request = (Request){ g_object_ref (self), ++self->n_requests };
  return request;
}

static void
request_free (Request *request)
{
  g_object_unref (request->model);
  g_free (request);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Request, request_free)

/* ---- Records ---- */

static void
on_records_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Request) request = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = lf_store_page_finish (LF_STORE (source), result, &error);

  if (records == NULL)
    {
      report (request->model, error);
      return;
    }
  for (guint i = 0; i < records->len; i++)
    if (records->pdata[i] != NULL)
      lf_held_rows_take_record (request->model->held, records->pdata[i], request->number);
}

static void
request_records (LfListModel *self, const gint64 *rows, guint n_rows)
{
  lf_store_page_of_async (self->store, self->query, rows, n_rows, self->paging, on_records_cb,
                          request_new (self));
}

/* The row objects somebody holds stay, and notify. */
static void
request_held (LfListModel *self, gboolean is_only_missing)
{
  g_autoptr (GArray) rows = lf_held_rows_get (self->held, is_only_missing);

  for (guint first = 0; first < rows->len; first += PAGE_ROWS)
    request_records (self, &g_array_index (rows, gint64, first),
                     MIN (PAGE_ROWS, rows->len - first));
}

/* ---- Pages ---- */

static void
page_free (gpointer data)
{
  Page *page = data;

  for (guint i = 0; i < PAGE_ROWS; i++)
    g_clear_object (&page->rows[i]);
  g_free (page);
}

static Page *
add_page (LfListModel *self, guint number)
{
  Page *page = g_new0 (Page, 1);
  guint first = number * PAGE_ROWS, n_rows = MIN (PAGE_ROWS, self->rows->len - first);
  const gint64 *rows = &g_array_index (self->rows, gint64, first);

  page->number = number;
  for (guint i = 0; i < n_rows; i++)
    page->rows[i] = lf_held_rows_hold (self->held, rows[i], first + i);
  g_hash_table_insert (self->pages, GUINT_TO_POINTER (number), page);
  g_queue_push_head (&self->recent, page);
  if (self->recent.length > MAX_PAGES)
    {
      Page *oldest = g_queue_pop_tail (&self->recent);
      g_hash_table_remove (self->pages, GUINT_TO_POINTER (oldest->number));
    }
  request_records (self, rows, n_rows);
  return page;
}

static Page *
get_page (LfListModel *self, guint number)
{
  Page *page = g_hash_table_lookup (self->pages, GUINT_TO_POINTER (number));

  if (page == NULL)
    return add_page (self, number);
  if (page != self->recent.head->data)
    {
      g_queue_remove (&self->recent, page);
      g_queue_push_head (&self->recent, page);
    }
  return page;
}

static void
drop_pages (LfListModel *self)
{
  g_queue_clear (&self->recent);
  g_hash_table_remove_all (self->pages);
}

/* ---- GListModel ---- */

static GType
get_item_type (GListModel *model)
{
  return LF_TYPE_ROW;
}

static guint
get_n_items (GListModel *model)
{
  return LF_LIST_MODEL (model)->rows->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  LfListModel *self = LF_LIST_MODEL (model);

  if (position >= self->rows->len)
    return NULL;
  return g_object_ref (get_page (self, position / PAGE_ROWS)->rows[position % PAGE_ROWS]);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

/* ---- New orders ---- */

static gint64
row_at (const GArray *rows, guint i)
{
  return g_array_index (rows, gint64, i);
}

/* GTK 4.8 stands still for seconds when a million rows are replaced in one signal, and for a
 * quarter of a second while it makes the widgets of those in sight anew. */
static void
replace_rows (LfListModel *self, GArray *rows /* (transfer full) */)
{
  guint n_before = self->rows->len, n = rows->len;

  drop_pages (self);
  g_array_unref (self->rows);
  self->rows = rows;
  lf_held_rows_give (self->held, rows);
  request_held (self, /* is_only_missing= */ TRUE);
  if (n < n_before)
    g_list_model_items_changed (G_LIST_MODEL (self), n, n_before - n, 0);
  else if (n > n_before)
    g_list_model_items_changed (G_LIST_MODEL (self), n_before, 0, n - n_before);
}

/* A view then stays where it is. */
static void
tell_pieces (LfListModel *self, const GArray *rows, const GArray *pieces)
{
  for (guint i = 0; i < pieces->len; i++)
    {
      const LfRowPiece *piece = &g_array_index (pieces, LfRowPiece, i);

      drop_pages (self);
      if (piece->n_removed > 0)
        g_array_remove_range (self->rows, piece->position, piece->n_removed);
      else
        g_array_insert_vals (self->rows, piece->position,
                             &g_array_index (rows, gint64, piece->position), piece->n_added);
      lf_held_rows_shift (self->held, piece);
      g_list_model_items_changed (G_LIST_MODEL (self), piece->position, piece->n_removed,
                                  piece->n_added);
    }
}

static void
take_rows (LfListModel *self, GArray *rows /* (transfer full) */)
{
  const GArray *old = self->rows;
  g_autoptr (GArray) pieces = NULL;
  guint head = 0, tail = 0, shorter = MIN (old->len, rows->len);

  while (head < shorter && row_at (old, head) == row_at (rows, head))
    head++;
  while (tail < shorter - head
         && row_at (old, old->len - 1 - tail) == row_at (rows, rows->len - 1 - tail))
    tail++;
  if (head == old->len && head == rows->len)
    {
      g_array_unref (rows);
      return;
    }
  pieces = lf_row_pieces_find (old, rows, head, tail);
  g_signal_emit (self, signals[REORDERING], 0);
  if (pieces == NULL)
    replace_rows (self, g_array_ref (rows));
  else
    tell_pieces (self, rows, pieces);
  g_array_unref (rows);
  g_signal_emit (self, signals[REORDERED], 0);
}

static void read_rows (LfListModel *self);

static void
set_is_loading (LfListModel *self, gboolean is_loading)
{
  if (self->is_loading == is_loading)
    return;
  self->is_loading = is_loading;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_LOADING]);
}

static void
set_summary (LfListModel *self, const LfSummary *summary)
{
  self->summary = *summary;
  g_signal_emit (self, signals[SUMMARISED], 0);
}

static void
on_summary_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Request) request = user_data;
  LfListModel *self = request->model;
  g_autoptr (GError) error = NULL;
  LfSummary summary = { 0 };

  if (!lf_store_summary_finish (LF_STORE (source), result, &summary, &error))
    {
      report (self, error);
      return;
    }
  if (request->number < self->summary_request)
    return;
  self->summary_request = request->number;
  set_summary (self, &summary);
}

static void
on_rows_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LfListModel) self = user_data;
  g_autoptr (GError) error = NULL;
  GArray *rows = lf_store_rows_finish (LF_STORE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (rows != NULL)
    take_rows (self, rows);
  else
    report (self, error);
  if (self->is_stale)
    read_rows (self);
  else
    set_is_loading (self, FALSE);
}

static void
read_rows (LfListModel *self)
{
  self->is_stale = FALSE;
  set_is_loading (self, TRUE);
  lf_store_rows_async (self->store, self->query, self->reading, on_rows_cb, g_object_ref (self));
  lf_store_summary_async (self->store, self->query, self->reading, on_summary_cb,
                          request_new (self));
}

/* ---- News ---- */

static gboolean
concerns (LfListModel *self, const LfStoreNews *news)
{
  const LfEntity *entity = lf_query_entity (self->query);

  if (news->is_wholesale)
    return TRUE;
  for (guint i = 0; i < news->items->len; i++)
    {
      const LfNewsItem *item = news->items->pdata[i];

      if (item->entity == entity || strcmp (item->entity->name, "conflict") == 0)
        return TRUE;
      for (const LfField *field = entity->fields; field->name != NULL; field++)
        if (field->target != NULL && strcmp (field->target, item->entity->name) == 0)
          return TRUE;
      if (lf_filter_reads (lf_query_filter (self->query), item->entity))
        return TRUE;
    }
  return FALSE;
}

static void
on_store_changed_cb (LfStore *store, LfStoreNews *news, gpointer user_data)
{
  LfListModel *self = user_data;

  if (self->query == NULL || !concerns (self, news))
    return;
  request_held (self, /* is_only_missing= */ FALSE);
  if (self->is_loading)
    self->is_stale = TRUE;
  else
    read_rows (self);
}

/* ---- The object ---- */

static void
lf_list_model_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  LfListModel *self = LF_LIST_MODEL (object);

  if (id == PROP_QUERY)
    g_value_set_boxed (value, self->query);
  else
    g_value_set_boolean (value, self->is_loading);
}

static void
lf_list_model_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  lf_list_model_set_query (LF_LIST_MODEL (object), g_value_get_boxed (value));
}

static void
lf_list_model_dispose (GObject *object)
{
  LfListModel *self = LF_LIST_MODEL (object);

  g_cancellable_cancel (self->reading);
  g_cancellable_cancel (self->paging);
  if (self->store != NULL)
    g_signal_handlers_disconnect_by_data (self->store, self);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (lf_list_model_parent_class)->dispose (object);
}

static void
lf_list_model_finalize (GObject *object)
{
  LfListModel *self = LF_LIST_MODEL (object);

  g_queue_clear (&self->recent);
  g_hash_table_unref (self->pages);
  lf_held_rows_free (self->held);
  g_array_unref (self->rows);
  g_object_unref (self->reading);
  g_object_unref (self->paging);
  g_clear_pointer (&self->query, lf_query_unref);
  G_OBJECT_CLASS (lf_list_model_parent_class)->finalize (object);
}

static void
lf_list_model_class_init (LfListModelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = lf_list_model_get_property;
  object_class->set_property = lf_list_model_set_property;
  object_class->dispose = lf_list_model_dispose;
  object_class->finalize = lf_list_model_finalize;
  properties[PROP_QUERY]
      = g_param_spec_boxed ("query", NULL, NULL, LF_TYPE_QUERY,
                            G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_IS_LOADING]
      = g_param_spec_boolean ("is-loading", NULL, NULL, FALSE,
                              G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[SUMMARISED] = g_signal_new ("summarised", LF_TYPE_LIST_MODEL, G_SIGNAL_RUN_LAST, 0, NULL,
                                      NULL, NULL, G_TYPE_NONE, 0);
  signals[REORDERING] = g_signal_new ("reordering", LF_TYPE_LIST_MODEL, G_SIGNAL_RUN_LAST, 0, NULL,
                                      NULL, NULL, G_TYPE_NONE, 0);
  signals[REORDERED] = g_signal_new ("reordered", LF_TYPE_LIST_MODEL, G_SIGNAL_RUN_LAST, 0, NULL,
                                     NULL, NULL, G_TYPE_NONE, 0);
  signals[FAILED] = g_signal_new ("failed", LF_TYPE_LIST_MODEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
lf_list_model_init (LfListModel *self)
{
  self->rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->pages = g_hash_table_new_full (NULL, NULL, NULL, page_free);
  self->held = lf_held_rows_new ();
  self->reading = g_cancellable_new ();
  self->paging = g_cancellable_new ();
}

LfListModel *
lf_list_model_new (LfStore *store, LfQuery *query)
{
  LfListModel *self = g_object_new (LF_TYPE_LIST_MODEL, NULL);

  self->store = g_object_ref (store);
  g_signal_connect (store, "changed", G_CALLBACK (on_store_changed_cb), self);
  lf_list_model_set_query (self, query);
  return self;
}

static void
renew (GCancellable **cancellable)
{
  g_cancellable_cancel (*cancellable);
  g_object_unref (*cancellable);
  *cancellable = g_cancellable_new ();
}

/* Row numbers mean something within one entity only. */
static void
clear (LfListModel *self)
{
  renew (&self->paging);
  lf_held_rows_forget (self->held);
  take_rows (self, g_array_new (FALSE, FALSE, sizeof (gint64)));
  set_summary (self, &(LfSummary){ 0 });
}

void
lf_list_model_set_query (LfListModel *self, LfQuery *query)
{
  if (self->query == query)
    return;
  renew (&self->reading);
  if (self->query != NULL
      && (query == NULL || lf_query_entity (self->query) != lf_query_entity (query)))
    clear (self);
  g_clear_pointer (&self->query, lf_query_unref);
  self->query = query == NULL ? NULL : lf_query_ref (query);
  if (query != NULL)
    read_rows (self);
  else
    set_is_loading (self, FALSE);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_QUERY]);
}

LfQuery *
lf_list_model_get_query (LfListModel *self)
{
  return self->query;
}

const LfSummary *
lf_list_model_get_summary (LfListModel *self)
{
  return &self->summary;
}

gboolean
lf_list_model_get_is_loading (LfListModel *self)
{
  return self->is_loading;
}

gint64
lf_list_model_get_row_at (LfListModel *self, guint position)
{
  return position < self->rows->len ? row_at (self->rows, position) : 0;
}

guint
lf_list_model_find_row (LfListModel *self, gint64 row)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (row_at (self->rows, i) == row)
      return i;
  return G_MAXUINT;
}
