/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whose records are that somebody makes for himself. */

#include "config.h"

#include "lf-store-private.h"

static gboolean
lacks_keeper (const LfOp *op)
{
  const LfEntity *entity = op->is_new ? lf_schema_find (op->entity) : NULL;

  return entity != NULL && entity->kept_by != NULL && lf_op_find (op, entity->kept_by) == NULL;
}

gboolean
lf_writer_note_keepers (LfWriter *self, LfChange *change, GError **error)
{
  for (guint i = 0; i < change->ops->len; i++)
    {
      LfOp *op = change->ops->pdata[i];
      g_autoptr (GError) cause = NULL;
      g_autofree char *account = NULL;

      if (!lacks_keeper (op))
        continue;
      account = lf_author_find_account (self->db, &cause);
      if (cause != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&cause));
          return FALSE;
        }
      if (account != NULL)
        lf_op_add_edit (op, lf_schema_find (op->entity)->kept_by, NULL, account, op->seen);
    }
  return TRUE;
}
