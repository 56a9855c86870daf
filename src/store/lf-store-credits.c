/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The shares of a project's credit: made with its transfer, and read. */

#include "config.h"

#include "lf-store-credits.h"

#include "lf-credit.h"
#include "lf-store-private.h"

gboolean
lf_credits_add (LfWriter *self,
                LfChange *change,
                const LfRecord *transfer,
                const LfDate *accepted,
                GError **error)
{
  g_autoptr (GPtrArray) shares = lf_credit_shares (transfer, accepted);

  for (guint i = 0; i < shares->len; i++)
    {
      GError *cause = NULL;
      LfRecord *share = shares->pdata[i];
      g_autoptr (LfRecord) there
          = lf_rows_load (self->db, lf_record_entity (share), lf_record_id (share), &cause);

      if (cause != NULL)
        {
          g_propagate_error (error, cause);
          return FALSE;
        }
      if (there == NULL)
        lf_change_create (change, share);
      else if (lf_record_is_deleted (there))
        lf_change_restore (change, there);
    }
  return TRUE;
}

GPtrArray *
lf_credits_read (LfDb *db, const char *project, GError **error)
{
  const LfEntity *entity = lf_schema_find ("credit_share");
  g_autoptr (LfQuery) query
      = lf_query_new (entity, lf_filter_equal (lf_entity_field (entity, "project"), project),
                      "start_date,indicator");

  return lf_rows_list (db, query, /* limit= */ 0, error);
}

static gpointer
read_credits (LfDb *db, gpointer project, GError **error)
{
  return lf_credits_read (db, project, error);
}

GPtrArray *
lf_store_credits_sync (LfStore *self, const char *project, GError **error)
{
  return lf_store_read (self, read_credits, (gpointer) project, error);
}
