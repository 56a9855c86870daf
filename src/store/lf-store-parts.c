/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is too large to be sent as one change becomes several. They share label and time, and follow
 * each other in the journal: by that they are undone together (lf-store-undo.c). */

#include "config.h"

#include "lf-store-private.h"

/* Small enough to come through a bad line whole, for the server judges a change whole. */
#define PART_BYTES (256 * 1024)

/* @ops stay those of the whole change. */
static LfChange *
make_part (const LfChange *whole, gboolean is_first)
{
  LfChange *part = lf_change_new (whole->label);

  if (is_first)
    {
      g_free (part->id);
      part->id = g_strdup (whole->id);
    }
  part->author = g_strdup (whole->author);
  part->device = g_strdup (whole->device);
  part->time_us = whole->time_us;
  g_ptr_array_set_free_func (part->ops, NULL);
  return part;
}

/* Fills @part with operations from number @i on, and returns which is the next. */
static guint
fill_part (LfChange *part, const LfChange *whole, guint i)
{
  gsize size = 0;

  do
    {
      size += lf_op_wire_size (whole->ops->pdata[i]);
      g_ptr_array_add (part->ops, whole->ops->pdata[i++]);
    }
  while (i < whole->ops->len && size + lf_op_wire_size (whole->ops->pdata[i]) <= PART_BYTES);
  return i;
}

static gpointer
commit_parts (LfWriter *self, gpointer data, GError **error)
{
  LfChange *whole = data;
  gboolean is_done = lf_writer_prepare (self, whole, lf_clock_now_us (), error);
  guint i = 0;

  if (!is_done || lf_change_is_empty (whole))
    return is_done ? LF_DONE : NULL;
  if (lf_change_wire_size (whole) <= PART_BYTES)
    return lf_writer_add (self, whole, error) ? LF_DONE : NULL;
  while (is_done && i < whole->ops->len)
    {
      g_autoptr (LfChange) part = make_part (whole, i == 0);

      i = fill_part (part, whole, i);
      is_done = lf_writer_add (self, part, error);
    }
  return is_done ? LF_DONE : NULL;
}

gboolean
lf_store_commit_parts_sync (LfStore *self, LfChange *change, GError **error)
{
  return lf_store_write (self, commit_parts, change, /* free_result= */ NULL, error) != NULL;
}

void
lf_store_commit_parts_async (LfStore *self,
                             LfChange *change,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  lf_store_write_async (self, commit_parts, lf_change_ref (change),
                        (GDestroyNotify) lf_change_unref, /* free_result= */ NULL, cancellable,
                        callback, user_data);
}
