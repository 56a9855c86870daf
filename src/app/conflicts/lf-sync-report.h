/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands between this device and the server, in words: open conflicts, refused changes, */

#pragma once

#include "lf-store-sync.h"

G_BEGIN_DECLS

/* One of the two edits. */
typedef struct
{
  char *value;  /* for people */
  char *byline; /* who and when */
  char *name;   /* “Mine”, “Theirs”, or its author's name where neither was made here */
} LfConflictSide;

/* Of one field, or of the fields of a bundle, which are settled together. */
typedef struct
{
  char *id;               /* of the first field's conflict */
  const LfEntity *entity; /* (nullable): of a newer Landfall */
  /* (nullable): the record's being there at all, or of a newer Landfall */
  const LfField *field;
  char *record;
  char *title; /* of the record */
  char *what;  /* the field's label; of several, all of them */
  guint n_fields;
  char *bundle; /* (nullable): the same where fields are settled together */
  char *person; /* (nullable): whose edit it met */
  LfConflictSide mine, theirs;
  gboolean is_mine_in_force;
  char *original;
} LfOpenConflict;

typedef struct
{
  LfChange *change;
  char *title;  /* of the record, or of the change where it concerns several */
  char *reason; /* why, and what to do */
  char *edits;  /* one a line */
  char *byline;
} LfRefusedChange;

typedef struct
{
  GPtrArray *conflicts; /* (element-type LfOpenConflict) */
  GPtrArray *refused;   /* (element-type LfRefusedChange) */
} LfSyncReport;

#define LF_MAX_CONFLICTS 200

void lf_sync_report_free (LfSyncReport *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfSyncReport, lf_sync_report_free)

/* blocking: for a thread */
LfSyncReport *lf_sync_report_read_sync (LfStore *store, GError **error);
void lf_sync_report_read_async (LfStore *store,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
LfSyncReport *lf_sync_report_read_finish (LfStore *store, GAsyncResult *result, GError **error);

typedef enum
{
  LF_REFUSED_SEND_AGAIN,
  LF_REFUSED_DISCARD
} LfRefusedAnswer;

/**
 * lf_refused_answer_async:
 * @amendments: (transfer full) (element-type LfAmendment): what is to be sent in the place of it;
 * with none it is sent as it is
 */
void lf_refused_answer_async (LfStore *store,
                              const char *change,
                              LfRefusedAnswer answer,
                              GPtrArray *amendments,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
gboolean lf_refused_answer_finish (LfStore *store, GAsyncResult *result, GError **error);

G_END_DECLS
