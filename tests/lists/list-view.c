/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A list model as a list view sees it. */

#include "config.h"

#include "list-view.h"

#include <string.h>

#define PATIENCE_US (20 * G_USEC_PER_SEC)

static void
on_items_changed_cb (GListModel *model, guint position, guint removed, guint added, gpointer data)
{
  View *self = data;

  self->n_changes++;
  self->n_removed += removed;
  self->n_added += added;
  if (removed > 0)
    g_ptr_array_remove_range (self->rows, position, removed);
  for (guint i = 0; i < added; i++)
    g_ptr_array_insert (self->rows, (int) (position + i),
                        g_list_model_get_item (model, position + i));
  g_assert_cmpuint (self->rows->len, ==, g_list_model_get_n_items (model));
}

static void
count_cb (gpointer instance, guint *counter)
{
  (*counter)++;
}

static void
on_failed_cb (LfListModel *model, const GError *error, guint *counter)
{
  g_assert_nonnull (error);
  (*counter)++;
}

LfQuery *
make_query (const char *where, const char *sort)
{
  LfDate today = { 2026, 3, 15 };
  g_autoptr (GError) error = NULL;
  LfQuery *query = lf_query_parse (project_entity (), where, sort, &today, &error);

  g_assert_no_error (error);
  return query;
}

View *
view_new (LfStore *store, const char *where, const char *sort)
{
  View *self = g_new0 (View, 1);
  g_autoptr (LfQuery) query = make_query (where, sort);

  self->rows = g_ptr_array_new_with_free_func (g_object_unref);
  self->model = lf_list_model_new (store, query);
  g_signal_connect (self->model, "items-changed", G_CALLBACK (on_items_changed_cb), self);
  g_signal_connect (self->model, "summarised", G_CALLBACK (count_cb), &self->n_summaries);
  g_signal_connect (self->model, "failed", G_CALLBACK (on_failed_cb), &self->n_failures);
  return self;
}

void
let_go (LfListModel *model)
{
  g_object_add_weak_pointer (G_OBJECT (model), (gpointer *) &model);
  g_object_unref (model);
  while (model != NULL)
    g_main_context_iteration (NULL, TRUE);
}

void
view_free (View *self)
{
  g_signal_handlers_disconnect_by_data (self->model, self);
  g_signal_handlers_disconnect_by_data (self->model, &self->n_summaries);
  g_signal_handlers_disconnect_by_data (self->model, &self->n_failures);
  g_ptr_array_unref (self->rows);
  let_go (self->model);
  g_free (self);
}

void
view_search (View *self, const char *where, const char *sort)
{
  g_autoptr (LfQuery) query = make_query (where, sort);

  lf_list_model_set_query (self->model, query);
}

void
view_forget_counts (View *self)
{
  self->n_changes = self->n_removed = self->n_added = self->n_summaries = self->n_failures = 0;
}

/* ---- What is shown, against the store read from scratch ---- */

static gboolean
records_agree (const LfRecord *a, const LfRecord *b)
{
  const LfEntity *entity = lf_record_entity (b);

  if (a == NULL || strcmp (lf_record_id (a), lf_record_id (b)) != 0)
    return FALSE;
  for (const LfField *field = entity->fields; field->name != NULL; field++)
    {
      g_autofree char *shown = lf_record_format (a, field->name);
      g_autofree char *stored = lf_record_format (b, field->name);

      if (g_strcmp0 (shown, stored) != 0)
        return FALSE;
    }
  return TRUE;
}

static gboolean
summaries_agree (const LfSummary *a, const LfSummary *b)
{
  gboolean agrees = a->n == b->n && a->n_blank == b->n_blank && a->totals.n == b->totals.n;

  for (guint i = 0; agrees && i < a->totals.n; i++)
    agrees = strcmp (a->totals.totals[i].currency, b->totals.totals[i].currency) == 0
             && a->totals.totals[i].minor == b->totals.totals[i].minor
             && a->totals.totals[i].n_qualified == b->totals.totals[i].n_qualified;
  return agrees;
}

static gboolean
view_agrees (View *self, LfStore *store)
{
  LfQuery *query = lf_list_model_get_query (self->model);
  g_autoptr (GPtrArray) stored = lf_store_list_sync (store, query, 0, NULL);
  LfSummary summary;
  gboolean agrees = stored->len == self->rows->len && !lf_list_model_get_is_loading (self->model);

  g_assert_true (lf_store_summary_sync (store, query, &summary, NULL));
  agrees = agrees && summaries_agree (lf_list_model_get_summary (self->model), &summary);
  for (guint i = 0; agrees && i < stored->len; i++)
    agrees = records_agree (lf_row_get_record (self->rows->pdata[i]), stored->pdata[i]);
  return agrees;
}

static gboolean
wake_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

void
wait_for_view (View *self, LfStore *store)
{
  gint64 deadline = g_get_monotonic_time () + PATIENCE_US;
  guint waker = g_timeout_add (50, wake_cb, NULL); /* so that the deadline is seen */

  while (!view_agrees (self, store) && g_get_monotonic_time () < deadline)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (waker);
  g_assert_true (view_agrees (self, store));
}

void
wait_until_read (View *self)
{
  while (lf_list_model_get_is_loading (self->model))
    g_main_context_iteration (NULL, TRUE);
}
