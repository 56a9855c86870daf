/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One change on its way into the zone, shared by the files of the merge.
 *
 * Functions that return gboolean say whether to go on. FALSE without an error: the change is
 * refused, and its answer says why. */

#pragma once

#include "lf-merge.h"

G_BEGIN_DECLS

#define LF_MERGE_DELETED "deleted"
#define LF_MERGE_CONFLICT "conflict"
#define LF_MERGE_SETTLEMENT "settlement" /* bundle of a conflict: its state and outcome */

/* A record of the zone while the change is laid over it. */
typedef struct
{
  const LfEntity *entity; /* (nullable): unknown to this version */
  LfServerRecord *record;
  LfRecord *before;    /* (nullable): as it was, for the rules */
  gboolean is_new;     /* made by this change */
  const LfOp *made_by; /* (nullable): the operation that did */
  gboolean is_changed;
  gboolean is_ours;    /* a conflict that the merge wrote: no rule of people's edits fits it */
  gboolean must_place; /* what it belongs to moved */
  gboolean is_placed;  /* its scope is that of after the change */
} LfMergeRecord;

typedef struct
{
  LfServerStorage *storage;
  const LfServerUser *user;
  const char *sight; /* of the user */
  const LfChange *change;
  gint64 seq;
  GHashTable *records; /* "entity/id" → LfMergeRecord */
  GPtrArray *order;    /* (element-type LfMergeRecord), unowned: as they were met */
  GHashTable
      *contested;      /* "id/bundle": edits of this change that are conflicts whatever was seen */
  gboolean is_altered; /* something came out other than its author knows */
  LfAnswer *answer;
} LfMerge;

/* ---- lf-merge-record.c ---- */

/* Up to which number its author's device had everything, when the oldest of what @op says was
 * looked at. */
gint64 lf_merge_least_seen (const LfOp *op);

/* (transfer none) (nullable): NULL without error when there is none */
LfMergeRecord *lf_merge_find (LfMerge *self, const char *entity, const char *id, GError **error);
LfMergeRecord *lf_merge_make (LfMerge *self, const char *entity, const char *id);
void lf_merge_record_free (gpointer record);
void lf_merge_put (
    LfMerge *self, LfMergeRecord *record, const char *bundle, const char *field, const char *value);
void lf_merge_put_deleted (LfMerge *self, LfMergeRecord *record, gboolean deleted);

/* (nullable): the value in force of a field, or of "deleted" */
const char *lf_merge_current (const LfMergeRecord *record, const char *field);
const LfField *lf_merge_field (const LfMergeRecord *record, const char *field); /* (nullable) */
const char *lf_merge_bundle (const LfMergeRecord *record, const char *field);

/* The newest change of @bundle, without its body; NULL when it is this very change. */
gboolean lf_merge_last_change (LfMerge *self,
                               const LfMergeRecord *record,
                               const char *bundle,
                               LfServerChange **ret_change,
                               GError **error);

/* Did this change or this device make it, so that its author knows of it? @change is nullable. */
gboolean lf_merge_is_own (LfMerge *self, const LfServerChange *change);
LfRecord *lf_merge_to_core (const LfMergeRecord *record);
gboolean lf_merge_refuse (LfMerge *self, const char *reason, char *message /* (transfer full) */);

/* ---- lf-merge-conflict.c ---- */

/* One of the two edits that met. */
typedef struct
{
  const char *value;  /* (nullable) */
  const char *author; /* (nullable) */
  const char *device; /* (nullable) */
  const char *change; /* (nullable) */
  gint64 time_us;
  gboolean is_doubtful;
} LfMergeSide;

LfMergeSide lf_merge_own_side (LfMerge *self, const char *value);
LfMergeSide lf_merge_side_of (const LfServerChange *change /* (nullable) */, const char *value);

/* The same field of the same record in the same change gives the same conflict. */
void lf_merge_make_conflict (LfMerge *self,
                             const LfMergeRecord *record,
                             const char *field,
                             const char *original,
                             const LfMergeSide *accepted,
                             const LfMergeSide *offered);

