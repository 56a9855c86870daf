/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Money: an integer of 1/100 units of one currency, and how exact the source said it is. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  LF_QUALIFIER_EXACT,
  LF_QUALIFIER_ABOUT,  /* 约 余 左右 */
  LF_QUALIFIER_NEARLY, /* 近 不足 */
  LF_QUALIFIER_OVER,   /* 超 逾 以上 多 */
  LF_N_QUALIFIERS,
} LfQualifier;

#define LF_MONEY_MOST 9e14 /* units of a currency, either way */

typedef struct
{
  gint64 minor;     /* 分 for CNY, cent for USD */
  char currency[4]; /* ISO 4217, upper case, NUL-terminated */
  LfQualifier qualifier;
} LfMoney;

/* Units that people count money in, in minor units. */
#define LF_MONEY_WAN G_GINT64_CONSTANT (1000000)    /* 万元 */
#define LF_MONEY_YI G_GINT64_CONSTANT (10000000000) /* 亿元 */

/**
 * lf_money_parse:
 * @unit: what a bare number is in, as a heading says it: CNY, 万元, 万美元
 * Reads what people write: 103亿元, 5000万元, 1.5亿, 约50亿元, 3亿美元, 2.57亿美元, USD 300,000,
 * ¥12.50, 近200亿. Exact decimal arithmetic; more than two decimals of the base unit, or above
 * LF_MONEY_MOST, is an error.
 */
gboolean lf_money_parse (const char *text, const char *unit, LfMoney *ret_money, GError **error);

/* Canonical text: "560000000.00 CNY", with "about ", "nearly " or "over " before it. */
gboolean lf_money_from_canonical (const char *text, LfMoney *ret_money);
char *lf_money_to_canonical (const LfMoney *money); /* (transfer full) */

/**
 * lf_money_format:
 * In the user's language and without rounding: 71.69亿元, 5000万元, 约50亿元, 2.57亿美元; in
 * English CNY 7,169 million, about CNY 5,000 million. The largest unit that keeps the figure exact
 * in four decimals.
 */
char *lf_money_format (const LfMoney *money); /* (transfer full) */
/* The same in one of the two, whatever the user's language is. */
char *lf_money_format_in (const LfMoney *money, gboolean is_chinese);

G_END_DECLS
