/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who guesses at a name's password has to wait. May be used from several threads. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define LF_THROTTLE_FAILURES 8
#define LF_THROTTLE_WAIT_US (60 * G_USEC_PER_SEC)

typedef struct _LfThrottle LfThrottle;

LfThrottle *lf_throttle_new (void);
void lf_throttle_free (LfThrottle *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfThrottle, lf_throttle_free)

/* @now_us: a clock that only goes forward. After LF_THROTTLE_FAILURES failures in a row, each less
 * than LF_THROTTLE_WAIT_US after the one before, a name is closed for as long. */
gboolean lf_throttle_is_closed (LfThrottle *self, const char *name, gint64 now_us);
void lf_throttle_fail (LfThrottle *self, const char *name, gint64 now_us);
void lf_throttle_forget (LfThrottle *self, const char *name);

G_END_DECLS
