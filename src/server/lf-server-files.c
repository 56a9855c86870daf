/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whose a file is. */

#include "config.h"

#include "lf-server-files.h"

#include "lf-server-history.h"
#include "lf-server-scope.h"
#include "lf-wire.h"

#include <string.h>

static gboolean
holds_digest (const char *value, const char *digest)
{
  g_auto (GStrv) elements = lf_set_split (value);

  for (char **element = elements; *element != NULL; element++)
    if (g_str_has_prefix (*element, digest) && (*element)[strlen (digest)] == '/')
      return TRUE;
  return FALSE;
}

/* Whatever the field is called and whoever's it is: newer devices know entities that we do not. */
static gboolean
refers_to (const LfServerRecord *record, const char *digest)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, record->fields);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    if (holds_digest (value, digest))
      return TRUE;
  return FALSE;
}

/* ---- What went out of sight ---- */

typedef struct
{
  const LfServerUser *user;
  const LfServerFile *file;
  gboolean is_found;
} Search;

static gboolean
names_file (const LfOp *op, const LfServerFile *file)
{
  for (guint i = 0; strcmp (op->id, file->record) == 0 && i < op->edits->len; i++)
    {
      const LfEdit *edit = op->edits->pdata[i];

      if (holds_digest (edit->value, file->digest))
        return TRUE;
    }
  return FALSE;
}

static gboolean
look_at_change (const LfServerChange *kept, gpointer user_data, GError **error)
{
  Search *self = user_data;
  g_autoptr (LfJson) node = NULL;
  g_autoptr (LfChange) change = NULL;

  if (self->is_found || g_strcmp0 (kept->author, self->user->account) != 0)
    return TRUE;
  node = lf_json_read (kept->body, strlen (kept->body), error);
  change = node == NULL ? NULL : lf_wire_to_change (node, error);
  for (guint i = 0; change != NULL && i < change->ops->len; i++)
    self->is_found = self->is_found || names_file (change->ops->pdata[i], self->file);
  return change != NULL;
}

/* Who attached a file brings it, also when the record went out of his sight before he could. */
static gboolean
was_attached_by (LfServerStorage *storage,
                 const LfServerUser *user,
                 const LfServerFile *file,
                 gboolean *ret_was,
                 GError **error)
{
  const LfServerHistory history = { .entity = file->entity,
                                    .id = file->record,
                                    .before = G_MAXINT64,
                                    .limit = LF_SERVER_HISTORY_MOST };
  Search search = { user, file, FALSE };
  gboolean is_read
      = lf_server_storage_each_change_of (storage, &history, look_at_change, &search, error);

  *ret_was = search.is_found;
  return is_read;
}

static gboolean
may_have (LfServerStorage *storage,
          const LfServerUser *user,
          const LfServerFile *file,
          gboolean *ret_may,
          GError **error)
{
  g_autofree char *sight = lf_server_user_sight (user);
  g_autoptr (GError) cause = NULL;
  g_autoptr (LfServerRecord) record
      = lf_server_storage_load (storage, file->entity, file->record, &cause);

  if (cause != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return FALSE;
    }
  *ret_may = record != NULL && lf_server_sight (record, sight) == LF_SIGHT_SEEN
             && refers_to (record, file->digest);
  if (*ret_may || record == NULL || !file->is_sent)
    return TRUE;
  return was_attached_by (storage, user, file, ret_may, error);
}

gboolean
lf_server_may_have_file (LfServerStorage *storage,
                         const LfServerUser *user,
                         const LfServerFile *file,
                         gboolean *ret_may,
                         GError **error)
{
  gboolean is_read;

  if (!lf_server_storage_begin_reading (storage, user->zone, error))
    return FALSE;
  is_read = may_have (storage, user, file, ret_may, error);
  lf_server_storage_rollback (storage);
  return is_read;
}
