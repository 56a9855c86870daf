/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Clients that take too long are cut off. On the main thread. */

#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

typedef struct _LfDeadlines LfDeadlines;

LfDeadlines *lf_deadlines_new (GMainContext *context);
void lf_deadlines_free (LfDeadlines *self);

/* In place of the one that @message had. */
void lf_deadlines_set (LfDeadlines *self, SoupServerMessage *message, guint seconds);
void lf_deadlines_drop (LfDeadlines *self, SoupServerMessage *message); /* if it has one */

/* Now, and for whatever reason. */
void lf_deadlines_cut_off (SoupServerMessage *message);

G_END_DECLS
