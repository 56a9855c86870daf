/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Years that are told both as a whole and in parts. */

#include "config.h"

#include "lf-reported.h"

#include "lf-date.h"

#include <string.h>

#define ALL_MONTHS 0xfff
#define QUARTERS 0x924 /* March, June, September, December */

/* What is told of a year, of one park or of none. */
typedef struct
{
  char *park; /* "" where none is named */
  gint16 year;
  gboolean is_whole; /* the year is told as a whole */
  guint months;      /* a bit each */
} Told;

static void
told_free (gpointer data)
{
  Told *told = data;

  g_free (told->park);
  g_free (told);
}

static Told *
find_told (GPtrArray *all, const char *park, int year)
{
  Told *told;

  for (guint i = 0; i < all->len; i++)
    {
      told = all->pdata[i];
      if (told->year == year && strcmp (told->park, park) == 0)
        return told;
    }
  told = g_new0 (Told, 1);
  told->park = g_strdup (park);
  told->year = (gint16) year;
  g_ptr_array_add (all, told);
  return told;
}

/* (transfer full) (element-type Told) */
static GPtrArray *
gather (const GPtrArray *figures, const char *field)
{
  GPtrArray *all = g_ptr_array_new_with_free_func (told_free);

  for (guint i = 0; i < figures->len; i++)
    {
      const LfRecord *figure = figures->pdata[i];
      const char *park = lf_record_get (figure, "park"), *period = lf_record_get (figure, "period");
      LfDate date;
      Told *told;

      if (lf_record_get (figure, field) == NULL || period == NULL
          || !lf_date_from_canonical (period, &date))
        continue;
      told = find_told (all, park == NULL ? "" : park, date.year);
      if (date.month == 0)
        told->is_whole = TRUE;
      else
        told->months |= 1u << (date.month - 1);
    }
  return all;
}

static gboolean
is_covered (const Told *told)
{
  return told->months == ALL_MONTHS || told->months == QUARTERS;
}

/* What does not count of the years that are told twice, one condition for each. */
char *
lf_reported_doubles (const GPtrArray *figures, const char *field)
{
  g_autoptr (GPtrArray) all = gather (figures, field);
  GString *doubles = g_string_new (NULL);

  for (guint i = 0; i < all->len; i++)
    {
      const Told *told = all->pdata[i];

      if (!told->is_whole || told->months == 0)
        continue;
      g_string_append_printf (doubles, "%s(park=%s and period", doubles->len == 0 ? "" : " or ",
                              told->park);
      /* "2025" stands before "2025-01". */
      if (is_covered (told))
        g_string_append_printf (doubles, ">=%1$04d and period<%1$04d-01)", told->year);
      else
        g_string_append_printf (doubles, ">=%1$04d-01 and period<=%1$04d-12)", told->year);
    }
  return g_string_free (doubles, doubles->len == 0);
}
