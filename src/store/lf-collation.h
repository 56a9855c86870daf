/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sort keys of texts: bytes that compare as Chinese readers expect. From every thread. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

GBytes *lf_collation_key (const char *text); /* (transfer full): sorts as Chinese readers expect,
                                                the same in every locale */
/* Where the keys of all texts lie that begin with @text, but for accents and case: from @ret_low to
 * before @ret_high, both (transfer full). */
void lf_collation_range (const char *text, GBytes **ret_low, GBytes **ret_high);
char *lf_collation_version (void); /* (transfer full): keys of two versions do not compare */

G_END_DECLS
