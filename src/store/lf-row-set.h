/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Row numbers of one table, a bit each. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _LfRowSet LfRowSet;

LfRowSet *lf_row_set_new (gint64 last_row); /* of none; rows beyond @last_row are never in it */
void lf_row_set_free (LfRowSet *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfRowSet, lf_row_set_free)

void lf_row_set_add (LfRowSet *self, gint64 row);
void lf_row_set_invert (LfRowSet *self);
void lf_row_set_intersect (LfRowSet *self, const LfRowSet *other); /* of the same @last_row */
void lf_row_set_unite (LfRowSet *self, const LfRowSet *other);     /* of the same @last_row */
gboolean lf_row_set_has (const LfRowSet *self, gint64 row);
gint64 lf_row_set_count (const LfRowSet *self);
char *lf_row_set_to_json (const LfRowSet *self); /* (transfer full): an array, for json_each() */

G_END_DECLS
