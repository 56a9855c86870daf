/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is kept of the files that travel, in SQLite. */

#include "config.h"

#include "lf-storage-sqlite-private.h"

static char *
storage_load_bundle (LfServerStorage *storage, const char *zone, const char *device, GError **error)
{
  LfStorageSqlite *self = LF_STORAGE_SQLITE (storage);
  sqlite3_stmt *statement = lf_sqlite_prepare (
      self, error, "SELECT body FROM bundle WHERE zone = ? AND device = ?", "ss", zone, device);
  gboolean has_row;
  char *body;

  if (!lf_sqlite_step (self, statement, &has_row, error) || !has_row)
    return NULL;
  body = lf_sqlite_text (statement, 0);
  sqlite3_reset (statement);
  return body;
}

static gboolean
storage_save_bundle (LfServerStorage *storage,
                     const char *zone,
                     const char *device,
                     const char *body,
                     GError **error)
{
  LfStorageSqlite *self = LF_STORAGE_SQLITE (storage);

  return lf_sqlite_run (
      self,
      lf_sqlite_prepare (self, error,
                         "INSERT INTO bundle (zone, device, body) VALUES (?, ?, ?)"
                         " ON CONFLICT (zone, device) DO UPDATE SET body = excluded.body",
                         "sss", zone, device, body),
      error);
}

static gboolean
storage_add_bundle (LfServerStorage *storage,
                    const char *zone,
                    const char *device,
                    const char *body,
                    GError **error)
{
  LfStorageSqlite *self = LF_STORAGE_SQLITE (storage);

  return lf_sqlite_run (self,
                        lf_sqlite_prepare (self, error,
                                           "INSERT INTO bundle (zone, device, body)"
                                           " VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                                           "sss", zone, device, body),
                        error);
}

void
lf_storage_sqlite_init_bundles (LfServerStorageInterface *iface)
{
  iface->load_bundle = storage_load_bundle;
  iface->save_bundle = storage_save_bundle;
  iface->add_bundle = storage_add_bundle;
}
