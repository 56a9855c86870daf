/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What SQLite reports, as a sentence that says what to do. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

void lf_store_errors_set (GError **error, int sqlite_code, const char *detail, const char *path);

G_END_DECLS
