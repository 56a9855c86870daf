/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading, writing and showing money. All arithmetic is in integers. */

#include "config.h"

#include "lf-money.h"

#include "lf-error.h"
#include "lf-text.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define MAX_MINOR ((gint64) (LF_MONEY_MOST * 100))
#define MAX_DIGITS 18

typedef enum
{
  WORD_QUALIFIER,
  WORD_CURRENCY,
  WORD_POWER
} WordKind;

typedef struct
{
  const char *text;
  WordKind kind;
  int value; /* LfQualifier or power of ten */
  const char *currency;
} Word;

/* clang-format off */
/* Longer words stand before those they begin with. */
static const Word words[] = {
  { "大约", WORD_QUALIFIER, LF_QUALIFIER_ABOUT }, { "约", WORD_QUALIFIER, LF_QUALIFIER_ABOUT },
  { "左右", WORD_QUALIFIER, LF_QUALIFIER_ABOUT }, { "about", WORD_QUALIFIER, LF_QUALIFIER_ABOUT },
  { "近", WORD_QUALIFIER, LF_QUALIFIER_NEARLY }, { "不足", WORD_QUALIFIER, LF_QUALIFIER_NEARLY },
  { "nearly", WORD_QUALIFIER, LF_QUALIFIER_NEARLY },
  { "超过", WORD_QUALIFIER, LF_QUALIFIER_OVER }, { "超", WORD_QUALIFIER, LF_QUALIFIER_OVER },
  { "逾", WORD_QUALIFIER, LF_QUALIFIER_OVER }, { "以上", WORD_QUALIFIER, LF_QUALIFIER_OVER },
  { "余", WORD_QUALIFIER, LF_QUALIFIER_OVER }, { "多", WORD_QUALIFIER, LF_QUALIFIER_OVER },
  { "over", WORD_QUALIFIER, LF_QUALIFIER_OVER },
  { "million", WORD_POWER, 6 }, { "billion", WORD_POWER, 9 },
  { "百", WORD_POWER, 2 }, { "千", WORD_POWER, 3 }, { "万", WORD_POWER, 4 }, { "亿", WORD_POWER, 8 },
  { "人民币", WORD_CURRENCY, 0, "CNY" }, { "rmb", WORD_CURRENCY, 0, "CNY" }, { "cny", WORD_CURRENCY, 0, "CNY" },
  { "¥", WORD_CURRENCY, 0, "CNY" }, { "元", WORD_CURRENCY, 0, "CNY" },
  { "美元", WORD_CURRENCY, 0, "USD" }, { "美金", WORD_CURRENCY, 0, "USD" }, { "usd", WORD_CURRENCY, 0, "USD" },
  { "us$", WORD_CURRENCY, 0, "USD" }, { "$", WORD_CURRENCY, 0, "USD" },
  { "欧元", WORD_CURRENCY, 0, "EUR" }, { "eur", WORD_CURRENCY, 0, "EUR" }, { "€", WORD_CURRENCY, 0, "EUR" },
  { "港元", WORD_CURRENCY, 0, "HKD" }, { "港币", WORD_CURRENCY, 0, "HKD" }, { "hkd", WORD_CURRENCY, 0, "HKD" },
  { "日元", WORD_CURRENCY, 0, "JPY" }, { "jpy", WORD_CURRENCY, 0, "JPY" },
  { "英镑", WORD_CURRENCY, 0, "GBP" }, { "gbp", WORD_CURRENCY, 0, "GBP" }, { "£", WORD_CURRENCY, 0, "GBP" },
};

static const struct { const char *code, *chinese; } currencies[] = {
  { "CNY", "元" }, { "USD", "美元" }, { "EUR", "欧元" }, { "HKD", "港元" }, { "JPY", "日元" }, { "GBP", "英镑" },
};
/* clang-format on */

static const char *const qualifier_keys[LF_N_QUALIFIERS] = { "", "about ", "nearly ", "over " };

typedef struct
{
  LfMoney money; /* its currency is "" while no word has named one */
  int power;
  gboolean has_power;
} Reading;

static gboolean
skip_word (const char **p, Reading *reading)
{
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      const Word *word = &words[i];

      if (!g_str_has_prefix (*p, word->text))
        continue;
      *p += strlen (word->text);
      if (word->kind == WORD_QUALIFIER)
        reading->money.qualifier = (LfQualifier) word->value;
      else if (word->kind == WORD_POWER)
        {
          reading->power += word->value;
          reading->has_power = TRUE;
        }
      else
        g_strlcpy (reading->money.currency, word->currency, sizeof reading->money.currency);
      return TRUE;
    }
  return FALSE;
}

