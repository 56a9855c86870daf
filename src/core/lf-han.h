/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Han characters: how each is read, and its simplified form. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

const char *lf_han_syllable (gunichar c); /* (nullable): the first reading, without its tone:
                                             "ning"; NULL when @c is not Han */
gunichar lf_han_simplified (gunichar c);  /* @c itself when it has no other simplified form */

G_END_DECLS
