/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SQL and the values that are bound to it. */

#include "config.h"

#include "lf-sql.h"

#include <glib/gi18n-lib.h>
#include <string.h>

LfSql *
lf_sql_new (const char *text)
{
  LfSql *self = g_new0 (LfSql, 1);

  self->text = g_string_new (text);
  self->values = g_ptr_array_new_with_free_func ((GDestroyNotify) g_variant_unref);
  return self;
}

void
lf_sql_free (LfSql *self)
{
  g_string_free (self->text, TRUE);
  g_ptr_array_unref (self->values);
  g_free (self);
}

void
lf_sql_bind (LfSql *self, GVariant *value)
{
  g_ptr_array_add (self->values, g_variant_ref_sink (value));
}

static void
bind_variant (sqlite3_stmt *statement, int index, GVariant *value)
{
  if (g_variant_is_of_type (value, G_VARIANT_TYPE_INT64))
    sqlite3_bind_int64 (statement, index, g_variant_get_int64 (value));
  else if (g_variant_is_of_type (value, G_VARIANT_TYPE_DOUBLE))
    sqlite3_bind_double (statement, index, g_variant_get_double (value));
  else if (g_variant_is_of_type (value, G_VARIANT_TYPE_BYTESTRING))
    sqlite3_bind_blob (statement, index, g_variant_get_data (value),
                       (int) g_variant_get_size (value), SQLITE_TRANSIENT);
  else
    lf_db_bind_text (statement, index, g_variant_get_string (value, NULL));
}

/* The text is ours and right; only how deeply conditions nest is the user's. */
static gboolean
is_too_deep (LfDb *db)
{
  const char *message = sqlite3_errmsg (lf_db_handle (db));

  return strstr (message, "stack overflow") != NULL
         || strstr (message, "tree is too large") != NULL;
}

sqlite3_stmt *
lf_sql_prepare (LfSql *self, LfDb *db, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  sqlite3_stmt *statement = lf_db_prepare (db, self->text->str, &local_error);

  if (statement == NULL && is_too_deep (db))
    g_set_error (error, LF_ERROR, LF_ERROR_SYNTAX,
                 _ ("The filter's conditions are nested too deeply. Use fewer brackets in one "
                    "another."));
  else if (statement == NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  for (guint i = 0; statement != NULL && i < self->values->len; i++)
    bind_variant (statement, (int) i + 1, self->values->pdata[i]);
  return statement;
}
