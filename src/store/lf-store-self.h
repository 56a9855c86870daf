/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A store from within; for lf-store.c, lf-store-work.c and
 * lf-store-today-ahead.c only. */

#pragma once

#include "lf-column-sets.h"
#include "lf-seal.h"
#include "lf-store-past.h"
#include "lf-store-private.h"
#include "lf-store-today-private.h"

G_BEGIN_DECLS

#define LF_STORE_N_READERS 2

struct _LfStore
{
  GObject parent_instance;
  char *folder;
  char *path; /* of the database */
  char *device;
  LfSeal *seal;
  gint is_damaged;       /* atomic */
  GMainContext *context; /* where `changed` is emitted */
  GRWLock life;          /* read: using the threads; write: ending them */
  LfWorker *writer;
  LfWorker *readers[LF_STORE_N_READERS];
  guint next_reader;         /* atomic */
  GMutex late_mutex;         /* of the next two, which are made when they are first asked for */
  LfPast *past;              /* (nullable) */
  LfWorker *counter;         /* (nullable): tells figures */
  LfColumnSets *column_sets; /* that thread's */
  LfTouched *touched;
  LfTodayAhead *ahead; /* (nullable); atomic: until it is asked for, or something changes */
  gint64 data_version; /* this and the next three: the writer thread's */
  LfDate judged_on;    /* the day as of which projects stand */
  gboolean has_written;
  gboolean is_tidy;
};

/* On the thread of @self->column_sets. */
gpointer lf_store_read_columns (LfStore *self, LfJob job, gpointer data, GError **error);
void lf_store_publish (LfStore *self, LfStoreNews *news /* nullable: the store is damaged */);
void lf_store_on_damaged (gpointer store); /* LfDamageFunc */

G_END_DECLS
