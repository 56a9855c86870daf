/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is kept of the files that travel, in PostgreSQL. */

#include "config.h"

#include "lf-storage-postgres-private.h"

static char *
storage_load_bundle (LfServerStorage *storage, const char *zone, const char *device, GError **error)
{
  g_autoptr (PGresult) result
      = lf_pg_query (LF_STORAGE_POSTGRES (storage), error,
                     "SELECT body FROM bundle WHERE zone = $1 AND device = $2", "ss", zone, device);

  return result == NULL || PQntuples (result) == 0 ? NULL : lf_pg_text (result, 0, 0);
}

static gboolean
storage_save_bundle (LfServerStorage *storage,
                     const char *zone,
                     const char *device,
                     const char *body,
                     GError **error)
{
  return lf_pg_do (LF_STORAGE_POSTGRES (storage), error,
                   "INSERT INTO bundle (zone, device, body) VALUES ($1, $2, $3)"
                   " ON CONFLICT (zone, device) DO UPDATE SET body = excluded.body",
                   "sss", zone, device, body);
}

static gboolean
storage_add_bundle (LfServerStorage *storage,
                    const char *zone,
                    const char *device,
                    const char *body,
                    GError **error)
{
  return lf_pg_do (LF_STORAGE_POSTGRES (storage), error,
                   "INSERT INTO bundle (zone, device, body) VALUES ($1, $2, $3)"
                   " ON CONFLICT (zone, device) DO NOTHING",
                   "sss", zone, device, body);
}

void
lf_storage_postgres_init_bundles (LfServerStorageInterface *iface)
{
  iface->load_bundle = storage_load_bundle;
  iface->save_bundle = storage_save_bundle;
  iface->add_bundle = storage_add_bundle;
}
