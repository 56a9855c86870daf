/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pushes that are on their way while the device does something else. Where the transport cannot do
 * that they are made at once, and all goes on in the same order. */

#pragma once

#include "lf-transport.h"

G_BEGIN_DECLS

typedef struct _LfLine LfLine;

/* @is_worth_it: there is more to push than goes at once; for one push no thread is begun */
LfLine *lf_line_new (LfTransport *transport, GCancellable *cancellable, gboolean is_worth_it);
void lf_line_free (LfLine *self); /* waits for what is under way */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfLine, lf_line_free)

/* One at a time: each is finished before the next. The transport is the line's meanwhile. */
void lf_line_start_push (LfLine *self, GPtrArray *changes);
GPtrArray *lf_line_finish_push (LfLine *self, GError **error); /* as lf_transport_push() */

G_END_DECLS
