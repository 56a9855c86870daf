/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A change: what one person did in one go, as edits of fields. It is accepted or refused as a
 * whole. */

#pragma once

#include "lf-record.h"

G_BEGIN_DECLS

typedef enum
{
  LF_OP_PUT,
  LF_OP_DELETE,
  LF_OP_RESTORE
} LfOpKind; /* PUT creates the record when it is not there */

typedef struct
{
  char *field;         /* a field's name; may be one this version does not know */
  char *was;           /* (nullable): the value the author started from */
  char *value;         /* (nullable): the value the author wants */
  gint64 seen;         /* the server sequence the author had merged when looking at @was */
  gboolean is_offer;   /* told again (G14): it had lost against another, and is not to win now */
  gboolean is_as_seen; /* @was is what the server had at @seen, and need not be sent */
} LfEdit;

typedef struct
{
  LfOpKind kind;
  char *entity;
  char *id;
  gint64 seen;       /* DELETE, RESTORE and creation: as LfEdit.seen */
  gboolean is_new;   /* PUT: the author made the record */
  gboolean is_offer; /* DELETE, RESTORE: as LfEdit.is_offer */
  GPtrArray *edits;  /* (element-type LfEdit); empty but for PUT */
} LfOp;

/**
 * LfChange:
 * @id: UUIDv7; sending it twice is harmless (G4)
 * @author: account name, as text for people
 * @device: id of the device it was made on
 * @time_us: when the author's clock said it was; for people only (G8)
 * @label: what the undo menu and the history say, in the author's language
 * @undoes: (nullable): id of the change this one puts back
 *
 * Built on one thread, committed by a store, immutable from then on.
 */
typedef struct
{
  gatomicrefcount ref_count;
  char *id;
  char *author;
  char *device;
  gint64 time_us;
  char *label;
  char *undoes;
  gint64 age_us; /* how long before it was sent it was made, by one clock; 0: nobody knows */
  gboolean
      is_again; /* sent again to a server that lost it: whoever built on it had seen it (G14) */
  gboolean is_doubtful; /* its device's clock was far off: @time_us is the best guess (G8) */
  GPtrArray *ops;       /* (element-type LfOp) */
} LfChange;

LfChange *lf_change_new (const char *label);
LfChange *lf_change_ref (LfChange *self);
void lf_change_unref (LfChange *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfChange, lf_change_unref)

void lf_change_create (LfChange *self,
                       const LfRecord *record); /* every field of @record that is not blank */
/**
 * lf_change_edit:
 * Sets @field of @original's record to @value. What the author started from and had seen is taken
 * from
 * @original as it was loaded, so an edit made over a stale window is recognised as one.
 * Several edits of one record become one operation; setting a field twice keeps the last value.
 */
void
lf_change_edit (LfChange *self, const LfRecord *original, const char *field, const char *value);
void lf_change_delete (LfChange *self, const LfRecord *original);
void lf_change_restore (LfChange *self, const LfRecord *original);
gboolean lf_change_is_empty (const LfChange *self);

/* Leaves nothing but the edits of @field. FALSE when there were none. */
gboolean lf_change_keep_field (LfChange *self, const char *field);

/**
 * lf_change_redirected:
 * Returns: (transfer full) (element-type utf8): ids of the records to which the change does nothing
 * but make references to records it deletes refer to others. A merge does, also to what is locked.
 */
GHashTable *lf_change_redirected (const LfChange *self);

/* For the wire and the journal. */
LfOp *lf_change_add_op (LfChange *self, LfOpKind kind, const char *entity, const char *id);
LfEdit *
lf_op_add_edit (LfOp *op, const char *field, const char *was, const char *value, gint64 seen);
LfEdit *lf_op_find (const LfOp *op, const char *field); /* (nullable) */

/* About how long they are on the wire, and never less: bytes. */
gsize lf_change_wire_size (const LfChange *self);
gsize lf_op_wire_size (const LfOp *op);

/* A change is atomic and one request holds 16 MiB: what is larger than this can never be sent. */
#define LF_CHANGE_WIRE_MOST (12 * 1024 * 1024)

G_END_DECLS
