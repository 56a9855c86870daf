/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether the program is started, in the background, when somebody signs in to the computer. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * lf_autostart_set:
 * Writes or removes a file in the person's autostart folder; in a sandbox it asks the desktop,
 * which may ask the person. Errors: a sentence; G_IO_ERROR_PERMISSION_DENIED when the person said
 * no.
 */
void lf_autostart_set_async (gboolean is_on, GAsyncReadyCallback callback, gpointer user_data);
gboolean lf_autostart_set_finish (GAsyncResult *result, GError **error);

/* The ways one by one, for lf_autostart_set_async() and tests. @program: its path */
gboolean lf_autostart_write (gboolean is_on, const char *program, GError **error);
void
lf_autostart_ask_desktop_async (gboolean is_on, GAsyncReadyCallback callback, gpointer user_data);

G_END_DECLS
