/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A folder for one test's store. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

char *store_folder_make (void);
void store_folder_remove (char *folder /* (transfer full) */); /* with all that is in it */

G_END_DECLS
