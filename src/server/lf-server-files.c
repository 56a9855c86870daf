/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whose a file is. */

#include "config.h"

#include "lf-server-files.h"

#include "lf-server-scope.h"

#include <string.h>

/* Whatever the field is called and whoever's it is: newer devices know entities that we do not. */
static gboolean
refers_to (const LfServerRecord *record, const char *digest)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, record->fields);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      g_auto (GStrv) elements = lf_set_split (value);

      for (char **element = elements; *element != NULL; element++)
        if (g_str_has_prefix (*element, digest) && (*element)[strlen (digest)] == '/')
          return TRUE;
    }
  return FALSE;
}

gboolean
lf_server_may_have_file (LfServerStorage *storage,
                         const LfServerUser *user,
                         const LfServerFile *file,
                         gboolean *ret_may,
                         GError **error)
{
  g_autofree char *sight = lf_server_user_sight (user);
  g_autoptr (LfServerRecord) record = NULL;
  g_autoptr (GError) cause = NULL;

  if (!lf_server_storage_begin_reading (storage, user->zone, error))
    return FALSE;
  record = lf_server_storage_load (storage, file->entity, file->record, &cause);
  lf_server_storage_rollback (storage);
  *ret_may = record != NULL && lf_server_sight (record, sight) == LF_SIGHT_SEEN
             && refers_to (record, file->digest);
  if (cause == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&cause));
  return FALSE;
}
