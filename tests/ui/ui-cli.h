/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the tests of the windows do beside the window: the programs without one, and folders. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Returns: (transfer full): what the program printed that the variable @program of the environment
 * names; it has to succeed */
char *ui_run (const char *program, const char *const *arguments);

#define CLI(store, ...)                                                                            \
  ui_run ("LANDFALL_CLI", (const char *const[]){ "--store", store, __VA_ARGS__, NULL })
#define SERVER(...) ui_run ("LANDFALL_SERVER", (const char *const[]){ __VA_ARGS__, NULL })

/* (transfer full): of its own, under a name that begins with "landfall-" and @name. */
char *ui_make_folder (const char *name);
void ui_remove_folder (const char *folder);

G_END_DECLS
