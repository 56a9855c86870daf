/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Saves one record after the other and says so, until it is killed: writer-victim FOLDER */

#include "config.h"

#include "lf-store.h"

#include <stdio.h>

static gboolean
save_one (LfStore *store, guint n, GError **error)
{
  g_autoptr (LfRecord) record = lf_record_new (lf_schema_find ("project"), NULL);
  g_autoptr (LfChange) change = lf_change_new ("add");
  g_autofree char *name = g_strdup_printf ("项目%u", n);

  lf_record_set (record, "name", name);
  lf_record_set (record, "stage", "lead");
  lf_record_set (record, "total_investment", "560000000.00 CNY");
  lf_change_create (change, record);
  if (!lf_store_commit_sync (store, change, error))
    return FALSE;
  printf ("%s\n", lf_record_id (record));
  fflush (stdout);
  return TRUE;
}

int
main (int argc, char *argv[])
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LfStore) store = lf_store_open_sync (argv[1], LF_STORE_OPEN_CREATE, &error);
  guint n = 0;

  while (store != NULL && save_one (store, n++, &error))
    ;
  fprintf (stderr, "%s\n", error->message);
  return 1;
}
