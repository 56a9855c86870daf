/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How often something may be done under a name: so many at once, and one more after each while. May
 * be used from several threads. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  guint at_once;
  gint64 each_us; /* until one more */
} LfRateLimit;

typedef struct _LfRate LfRate;

LfRate *lf_rate_new (void);
void lf_rate_free (LfRate *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfRate, lf_rate_free)

/**
 * lf_rate_take:
 * @name: belongs to one @limit
 * @now_us: a clock that only goes forward
 * Returns: 0, or after how many microseconds it may be tried again
 */
gint64 lf_rate_take (LfRate *self, const char *name, const LfRateLimit *limit, gint64 now_us);

G_END_DECLS
