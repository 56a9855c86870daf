/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers of changes, most of which follow each other: "101-300,305". */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define LF_SPANS_MOST 64 /* so that they fit into an address */

typedef struct
{
  gint64 from, to; /* both included */
} LfSpan;

typedef struct
{
  LfSpan spans[LF_SPANS_MOST]; /* in order */
  guint n;
} LfSpans;

/* FALSE: not noted, for it is not above those before or there are too many spans. */
gboolean lf_spans_add (LfSpans *self, gint64 number);
gboolean lf_spans_has (const LfSpans *self, gint64 number);

/* The last of the numbers that follow @number one after the other; @number itself if none does. */
gint64 lf_spans_follow (const LfSpans *self, gint64 number);

char *lf_spans_format (const LfSpans *self);                    /* (transfer full) */
gboolean lf_spans_parse (const char *text, LfSpans *ret_spans); /* any input */

G_END_DECLS
