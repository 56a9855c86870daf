/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A disk that fills up under the files beside the databases: what the store and the server write
 * themselves. (faulty-disk.h is SQLite's.) */

#pragma once

#include <glib.h>

void full_files_fill (gsize room); /* so many bytes more, and not one */
gboolean full_files_empty (void);  /* there is room again; TRUE when something did not fit */
