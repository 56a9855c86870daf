/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows read ahead, in batches: few of them wait at a time. */

#include "config.h"

#include "lf-row-reader.h"

#define BATCH_ROWS 256
#define MAX_WAITING 4

struct _LfRowReader
{
  LfCells *cells;
  GThread *thread;
  GMutex mutex; /* for what follows */
  GCond changed;
  GQueue waiting; /* GPtrArray of LfCellRow */
  GError *error;  /* (nullable): what comes after them */
  gboolean is_ending;
};

/* (transfer full): also what was read before an error */
static GPtrArray *
read_batch (LfRowReader *self, GError **error)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_cell_row_free);
  const LfCellRow *row;

  while (rows->len < BATCH_ROWS && lf_cells_next (self->cells, &row, error) && row != NULL)
    g_ptr_array_add (rows, lf_cell_row_copy (row));
  return rows;
}

static gpointer
work (gpointer data)
{
  LfRowReader *self = data;
  gboolean is_at_end = FALSE;

  while (!is_at_end)
    {
      GError *error = NULL;
      GPtrArray *rows = read_batch (self, &error);

      is_at_end = error != NULL || rows->len == 0;
      g_mutex_lock (&self->mutex);
      while (self->waiting.length >= MAX_WAITING && !self->is_ending)
        g_cond_wait (&self->changed, &self->mutex);
      is_at_end = is_at_end || self->is_ending;
      g_queue_push_tail (&self->waiting, rows);
      self->error = error;
      g_cond_broadcast (&self->changed);
      g_mutex_unlock (&self->mutex);
    }
  return NULL;
}

LfRowReader *
lf_row_reader_new (LfCells *cells)
{
  LfRowReader *self = g_new0 (LfRowReader, 1);

  self->cells = cells;
  g_mutex_init (&self->mutex);
  g_cond_init (&self->changed);
  g_queue_init (&self->waiting);
  self->thread = g_thread_new ("lf-rows", work, self);
  return self;
}

void
lf_row_reader_free (LfRowReader *self)
{
  g_mutex_lock (&self->mutex);
  self->is_ending = TRUE;
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->mutex);
  g_thread_join (self->thread);
  g_queue_clear_full (&self->waiting, (GDestroyNotify) g_ptr_array_unref);
  g_clear_error (&self->error);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->changed);
  g_free (self);
}

/* The last batch, which is not full, comes with the error that ended it. */
GPtrArray *
lf_row_reader_next (LfRowReader *self, GError **error)
{
  g_autoptr (GPtrArray) rows = NULL;

  g_mutex_lock (&self->mutex);
  while (self->waiting.length == 0)
    g_cond_wait (&self->changed, &self->mutex);
  rows = g_queue_pop_head (&self->waiting);
  if (self->waiting.length == 0 && self->error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&self->error));
      g_clear_pointer (&rows, g_ptr_array_unref);
    }
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->mutex);
  return g_steal_pointer (&rows);
}
