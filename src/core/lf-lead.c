/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A lead as it is taken down. */

#include "config.h"

#include "lf-lead.h"

#include <string.h>

#define LONGEST_NAME 30 /* characters */

static char *
first_clause (const char *wish)
{
  static const char *const ends[] = { "，", "。", "；", ",", ";", ". ", "\n" };
  const char *end = g_utf8_offset_to_pointer (wish, LONGEST_NAME);

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      const char *found = strstr (wish, ends[i]);

      if (found != NULL && found > wish && found < end)
        end = found;
    }
  return g_strndup (wish, (gsize) (end - wish));
}

void
lf_lead_set_wish (LfRecord *lead, const char *wish)
{
  g_autofree char *name
      = g_utf8_strlen (wish, -1) > LONGEST_NAME ? first_clause (wish) : g_strdup (wish);

  if (!g_str_equal (name, wish))
    lf_record_set (lead, "content", wish);
  lf_record_set (lead, "name", name);
}
