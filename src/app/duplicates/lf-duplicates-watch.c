/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Looks, after each sync, whether what came may be here already. */

#include "config.h"

#include "lf-duplicates-watch.h"

#include "lf-duplicates-task.h"

#include <glib/gi18n.h>

struct _LfDuplicatesWatch
{
  GObject parent_instance;

  LfAppContext *context;
  GCancellable *looking; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (LfDuplicatesWatch, lf_duplicates_watch, G_TYPE_OBJECT)

/* What cannot be looked through now is looked through after the next sync. */
static void
on_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LfDuplicatesWatch *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) pairs = lf_duplicates_find_finish (LF_STORE (source), result, &error);
  g_autofree char *text = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->looking);
  if (pairs == NULL || pairs->len == 0)
    return;
  text = g_strdup_printf (ngettext ("%u pair of records may be one: judge it under “Duplicates”",
                                    "%u pairs of records may be one: judge them under “Duplicates”",
                                    pairs->len),
                          pairs->len);
  lf_app_context_toast (self->context, text, /* has_undo= */ FALSE);
}

static void
on_synced_cb (LfDuplicatesWatch *self, gboolean is_ok)
{
  if (!is_ok || self->looking != NULL)
    return;
  self->looking = g_cancellable_new ();
  lf_duplicates_find_async (lf_app_context_store (self->context), /* only_new= */ TRUE,
                            self->looking, /* on_share= */ NULL, on_found_cb, self);
}

static void
lf_duplicates_watch_dispose (GObject *object)
{
  LfDuplicatesWatch *self = LF_DUPLICATES_WATCH (object);

  g_cancellable_cancel (self->looking);
  g_clear_object (&self->looking);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (lf_duplicates_watch_parent_class)->dispose (object);
}

static void
lf_duplicates_watch_class_init (LfDuplicatesWatchClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = lf_duplicates_watch_dispose;
}

static void
lf_duplicates_watch_init (LfDuplicatesWatch *self)
{
}

LfDuplicatesWatch *
lf_duplicates_watch_new (LfAppContext *context)
{
  LfDuplicatesWatch *self = g_object_new (LF_TYPE_DUPLICATES_WATCH, NULL);

  self->context = g_object_ref (context);
  g_signal_connect_object (lf_app_context_sync (context), "finished", G_CALLBACK (on_synced_cb),
                           self, G_CONNECT_SWAPPED);
  return self;
}