/**
 * lf_merge_keep_offer:
 * Keeps an edit that did not win: in a new conflict, or, when it goes on where the author's own
 * earlier offer left off, in the conflict of that one.
 */
gboolean lf_merge_keep_offer (LfMerge *self,
                              const LfMergeRecord *record,
                              const LfEdit *edit,
                              const LfServerChange *last,
                              GError **error);

/* The author went on from an own offer to the very value in force: that conflict is settled. */
gboolean lf_merge_withdraw_offer (LfMerge *self,
                                  const LfMergeRecord *record,
                                  const LfEdit *edit,
                                  GError **error);
void lf_merge_tell_conflict (LfMerge *self,
                             const char *id,
                             const LfMergeRecord *record,
                             const char *field);

/* ---- lf-merge-settle.c ---- */

/* Somebody settled a conflict that another had settled otherwise: what was chosen now becomes an
 * open conflict of the field itself. */
gboolean
lf_merge_settle_again (LfMerge *self, LfMergeRecord *conflict, const LfOp *op, GError **error);
/* What had lost before and is told again: it is not to win, whatever else has come. */
void lf_merge_contest_offers (LfMerge *self, const LfMergeRecord *record, const LfOp *op);
gboolean lf_merge_is_contested (LfMerge *self, const LfMergeRecord *record, const char *bundle);

/* ---- lf-merge-scope.c ---- */

gboolean lf_merge_is_hidden (LfMerge *self, const LfMergeRecord *record);
/* @record: (nullable): it is not there */
gboolean lf_merge_refuse_hidden (LfMerge *self, const LfMergeRecord *record, const char *id);

/* Nobody adds to what he does not see. */
gboolean
lf_merge_check_parent (LfMerge *self, const LfMergeRecord *record, const LfOp *op, GError **error);
gboolean lf_merge_check_move (LfMerge *self, const LfMergeRecord *record);

/* Do scopes of others go by records of @entity? */
gboolean lf_merge_is_followed (const LfEntity *entity);

/* Gives what the change wrote its scope, and what follows it, which is then changed, too. */
gboolean lf_merge_place (LfMerge *self, GError **error);

/* ---- lf-merge-sign.c ---- */

/* Nobody signs for somebody else (LfField.signed_by). @after: as the record would be */
gboolean lf_merge_check_signatures (LfMerge *self,
                                    const LfMergeRecord *record,
                                    const LfRecord *after,
                                    GError **error);

/* ---- lf-merge-gate.c ---- */

/* No project enters a stage before which something holds it (lf-gate.h). */
gboolean lf_merge_check_gate (LfMerge *self,
                              const LfMergeRecord *record,
                              const LfRecord *after,
                              GError **error);

/* ---- lf-merge-edit.c ---- */

gboolean lf_merge_edits (LfMerge *self, LfMergeRecord *record, const LfOp *op, GError **error);

/* Puts into edits that are as_seen what they started from: the value in force, when nobody has
 * changed it since. @ret_is_known: FALSE: somebody did, and only their author's device can tell. */
gboolean lf_merge_recall (LfMerge *self, gboolean *ret_is_known, GError **error);

/* ---- lf-merge-delete.c ---- */

gboolean lf_merge_revive (LfMerge *self, LfMergeRecord *record, const LfOp *op, GError **error);
gboolean lf_merge_delete (LfMerge *self, LfMergeRecord *record, const LfOp *op, GError **error);
gboolean lf_merge_restore (LfMerge *self, LfMergeRecord *record, const LfOp *op, GError **error);

/* ---- lf-merge-stamp.c ---- */

/* Writes into the records that people made what only the server can say of them: LfField.stamp. */
void lf_merge_stamp (LfMerge *self);

/* ---- lf-merge-echo.c ---- */

/* Of a change that was accepted and written: did it do what it says and nothing else? */
gboolean lf_merge_is_as_sent (LfMerge *self);

G_END_DECLS
