/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Readings and simplified forms of Han characters, from tables made with ICU at build time. */

#include "config.h"

#include "lf-han.h"

#include "lf-han-range.h"
#include "lf-han-table.h" /* made by lf-han-generate */

const char *
lf_han_syllable (gunichar c)
{
  return c < FIRST_HAN || c > LAST_HAN ? NULL : syllables[syllable_of[c - FIRST_HAN]];
}

gunichar
lf_han_simplified (gunichar c)
{
  return c < FIRST_HAN || c > LAST_HAN ? c : simplified_of[c - FIRST_HAN];
}
