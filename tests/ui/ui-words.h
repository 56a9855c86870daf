/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words of the window in the language the test runs in: one test reads both. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What the catalogue of $LANDFALL_LOCALE_DIR has for @text, without the underscore of a mnemonic;
 * stays for as long as the test runs. */
const char *ui_word (const char *text);
/* (transfer full): with the place of "%s" or "%u" in it taken by @part. */
char *ui_word_with (const char *text, const char *part);

/* What stands before that place. */
const char *ui_word_until (const char *text);

G_END_DECLS
