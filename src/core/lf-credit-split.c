/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Splitting amounts by the shares of the credit, and shares that are agreed without a transfer. */

#include "config.h"

#include "lf-credit-split.h"

#include "lf-credit.h"
#include "lf-error.h"
#include "lf-id.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define WHOLE 1000000 /* 100 % in ten-thousandths of a percent */

typedef struct
{
  const char *park;
  gint64 weight; /* of WHOLE */
  gint64 minor, remainder;
} Part;

/* ---- Which shares hold ---- */

static gboolean
holds (const LfRecord *share, const char *indicator, const LfDate *day)
{
  const char *start = lf_record_get (share, "start_date"), *end = lf_record_get (share, "end_date");
  LfDate from, to;

  if (g_strcmp0 (lf_record_get (share, "indicator"), indicator) != 0)
    return FALSE;
  if (start != NULL && lf_date_from_canonical (start, &from))
    {
      from = lf_date_first_day (&from);
      if (lf_date_compare (day, &from) < 0)
        return FALSE;
    }
  if (end != NULL && lf_date_from_canonical (end, &to))
    {
      to = lf_date_last_day (&to);
      if (lf_date_compare (day, &to) > 0)
        return FALSE;
    }
  return TRUE;
}

static void
add_weight (GArray *parts, const char *park, gint64 weight)
{
  const Part part = { park, weight };

  for (guint i = 0; i < parts->len; i++)
    if (g_strcmp0 (g_array_index (parts, Part, i).park, park) == 0)
      {
        g_array_index (parts, Part, i).weight += weight;
        return;
      }
  g_array_append_val (parts, part);
}

static int
compare_parks (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (((const Part *) a)->park, ((const Part *) b)->park);
}

/* Returns: what all weigh together. */
static gint64
weigh (GArray *parts, GPtrArray *shares, const char *indicator, const LfDate *day, const char *home)
{
  gint64 sum = 0;

  for (guint i = 0; i < shares->len; i++)
    {
      const char *percent = lf_record_get (shares->pdata[i], "share_percent");

      if (percent != NULL && holds (shares->pdata[i], indicator, day))
        add_weight (parts, lf_record_get (shares->pdata[i], "park"),
                    llround (g_ascii_strtod (percent, NULL) * WHOLE / 100));
    }
  g_array_sort (parts, compare_parks);
  for (guint i = 0; i < parts->len; i++)
    sum += g_array_index (parts, Part, i).weight;
  if (sum < WHOLE)
    {
      add_weight (parts, home, WHOLE - sum);
      sum = WHOLE;
    }
  return sum;
}

/* ---- Splitting ---- */

/* @minor × @weight ÷ @whole in two steps, as the product may not fit. */
static void
take_share (Part *part, gint64 minor, gint64 whole)
{
  gint64 rest = minor % whole * part->weight;

  part->minor = minor / whole * part->weight + rest / whole;
  part->remainder = rest % whole;
}

static Part *
find_largest (GArray *parts)
{
  Part *largest = &g_array_index (parts, Part, 0);

  for (guint i = 1; i < parts->len; i++)
    if (g_array_index (parts, Part, i).remainder > largest->remainder)
      largest = &g_array_index (parts, Part, i);
  return largest;
}

GArray *
lf_credit_split (
    GPtrArray *shares, const char *indicator, const LfDate *day, const char *home, gint64 minor)
{
  GArray *split = g_array_new (FALSE, TRUE, sizeof (LfCreditPart));
  g_autoptr (GArray) parts = g_array_new (FALSE, TRUE, sizeof (Part));
  const LfDate first = lf_date_first_day (day);
  gint64 whole = weigh (parts, shares, indicator, &first, home), amount = ABS (minor),
         left = amount;

  for (guint i = 0; i < parts->len; i++)
    {
      take_share (&g_array_index (parts, Part, i), amount, whole);
      left -= g_array_index (parts, Part, i).minor;
    }
  for (; left > 0; left--)
    {
      Part *largest = find_largest (parts);

      largest->minor++;
      largest->remainder = -1;
    }
  for (guint i = 0; i < parts->len; i++)
    {
      const Part *part = &g_array_index (parts, Part, i);
      const LfCreditPart told = { part->park, minor < 0 ? -part->minor : part->minor };

      g_array_append_val (split, told);
    }
  return split;
}

/* ---- Promoted together ---- */

static gboolean
check_percents (const double *percents, guint n, GError **error)
{
  double sum = 0;

  for (guint i = 0; i < n; i++)
    sum += percents[i];
  if (fabs (sum - 100) < 0.005)
    return TRUE;
  g_set_error (error, LF_ERROR, LF_ERROR_INVALID,
               _ ("The shares add up to %.4g%%, not to 100%%: say what each park has."), sum);
  return FALSE;
}

static LfRecord *
make_share (const LfRecord *project,
            const LfRecord *park,
            const LfCreditPreset *preset,
            double percent,
            const LfDate *from)
{
  const LfEntity *entity = lf_schema_find ("credit_share");
  LfDate end = lf_date_add_months (from, 12 * preset->years);
  g_autofree char *start_date = lf_date_to_canonical (from);
  g_autofree char *id = lf_id_derive ("joint_credit", lf_record_id (project), lf_record_id (park),
                                      preset->indicator, start_date, NULL);
  LfRecord *share = lf_record_new (entity, id);
  g_autofree char *project_name = lf_record_title (project);
  g_autofree char *park_name = lf_record_title (park);
  g_autofree char *indicator
      = lf_field_format (lf_entity_field (entity, "indicator"), preset->indicator);
  g_autofree char *title = g_strdup_printf ("%s · %s · %s", project_name, indicator, park_name);
  g_autofree char *share_percent = NULL, *written = g_strdup_printf ("%.4g", percent);
  g_autofree char *end_date = NULL;

  end = lf_date_add_days (&end, -1);
  end_date = lf_date_to_canonical (&end);
  if (!lf_field_parse (lf_entity_field (entity, "share_percent"), written, &share_percent, NULL))
    share_percent = NULL;
  lf_record_set (share, "title", title);
  lf_record_set (share, "project", lf_record_id (project));
  lf_record_set (share, "park", lf_record_id (park));
  lf_record_set (share, "indicator", preset->indicator);
  lf_record_set (share, "share_percent", share_percent);
  lf_record_set (share, "start_date", start_date);
  lf_record_set (share, "end_date", end_date);
  return share;
}

GPtrArray *
lf_credit_joint_shares (const LfRecord *project,
                        GPtrArray *parks,
                        const double *percents,
                        const LfDate *from,
                        GError **error)
{
  GPtrArray *shares;
  guint n_presets;
  const LfCreditPreset *presets = lf_credit_presets (&n_presets);

  if (!check_percents (percents, parks->len, error))
    return NULL;
  shares = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_record_unref);
  for (guint i = 0; i < n_presets; i++)
    for (guint k = 0; k < parks->len; k++)
      g_ptr_array_add (shares,
                       make_share (project, parks->pdata[k], &presets[i], percents[k], from));
  return shares;
}
