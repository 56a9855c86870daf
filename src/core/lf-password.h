/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a password has to be: the one place where that is said. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define LF_PASSWORD_MIN 10  /* characters */
#define LF_PASSWORD_MAX 500 /* bytes */

/**
 * lf_password_check:
 * @name: (nullable): of whoever will have it
 *
 * Long enough, of two kinds of characters, and not what everybody tries first: the name, a word
 * with a number behind it, a run of keys. docs/server.md says why these and no others.
 * Errors: LF_ERROR_INVALID, a sentence that says what would be right.
 */
gboolean lf_password_check (const char *password, const char *name, GError **error);

G_END_DECLS
