/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records and changes of the tables' rows. */

#include "config.h"

#include "lf-postgres-rows.h"

#include "lf-storage-text.h"

LfServerRecord *
lf_pg_read_record (LfStoragePostgres *self, const PGresult *result, int row, GError **error)
{
  g_autoptr (LfServerRecord) record
      = lf_server_record_new (lf_pg_peek (result, row, 0), lf_pg_peek (result, row, 1));

  g_free (record->scope);
  record->scope = lf_pg_text (result, row, 2);
  record->seq = lf_pg_integer (result, row, 3);
  record->created_seq = lf_pg_integer (result, row, 4);
  record->deleted = lf_pg_flag (result, row, 5);
  record->root = lf_pg_text (result, row, 8);
  if (!lf_storage_read_texts (record, lf_pg_peek (result, row, 6), lf_pg_peek (result, row, 7),
                              self->address, error))
    return NULL;
  return g_steal_pointer (&record);
}

LfServerChange *
lf_pg_read_change (const PGresult *result, int row)
{
  LfServerChange *change = g_new0 (LfServerChange, 1);

  *change = (LfServerChange){ .id = lf_pg_text (result, row, 0),
                              .seq = lf_pg_integer (result, row, 1),
                              .device = lf_pg_text (result, row, 2),
                              .author = lf_pg_text (result, row, 3),
                              .time_us = lf_pg_integer (result, row, 4),
                              .late_us = lf_pg_integer (result, row, 5),
                              .answer = lf_pg_text (result, row, 6),
                              .body = lf_pg_text (result, row, 7),
                              .is_doubtful = lf_pg_integer (result, row, 8) != 0 };
  return change;
}

LfServerChange *
lf_pg_read_only_change (const PGresult *result)
{
  return result == NULL || PQntuples (result) == 0 ? NULL : lf_pg_read_change (result, 0);
}

GPtrArray *
lf_pg_read_followers (const PGresult *result)
{
  GPtrArray *followers = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_server_record_free);

  for (int i = 0; i < PQntuples (result); i++)
    g_ptr_array_add (followers,
                     lf_server_record_new (lf_pg_peek (result, i, 0), lf_pg_peek (result, i, 1)));
  return followers;
}
