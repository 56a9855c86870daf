/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each kind of storage has its scheme. */

#include "config.h"

#include "lf-storage-open.h"

#include "lf-migrations.h"
#include "lf-storage-sqlite.h"
#ifdef HAVE_POSTGRES
#include "lf-storage-postgres.h"
#endif

#include <glib/gi18n-lib.h>
#include <string.h>

#define SQLITE_SCHEME "sqlite:"

const char *
lf_storage_file (const char *address)
{
  return address != NULL && g_str_has_prefix (address, SQLITE_SCHEME)
                 && address[strlen (SQLITE_SCHEME)] != '\0'
             ? address + strlen (SQLITE_SCHEME)
             : NULL;
}

/* (nullable): what libpq calls a connection string */
static const char *
postgres_address (const char *address)
{
  if (address == NULL)
    return NULL;
  if (g_str_has_prefix (address, "postgres://") || g_str_has_prefix (address, "postgresql://"))
    return address;
  return g_str_has_prefix (address, "postgres:") ? address + strlen ("postgres:") : NULL;
}

static LfServerStorage *
open_sqlite (const char *path, gboolean makes, GError **error)
{
  if (makes || g_file_test (path, G_FILE_TEST_EXISTS))
    return lf_storage_sqlite_new (path, error);
  g_set_error (error, LF_SERVER_ERROR, LF_SERVER_ERROR_STORAGE,
               _ ("There is no database “%s”. Check the path; “serve” makes a new one."), path);
  return NULL;
}

/* NULL, to be returned. */
static gpointer
fail_address (const char *address, GError **error)
{
  g_set_error (error, LF_SERVER_ERROR, LF_SERVER_ERROR_CALL,
               postgres_address (address) != NULL
                   ? _ ("This landfall-server was built without PostgreSQL. Take --data "
                        "sqlite:FILE, or build it with libpq.")
                   : _ ("Say where the records are: --data sqlite:FILE or --data "
                        "postgres://HOST/DATABASE"));
  return NULL;
}

LfServerStorage *
lf_storage_open (const char *address, gboolean makes, GError **error)
{
  if (lf_storage_file (address) != NULL)
    return open_sqlite (lf_storage_file (address), makes, error);
#ifdef HAVE_POSTGRES
  if (postgres_address (address) != NULL)
    return lf_storage_postgres_new (postgres_address (address), makes, error);
#endif
  return fail_address (address, error);
}

static GPtrArray *
sqlite_migrations (const char *path, int *ret_version, GError **error)
{
  *ret_version = 0;
  if (g_file_test (path, G_FILE_TEST_EXISTS)
      && !lf_storage_sqlite_read_version (path, ret_version, error))
    return NULL;
  return lf_migrations_after (LF_SQLITE_KIND, *ret_version);
}

GPtrArray *
lf_storage_migrations (const char *address, int *ret_version, GError **error)
{
  if (lf_storage_file (address) != NULL)
    return sqlite_migrations (lf_storage_file (address), ret_version, error);
#ifdef HAVE_POSTGRES
  if (postgres_address (address) != NULL)
    return lf_storage_postgres_read_version (postgres_address (address), ret_version, error)
               ? lf_migrations_after (LF_POSTGRES_KIND, *ret_version)
               : NULL;
#endif
  return fail_address (address, error);
}
