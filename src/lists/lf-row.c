/* SPDX-License-Identifier: GPL-3.0-or-later */
/* LfRow: one row of a list, a placeholder until its record arrives. */

#include "config.h"

#include "lf-row-private.h"

struct _LfRow
{
  GObject parent_instance;
  gint64 row;
  LfRecord *record;
  GArray *watchers; /* Watcher; NULL: none yet */
};

typedef struct
{
  LfRowFunc changed;
  gpointer data;
} Watcher;

enum
{
  PROP_RECORD = 1,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (LfRow, lf_row, G_TYPE_OBJECT)

static void
lf_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_boxed (value, LF_ROW (object)->record);
}

static void
lf_row_finalize (GObject *object)
{
  g_clear_pointer (&LF_ROW (object)->record, lf_record_unref);
  g_clear_pointer (&LF_ROW (object)->watchers, g_array_unref);
  G_OBJECT_CLASS (lf_row_parent_class)->finalize (object);
}

static void
lf_row_class_init (LfRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = lf_row_get_property;
  object_class->finalize = lf_row_finalize;
  properties[PROP_RECORD]
      = g_param_spec_boxed ("record", NULL, NULL, LF_TYPE_RECORD,
                            G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
lf_row_init (LfRow *self)
{
}

LfRow *
lf_row_new (gint64 row)
{
  LfRow *self = g_object_new (LF_TYPE_ROW, NULL);

  self->row = row;
  return self;
}

LfRecord *
lf_row_get_record (LfRow *self)
{
  return self->record;
}

gint64
lf_row_get_row (LfRow *self)
{
  return self->row;
}

void
lf_row_set_row (LfRow *self, gint64 row)
{
  self->row = row;
}

void
lf_row_watch (LfRow *self, LfRowFunc changed, gpointer data)
{
  const Watcher watcher = { changed, data };

  if (self->watchers == NULL)
    self->watchers = g_array_new (FALSE, FALSE, sizeof (Watcher));
  g_array_append_val (self->watchers, watcher);
}

void
lf_row_unwatch (LfRow *self, gpointer data)
{
  for (guint i = 0; self->watchers != NULL && i < self->watchers->len; i++)
    if (g_array_index (self->watchers, Watcher, i).data == data)
      {
        g_array_remove_index_fast (self->watchers, i);
        return;
      }
}

/* From the end: one that unwatches while it is told gives its place to one that was told. */
static void
tell_watchers (LfRow *self)
{
  g_autoptr (LfRow) kept = g_object_ref (self);

  for (guint i = kept->watchers == NULL ? 0 : kept->watchers->len; i > 0; i--)
    if (i <= kept->watchers->len)
      {
        const Watcher watcher = g_array_index (kept->watchers, Watcher, i - 1);

        watcher.changed (kept, watcher.data);
      }
}

void
lf_row_set_record (LfRow *self, LfRecord *record)
{
  g_clear_pointer (&self->record, lf_record_unref);
  self->record = record == NULL ? NULL : lf_record_ref (record);
  tell_watchers (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RECORD]);
}
