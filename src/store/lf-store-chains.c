/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Chains are read whole: segments, and what refers to them. */

#include "config.h"

#include "lf-store-chains.h"

#include "lf-store-private.h"
#include "lf-store-standing.h"

typedef struct
{
  LfDb *db;
  const LfDate *on;
  LfRulebook *book;
} Reader;

/* What a chain holds, segments before all that stands in them; %s is its id. */
static const struct
{
  const char *entity, *filter;
} parts[] = {
  { "segment", "chain=\"%s\"" },
  { "project", "chain=\"%s\" or segment(chain=\"%s\")" },
  { "enterprise", "segment(chain=\"%s\")" },
  { "target", "chain=\"%s\" or segment(chain=\"%s\")" },
  { "expert", "chains=\"%s\"" },
  { "fund", "chains=\"%s\"" },
  { "kit_item", "chain=\"%s\"" },
};

static char *
fill_in (const char *filter, const char *id)
{
  g_auto (GStrv) pieces = g_strsplit (filter, "%s", -1);

  return g_strjoinv (id, pieces);
}

static gboolean
take_part (const Reader *self, LfChain *chain, guint part, GError **error)
{
  g_autofree char *filter = fill_in (parts[part].filter, lf_record_id (chain->record));
  g_autoptr (LfQuery) query
      = lf_query_parse (lf_schema_find (parts[part].entity), filter, NULL, self->on, error);
  g_autoptr (GPtrArray) records
      = query == NULL ? NULL : lf_rows_list (self->db, query, /* limit= */ 0, error);

  for (guint i = 0; records != NULL && i < records->len; i++)
    lf_chain_take (chain, records->pdata[i]);
  return records != NULL;
}

/* Firms that a segment names, and that need not name it. */
static gboolean
take_named_firms (const Reader *self, LfChain *chain, GError **error)
{
  const LfEntity *entity = lf_schema_find ("enterprise");

  for (guint i = 0; i < chain->segments->len; i++)
    {
      const LfRecord *segment = lf_chain_segment (chain, i)->record;
      g_auto (GStrv) ids = lf_set_split (lf_record_get (segment, "enterprises"));

      for (char **id = ids; *id != NULL; id++)
        {
          g_autoptr (GError) cause = NULL;
          g_autoptr (LfRecord) firm = lf_rows_load (self->db, entity, *id, &cause);

          if (cause != NULL)
            {
              g_propagate_error (error, g_steal_pointer (&cause));
              return FALSE;
            }
          if (firm == NULL)
            continue;
          lf_rows_fill_displays_of (self->db, firm);
          lf_chain_take (chain, firm);
        }
    }
  return TRUE;
}

static LfChain *
read_chain (const Reader *self, LfRecord *record, GError **error)
{
  g_autoptr (LfChain) chain = lf_chain_new (record, self->book, self->on);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (!take_part (self, chain, i, error))
      return NULL;
  if (!take_named_firms (self, chain, error))
    return NULL;
  lf_chain_settle (chain);
  return g_steal_pointer (&chain);
}

/* ---- One ---- */

typedef struct
{
  char *id; /* (nullable): all */
  LfDate on;
} Asked;

static gpointer
run_one (LfDb *db, gpointer data, GError **error)
{
  const Asked *asked = data;
  g_autoptr (LfRecord) record = lf_rows_load_shown (db, lf_schema_find ("chain"), asked->id, error);
  g_autoptr (LfRulebook) book = record == NULL ? NULL : lf_standing_load_book (db, error);
  const Reader reader = { db, &asked->on, book };

  return book == NULL ? NULL : read_chain (&reader, record, error);
}

LfChain *
lf_store_chain_sync (LfStore *self, const char *id, const LfDate *on, GError **error)
{
  Asked asked = { (char *) id, *on };

  return lf_store_read (self, run_one, &asked, error);
}

GPtrArray *
lf_store_chain_policies_sync (LfStore *self, const char *id, GError **error)
{
  const LfDate today = lf_date_today ();
  g_autofree char *filter = g_strdup_printf ("chains=\"%s\"", id);
  g_autoptr (LfQuery) query
      = lf_query_parse (lf_schema_find ("policy"), filter, "name", &today, error);

  return query == NULL ? NULL : lf_store_list_sync (self, query, /* limit= */ 0, error);
}

/* ---- All ---- */

static gpointer
run_all (LfDb *db, gpointer data, GError **error)
{
  const Asked *asked = data;
  g_autoptr (LfQuery) query = lf_query_new (lf_schema_find ("chain"), NULL, "name");
  g_autoptr (GPtrArray) records = lf_rows_list (db, query, /* limit= */ 0, error);
  g_autoptr (LfRulebook) book = records == NULL ? NULL : lf_standing_load_book (db, error);
  g_autoptr (GPtrArray) chains = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_chain_free);
  const Reader reader = { db, &asked->on, book };

  if (book == NULL)
    return NULL;
  for (guint i = 0; i < records->len; i++)
    {
      LfChain *chain = read_chain (&reader, records->pdata[i], error);

      if (chain == NULL)
        return NULL;
      g_ptr_array_add (chains, chain);
    }
  return g_steal_pointer (&chains);
}

GPtrArray *
lf_store_chains_sync (LfStore *self, const LfDate *on, GError **error)
{
  Asked asked = { NULL, *on };

  return lf_store_read (self, run_all, &asked, error);
}

void
lf_store_chains_async (LfStore *self,
                       const LfDate *on,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  Asked *asked = g_new0 (Asked, 1);

  asked->on = *on;
  lf_store_read_async (self, run_all, asked, g_free, (GDestroyNotify) g_ptr_array_unref,
                       cancellable, callback, user_data);
}

GPtrArray *
lf_store_chains_finish (LfStore *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
