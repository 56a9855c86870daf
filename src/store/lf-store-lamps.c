/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lamps as they were lit on a day. */

#include "config.h"

#include "lf-store-lamps.h"

#include "lf-store-standing.h"

struct _LfLamps
{
  GHashTable *by_project; /* (element-type utf8 LfLampThen) */
};

static void
then_free (gpointer data)
{
  LfLampThen *then = data;

  if (then == NULL)
    return;
  g_free (then->why);
  g_free (then->since);
  g_free (then);
}

void
lf_lamps_free (LfLamps *self)
{
  g_hash_table_unref (self->by_project);
  g_free (self);
}

const LfLampThen *
lf_lamps_find (const LfLamps *self, const char *project)
{
  return g_hash_table_lookup (self->by_project, project);
}

typedef struct
{
  GPtrArray *projects;
  LfDate day;
} Asked;

static void
take (const char *project, const LfLampVerdict *verdict, gpointer data)
{
  LfLampThen *then = g_new0 (LfLampThen, 1);

  *then = (LfLampThen){ verdict->lamp, lf_lamp_tell (verdict), lf_lamp_tell_since (verdict) };
  g_hash_table_insert (((LfLamps *) data)->by_project, g_strdup (project), then);
}

static gpointer
read_lamps (LfDb *db, gpointer data, GError **error)
{
  const Asked *asked = data;
  g_autoptr (LfLamps) lamps = g_new0 (LfLamps, 1);
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);

  lamps->by_project = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, then_free);
  for (guint i = 0; i < asked->projects->len; i++)
    g_hash_table_add (ids, asked->projects->pdata[i]);
  return lf_standing_each_lamp (db, &asked->day, ids, take, lamps, error) ? g_steal_pointer (&lamps)
                                                                          : NULL;
}

/* Of what the lamps go by, so that the views of that day hold it. */
static GPtrArray *
list_queries (const LfDate *day, const LfDate *today)
{
  GPtrArray *queries = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_query_unref);

  for (const LfEntity *const *each = lf_schema_entities (NULL); *each != NULL; each++)
    {
      LfStandingRole role = lf_standing_role (*each);
      LfQuery *query;

      if (role != LF_STANDING_PART && role != LF_STANDING_ALL)
        continue;
      query = lf_query_new (*each, NULL, NULL);
      if (lf_date_compare (day, today) < 0)
        lf_query_set_as_of (query, day);
      g_ptr_array_add (queries, query);
    }
  return queries;
}

LfLamps *
lf_store_lamps_sync (
    LfStore *self, GPtrArray *projects, const LfDate *day, const LfDate *today, GError **error)
{
  Asked asked = { projects, lf_date_last_day (day) };
  g_autoptr (GPtrArray) queries = list_queries (&asked.day, today);

  return lf_store_read_queries (self, (LfQuery *const *) queries->pdata, queries->len, read_lamps,
                                &asked, error);
}
