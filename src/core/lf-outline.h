/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where land lies: the outline that a park or a plot keeps (domain.md L1), as the text of a GeoJSON
 * Polygon (RFC 7946): {"type": "Polygon", "coordinates": [[[121.55, 29.88], …]]}. Pure. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define LF_OUTLINE_MOST 20000 /* positions */

typedef struct
{
  double longitude, latitude; /* degrees, −180…180 and −90…90 */
} LfPosition;

typedef struct
{
  GPtrArray *rings; /* (element-type GArray of LfPosition): the outer one, then its holes; the last
                       position of a ring is not its first once more */
  LfPosition least, most;
} LfOutline;

void lf_outline_free (LfOutline *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfOutline, lf_outline_free)

/**
 * lf_outline_parse:
 * Each ring has four positions or more, of which the last is the first; a third number of a
 * position, its height, and other members of the object are passed over.
 *
 * Returns: (transfer full): LF_ERROR_SYNTAX with a sentence for people
 */
LfOutline *lf_outline_parse (const char *text, GError **error);

/* (transfer full) (nullable): why @text is no outline */
char *lf_outline_doubt (const char *text);

/* (transfer full): how many corners it has and where its middle is, for people; what is no outline
 * is told as it is */
char *lf_outline_tell (const char *text);

/* Whether it lies within the outer ring and in no hole. */
gboolean lf_outline_holds (const LfOutline *self, const LfPosition *position);

G_END_DECLS
