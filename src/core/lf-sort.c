/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The order of a list as text. */

#include "config.h"

#include "lf-sort.h"

#include <string.h>

static gboolean
is_descending (const char *key)
{
  return *key == '-';
}

guint
lf_sort_find (const char *sort, const char *field, gboolean *ret_descending)
{
  g_auto (GStrv) keys = g_strsplit (sort == NULL ? "" : sort, ",", -1);

  for (guint i = 0; keys[i] != NULL; i++)
    if (strcmp (keys[i] + is_descending (keys[i]), field) == 0)
      {
        *ret_descending = is_descending (keys[i]);
        return i + 1;
      }
  return 0;
}

char *
lf_sort_toggle (const char *sort, const char *field)
{
  g_auto (GStrv) keys = g_strsplit (sort == NULL ? "" : sort, ",", -1);
  g_autoptr (GStrvBuilder) after = g_strv_builder_new ();
  g_autofree char *descending = g_strconcat ("-", field, NULL);
  g_auto (GStrv) all = NULL;
  gboolean was_descending;
  guint place = lf_sort_find (sort, field, &was_descending);

  for (guint i = 0; keys[i] != NULL; i++)
    if (i + 1 != place)
      g_strv_builder_add (after, keys[i]);
    else if (!was_descending)
      g_strv_builder_add (after, descending);
  if (place == 0 && g_strv_length (keys) < LF_SORT_MOST)
    g_strv_builder_add (after, field);
  all = g_strv_builder_end (after);
  return *all == NULL ? NULL : g_strjoinv (",", all);
}
