/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text as people and machines compare it. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *lf_text_fold (const char *text);  /* (transfer full): NFKC, case and width folded, runs of
                                           blanks to one, trimmed: for search and equality */
char *lf_text_clean (const char *text); /* (transfer full): control characters out, trimmed;
                                           newlines kept. NULL when nothing is left */

G_END_DECLS
