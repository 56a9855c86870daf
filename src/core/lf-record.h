/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A record: an entity, an id and one canonical text per field. */

#pragma once

#include <glib-object.h>
#include "lf-schema.h"

G_BEGIN_DECLS

/**
 * LfRecord:
 * A reference-counted value. It is filled by the thread that makes it and not changed once shared.
 */
typedef struct _LfRecord LfRecord;

/* Where a record stands between this device and the server. Worst first wins when several hold. */
typedef enum
{
  LF_RECORD_SYNCED,
  LF_RECORD_PENDING,
  LF_RECORD_REFUSED,
  LF_RECORD_CONFLICT,
} LfRecordState;

#define LF_TYPE_RECORD (lf_record_get_type ())
GType lf_record_get_type (void); /* boxed */
LfRecord *lf_record_new (const LfEntity *entity, const char *id /* nullable: a new id */);
LfRecord *lf_record_copy (const LfRecord *self);
LfRecord *lf_record_ref (LfRecord *self);
void lf_record_unref (LfRecord *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfRecord, lf_record_unref)

const LfEntity *lf_record_entity (const LfRecord *self);
const char *lf_record_id (const LfRecord *self);
const char *lf_record_get (const LfRecord *self, const char *field); /* (nullable): canonical */
const char *lf_record_get_at (const LfRecord *self, guint index);
void lf_record_set (LfRecord *self, const char *field, const char *value /* canonical, nullable */);
void lf_record_take_at (LfRecord *self, guint index, char *value /* (transfer full) (nullable) */);

/* What references refer to, for people: filled by the store when it loads a record. */
void lf_record_set_display (LfRecord *self, guint index, const char *display);
char *lf_record_format (const LfRecord *self,
                        const char *field); /* (transfer full): for people; titles for references */
char *lf_record_format_at (const LfRecord *self, guint index);
char *lf_record_title (
    const LfRecord *self); /* (transfer full): its title, or its entity's name when blank */

/* Filled by the store. */
gint64 lf_record_row (const LfRecord *self); /* the store's row number; 0 when not stored */
gint64 lf_record_cursor (
    const LfRecord *self); /* the server sequence this device had merged when it was loaded */
gboolean lf_record_is_deleted (const LfRecord *self);
LfRecordState lf_record_state (const LfRecord *self);
void lf_record_set_stored (
    LfRecord *self, gint64 row, gint64 cursor, gboolean deleted, LfRecordState state);

G_END_DECLS
