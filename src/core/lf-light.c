/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a record stands with its next step. */

#include "config.h"

#include "lf-light.h"

#include "lf-today.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* clang-format off */
static const struct { const char *key, *label, *icon, *style; } lights[LF_N_LIGHTS] = {
  [LF_LIGHT_OVERDUE] = { "overdue", N_ ("Overdue"), "dialog-warning-symbolic", "error" },
  [LF_LIGHT_SOON] = { "soon", N_ ("Due soon"), "lf-calendar-symbolic", "warning" },
  [LF_LIGHT_PLANNED] = { "planned", N_ ("Planned"), "emblem-ok-symbolic", "success" },
  [LF_LIGHT_NONE] = { "none", N_ ("No next step"), "action-unavailable-symbolic", "dim-label" },
};
/* clang-format on */

const char *
lf_light_key (LfLight light)
{
  return lights[light].key;
}

const char *
lf_light_label (LfLight light)
{
  return _ (lights[light].label);
}

const char *
lf_light_icon (LfLight light)
{
  return lights[light].icon;
}

const char *
lf_light_style (LfLight light)
{
  return lights[light].style;
}

/* As the filters below compare: by the text, so a month is before its days, and has come with the
 * last of them. */
LfLight
lf_light_of (const LfRecord *record, const LfDate *today)
{
  const char *date = lf_record_get (record, lf_today_find_rule (lf_record_entity (record))->date);
  const LfDate last = lf_date_add_days (today, LF_LIGHT_SOON_DAYS);
  g_autofree char *first = lf_date_to_canonical (today);
  g_autofree char *soon = lf_date_to_canonical (&last);
  g_autofree char *behind = g_strconcat (soon, "~", NULL);

  if (date == NULL)
    return LF_LIGHT_NONE;
  return strcmp (date, first) < 0     ? LF_LIGHT_OVERDUE
         : strcmp (date, behind) <= 0 ? LF_LIGHT_SOON
                                      : LF_LIGHT_PLANNED;
}

char *
lf_light_filter (LfLight light, const LfEntity *entity)
{
  const char *date = lf_today_find_rule (entity)->date;

  switch (light)
    {
    case LF_LIGHT_OVERDUE:
      return g_strdup_printf ("%s<today", date);
    case LF_LIGHT_SOON:
      return g_strdup_printf ("%1$s>=today and %1$s<=today+%2$d", date, LF_LIGHT_SOON_DAYS);
    case LF_LIGHT_PLANNED:
      return g_strdup_printf ("%s>today+%d", date, LF_LIGHT_SOON_DAYS);
    case LF_LIGHT_NONE:
    case LF_N_LIGHTS:
    default:
      return g_strdup_printf ("%s=", date);
    }
}