static void
skip_words (const char **p, Reading *reading)
{
  do
    while (**p == ' ')
      (*p)++;
  while (skip_word (p, reading));
}

static gboolean
skip_minus (const char **p)
{
  static const char *const minuses[]
      = { "-", "\xe2\x88\x92" }; /* the typed one, and the one we show */

  for (guint i = 0; i < G_N_ELEMENTS (minuses); i++)
    if (g_str_has_prefix (*p, minuses[i]))
      {
        *p += strlen (minuses[i]);
        return TRUE;
      }
  return FALSE;
}

/* Digits with thousands commas and at most one point; @ret_scale is how many of them follow the
 * point. Too many before it are G_MAXINT64. */
static gboolean
read_mantissa (const char **p, gint64 *ret_mantissa, int *ret_scale)
{
  gint64 mantissa = 0;
  int digits = 0, scale = 0;
  gboolean has_point = FALSE;

  for (; g_ascii_isdigit (**p) || **p == '.' || **p == ','; (*p)++)
    {
      if (**p == ',')
        continue;
      if (**p == '.' && has_point)
        return FALSE;
      if (**p == '.')
        has_point = TRUE;
      else
        {
          if (++digits > MAX_DIGITS && has_point)
            return FALSE;
          mantissa = digits > MAX_DIGITS ? G_MAXINT64 : mantissa * 10 + g_ascii_digit_value (**p);
          scale += has_point;
        }
    }
  *ret_mantissa = mantissa;
  *ret_scale = scale;
  return digits > 0;
}

static gboolean
shift (gint64 *number, int power)
{
  for (; power > 0; power--)
    if (__builtin_mul_overflow (*number, 10, number))
      return FALSE;
  for (; power < 0; power++)
    {
      if (*number % 10 != 0)
        return FALSE;
      *number /= 10;
    }
  return ABS (*number) <= MAX_MINOR;
}

/* A bare number is in @unit; one with a power only, in the unit's currency. */
static gboolean
apply_unit (Reading *reading, const char *unit)
{
  g_autofree char *folded = lf_text_fold (unit);
  const char *p = folded;
  Reading bare = { 0 };

  skip_words (&p, &bare);
  if (*p != '\0')
    return FALSE;
  if (*reading->money.currency == '\0' && !reading->has_power)
    reading->power = bare.power;
  if (*reading->money.currency == '\0')
    g_strlcpy (reading->money.currency, *bare.money.currency == '\0' ? "CNY" : bare.money.currency,
               sizeof reading->money.currency);
  return TRUE;
}

/* Whether what cannot be shifted is more than any amount may be, and not a part of a cent. */
static gboolean
is_too_large (gint64 mantissa, int power)
{
  return (double) mantissa * pow (10, power) > (double) MAX_MINOR;
}

static void
refuse (const char *text, gboolean is_large, const char *currency, GError **error)
{
  LfMoney most = { .minor = MAX_MINOR };
  g_autofree char *shown = NULL;

  g_strlcpy (most.currency, *currency == '\0' ? "CNY" : currency, sizeof most.currency);
  shown = lf_money_format (&most);
  if (is_large)
    g_set_error (error, LF_ERROR, LF_ERROR_INVALID,
                 _ ("“%1$s” is too much: an amount of money is %2$s at most."), text, shown);
  else
    g_set_error (
        error, LF_ERROR, LF_ERROR_INVALID,
        _ ("“%s” is not an amount of money: write it like 5.6亿元, 5000万元, 300万美元 or 12.50."),
        text);
}

gboolean
lf_money_parse (const char *text, const char *unit, LfMoney *ret_money, GError **error)
{
  g_autofree char *folded = lf_text_fold (text);
  const char *p = folded;
  Reading reading = { 0 };
  gboolean is_negative, is_large = FALSE;
  int scale;

  skip_words (&p, &reading);
  is_negative = skip_minus (&p);
  skip_words (&p, &reading);
  if (!reading.has_power && read_mantissa (&p, &reading.money.minor, &scale))
    {
      skip_words (&p, &reading);
      if (*p == '\0' && apply_unit (&reading, unit))
        {
          const int power = reading.power + 2 - scale;

          is_large = is_too_large (reading.money.minor, power);
          if (!is_large && shift (&reading.money.minor, power))
            {
              if (is_negative)
                reading.money.minor = -reading.money.minor;
              *ret_money = reading.money;
              return TRUE;
            }
        }
    }
  refuse (text, is_large, reading.money.currency, error);
  return FALSE;
}

