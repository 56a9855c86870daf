/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The same done to many records: planned first, so that it can be said what changes and what may
 * not be written and why; then committed as one change, which one undo takes back. */

#pragma once

#include "lf-store.h"

G_BEGIN_DECLS

typedef enum
{
  LF_BULK_EDIT,
  LF_BULK_MOVE, /* projects, to another stage */
  LF_BULK_DELETE,
} LfBulkKind;

/* What is done with the value given to a set. */
typedef enum
{
  LF_BULK_REPLACE,
  LF_BULK_ADD,
  LF_BULK_TAKE,
} LfBulkHow;

typedef struct
{
  const LfField *field;
  LfBulkHow how; /* of sets; LF_BULK_REPLACE for all others */
  char *value;   /* (nullable): canonical; NULL: blank */
} LfBulkEdit;

typedef struct
{
  gatomicrefcount ref_count;
  LfBulkKind kind;
  GPtrArray *edits; /* (element-type LfBulkEdit): EDIT */
  LfStage to;       /* this and what follows: MOVE; no file goes with it */
  LfDate date;
  char *evidence, *reason; /* (nullable) */
} LfBulk;

/* Filled by the thread that makes it, not changed once shared. */
LfBulk *lf_bulk_new_edit (void);
void lf_bulk_add_edit (LfBulk *self, const LfField *field, LfBulkHow how, const char *value);
LfBulk *lf_bulk_new_move (LfStage to, const LfDate *date, const char *evidence, const char *reason);
LfBulk *lf_bulk_new_delete (void);
LfBulk *lf_bulk_ref (LfBulk *self);
void lf_bulk_unref (LfBulk *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfBulk, lf_bulk_unref)

/* Can people write the field of many records at once? Not what tells them apart, and not what the
 * program writes. */
gboolean lf_bulk_is_offered (const LfField *field);

/* A record that is left as it is, for a reason. */
typedef struct
{
  char *id, *title, *reason;
} LfBulkSkipped;

typedef struct
{
  LfChange *change;   /* all that may be written */
  guint n_changed;    /* records in it */
  guint n_same;       /* that are so already */
  GPtrArray *skipped; /* (element-type LfBulkSkipped) */
} LfBulkPlan;

void lf_bulk_plan_free (LfBulkPlan *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfBulkPlan, lf_bulk_plan_free)

/**
 * lf_store_plan_bulk:
 * Nothing is written. The plan is of what the records are now: it is committed by
 * lf_store_commit_parts_sync() or its like, which checks once more.
 */
LfBulkPlan *lf_store_plan_bulk_sync (
    LfStore *self, const LfQuery *query, LfBulk *bulk, const LfDate *today, GError **error);
void lf_store_plan_bulk_async (LfStore *self,
                               const LfQuery *query,
                               LfBulk *bulk,
                               const LfDate *today,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
LfBulkPlan *lf_store_plan_bulk_finish (LfStore *self, GAsyncResult *result, GError **error);

G_END_DECLS
