/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A line to a server on loopback that is cut at any byte, in either direction. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _BadLine BadLine;

/* Each connection carries at most 1 to @most bytes each way, by @seed. */
BadLine *bad_line_new (const char *server_url, guint32 seed, gint32 most);
void bad_line_free (BadLine *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BadLine, bad_line_free)

char *bad_line_url (BadLine *self);    /* (transfer full): the server's address over this line */
guint bad_line_n_cuts (BadLine *self); /* so far */

G_END_DECLS