gboolean
lf_money_from_canonical (const char *text, LfMoney *ret_money)
{
  LfMoney money = { 0 };
  gint64 whole = 0, cents = 0;
  gboolean is_negative;

  for (guint i = 1; i < LF_N_QUALIFIERS; i++)
    if (g_str_has_prefix (text, qualifier_keys[i]))
      {
        money.qualifier = (LfQualifier) i;
        text += strlen (qualifier_keys[i]);
        break;
      }
  is_negative = *text == '-';
  text += is_negative;
  if (!g_ascii_isdigit (*text) || (*text == '0' && text[1] != '.'))
    return FALSE;
  for (; g_ascii_isdigit (*text); text++)
    {
      whole = whole * 10 + g_ascii_digit_value (*text);
      if (whole > MAX_MINOR / 100)
        return FALSE;
    }
  if (text[0] != '.' || !g_ascii_isdigit (text[1]) || !g_ascii_isdigit (text[2]) || text[3] != ' ')
    return FALSE;
  cents = g_ascii_digit_value (text[1]) * 10 + g_ascii_digit_value (text[2]);
  text += 4;
  if (strlen (text) != 3 || strspn (text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != 3)
    return FALSE;
  memcpy (money.currency, text, 4);
  money.minor = whole * 100 + cents;
  if (is_negative && money.minor == 0)
    return FALSE;
  if (is_negative)
    money.minor = -money.minor;
  *ret_money = money;
  return TRUE;
}

char *
lf_money_to_canonical (const LfMoney *money)
{
  gint64 minor = ABS (money->minor);

  return g_strdup_printf ("%s%s%" G_GINT64_FORMAT ".%02d %s", qualifier_keys[money->qualifier],
                          money->minor < 0 ? "-" : "", minor / 100, (int) (minor % 100),
                          money->currency);
}

/* @minor in units of @unit, grouped by thousands when asked, without superfluous zeros. */
static char *
format_number (gint64 minor, gint64 unit, gboolean is_grouped)
{
  g_autofree char *whole = g_strdup_printf ("%" G_GINT64_FORMAT, minor / unit);
  g_autofree char *grouped = lf_text_group_digits (whole);
  GString *text = g_string_new (is_grouped ? grouped : whole);
  gint64 rest = minor % unit;

  if (rest != 0)
    g_string_append_c (text, '.');
  for (; rest != 0; rest %= unit)
    {
      unit /= 10;
      g_string_append_c (text, (char) ('0' + rest / unit));
    }
  return g_string_free (text, FALSE);
}

typedef struct
{
  gint64 unit; /* in minor units */
  const char *name;
} Scale;

/* The largest unit in which the amount is at least one and exact in four decimals. */
static const Scale *
choose_scale (const Scale *scales, gint64 minor)
{
  while (scales->unit > 100 && (minor < scales->unit || minor % (scales->unit / 10000) != 0))
    scales++;
  return scales;
}

static char *
format_chinese (const char *currency, gint64 minor)
{
  static const Scale scales[] = { { LF_MONEY_YI, "亿" }, { LF_MONEY_WAN, "万" }, { 100, "" } };
  const Scale *scale = choose_scale (scales, minor);
  g_autofree char *number = format_number (minor, scale->unit, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (currencies); i++)
    if (strcmp (currencies[i].code, currency) == 0)
      return g_strconcat (number, scale->name, currencies[i].chinese, NULL);
  return g_strconcat (number, scale->name, " ", currency, NULL);
}

static char *
format_western (const char *currency, gint64 minor)
{
  static const Scale scales[] = { { 100000000, " million" }, { 100, "" } };
  const Scale *scale = choose_scale (scales, minor);
  g_autofree char *number = format_number (minor, scale->unit, TRUE);

  return g_strconcat (currency, " ", number, scale->name, NULL);
}

char *
lf_money_format_in (const LfMoney *money, gboolean is_chinese)
{
  static const char *const qualifiers[LF_N_QUALIFIERS][2]
      = { [LF_QUALIFIER_EXACT] = { "", "" },
          [LF_QUALIFIER_ABOUT] = { "about ", "约" },
          [LF_QUALIFIER_NEARLY] = { "nearly ", "近" },
          [LF_QUALIFIER_OVER] = { "over ", "超" } };
  gint64 minor = ABS (money->minor);
  g_autofree char *amount = is_chinese ? format_chinese (money->currency, minor)
                                       : format_western (money->currency, minor);

  return g_strconcat (qualifiers[money->qualifier][is_chinese ? 1 : 0], money->minor < 0 ? "−" : "",
                      amount, NULL);
}

char *
lf_money_format (const LfMoney *money)
{
  /* Translators: "million" shows CNY 7,169 million; "wan" shows 71.69亿元. */
  return lf_money_format_in (money, strcmp (C_ ("style of amounts", "million"), "wan") == 0);
}
