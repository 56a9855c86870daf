/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Areas of land in 亩, ㎡ and 公顷, by whole numbers. */

#include "config.h"

#include "lf-area.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define DECIMALS 6 /* that are read */
#define MOST 1e10  /* so that a product fits in 64 bits */

static const struct
{
  gint64 thirds_of_m2;
  guint decimals; /* that are told */
  const char *label;
} units[LF_N_AREA_UNITS] = {
  [LF_AREA_MU] = { 2000, 4, NC_ ("unit", "mu") },
  [LF_AREA_M2] = { 3, 2, NC_ ("unit", "m²") },
  [LF_AREA_HECTARE] = { 30000, 4, NC_ ("unit", "ha") },
};

static gint64
power_of_ten (guint exponent)
{
  return exponent == 0 ? 1 : 10 * power_of_ten (exponent - 1);
}

/* In millionths. */
static gboolean
read_area (const char *area, gint64 *ret_millionths)
{
  char *end;
  double number = area == NULL ? -1 : g_ascii_strtod (area, &end);

  if (area == NULL || end == area || *end != '\0' || !(number >= 0 && number <= MOST))
    return FALSE;
  *ret_millionths = llround (number * (double) power_of_ten (DECIMALS));
  return TRUE;
}

/* Without the zeros at its end. */
static char *
decimal_text (gint64 scaled, guint decimals)
{
  gint64 one = power_of_ten (decimals);
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT ".%0*" G_GINT64_FORMAT, scaled / one,
                                           (int) decimals, scaled % one);
  gsize length = strlen (text);

  while (text[length - 1] == '0')
    length--;
  return g_strndup (text, text[length - 1] == '.' ? length - 1 : length);
}

char *
lf_area_convert (const char *area, LfAreaUnit from, LfAreaUnit to)
{
  gint64 millionths, product, divisor;

  if (!read_area (area, &millionths) || millionths > G_MAXINT64 / 2 / units[from].thirds_of_m2)
    return NULL;
  product = millionths * units[from].thirds_of_m2;
  divisor = units[to].thirds_of_m2 * power_of_ten (DECIMALS - units[to].decimals);
  return decimal_text ((product + divisor / 2) / divisor, units[to].decimals);
}

char *
lf_area_tell (const char *mu)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint to = 0; to < LF_N_AREA_UNITS; to++)
    {
      g_autofree char *area = lf_area_convert (mu, LF_AREA_MU, (LfAreaUnit) to);

      if (area == NULL)
        return g_strdup ("");
      g_string_append (text, to == 0 ? "" : " · ");
      g_string_append_printf (text, C_ ("quantity", "%s %s"), area,
                              g_dpgettext2 (GETTEXT_PACKAGE, "unit", units[to].label));
    }
  return g_strdup (text->str);
}
