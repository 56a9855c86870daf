/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The records of the store by what rows of spreadsheets know them by. */

#include "config.h"

#include "lf-import-index.h"

#include <string.h>

#define CHUNK_ROWS 1000
#define BLANK ""

/* A record of the store. */
typedef struct
{
  char *id;
  char **values; /* of the key's fields; BLANK: none */
} Known;

struct _LfImportIndex
{
  GPtrArray *fields; /* LfField */
  GPtrArray *known;
  GPtrArray *lists; /* for each field: value → GPtrArray of Known */
};

static void
known_free (gpointer data)
{
  Known *known = data;

  g_free (known->id);
  g_strfreev (known->values);
  g_free (known);
}

static const char *
value_at (const LfImportIndex *self, const LfRecord *record, guint i)
{
  const char *value = lf_record_get (record, ((const LfField *) self->fields->pdata[i])->name);

  return value == NULL ? BLANK : value;
}

static void
add_to_list (GHashTable *lists, const char *value, Known *known)
{
  GPtrArray *list = g_hash_table_lookup (lists, value);

  if (list == NULL)
    {
      list = g_ptr_array_new ();
      g_hash_table_insert (lists, (gpointer) value, list);
    }
  g_ptr_array_add (list, known);
}

static void
add_record (LfImportIndex *self, const LfRecord *record)
{
  Known *known = g_new0 (Known, 1);

  known->id = g_strdup (lf_record_id (record));
  known->values = g_new0 (char *, self->fields->len + 1);
  for (guint i = 0; i < self->fields->len; i++)
    {
      known->values[i] = g_strdup (value_at (self, record, i));
      add_to_list (self->lists->pdata[i], known->values[i], known);
    }
  g_ptr_array_add (self->known, known);
}

static gboolean
add_records (LfImportIndex *self, LfStore *store, const LfEntity *entity, GError **error)
{
  g_autoptr (LfQuery) query = lf_query_new (entity, NULL, NULL);
  g_autoptr (GArray) rows = lf_store_rows_sync (store, query, error);

  for (guint first = 0; rows != NULL && first < rows->len; first += CHUNK_ROWS)
    {
      g_autoptr (GPtrArray) page
          = lf_store_page_sync (store, entity, &g_array_index (rows, gint64, first),
                                MIN (CHUNK_ROWS, rows->len - first), error);

      if (page == NULL)
        return FALSE;
      for (guint i = 0; i < page->len; i++)
        if (page->pdata[i] != NULL)
          add_record (self, page->pdata[i]);
    }
  return rows != NULL;
}

LfImportIndex *
lf_import_index_new_sync (LfStore *store, const LfEntity *entity, GPtrArray *fields, GError **error)
{
  g_autoptr (LfImportIndex) self = g_new0 (LfImportIndex, 1);

  self->fields = g_ptr_array_ref (fields);
  self->known = g_ptr_array_new_with_free_func (known_free);
  self->lists = g_ptr_array_new_with_free_func ((GDestroyNotify) g_hash_table_unref);
  for (guint i = 0; i < fields->len; i++)
    g_ptr_array_add (self->lists, g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                                         (GDestroyNotify) g_ptr_array_unref));
  return add_records (self, store, entity, error) ? g_steal_pointer (&self) : NULL;
}

void
lf_import_index_free (LfImportIndex *self)
{
  g_ptr_array_unref (self->lists);
  g_ptr_array_unref (self->known);
  g_ptr_array_unref (self->fields);
  g_free (self);
}

/* ---- Finding ---- */

typedef enum
{
  OTHER,
  MAYBE, /* alike in what both say */
  ALIKE,
} Likeness;

static Likeness
compare (const LfImportIndex *self, const LfRecord *row, const Known *known)
{
  Likeness likeness = ALIKE;
  guint n_shared = 0;

  for (guint i = 0; i < self->fields->len; i++)
    {
      const char *value = value_at (self, row, i);

      if (strcmp (value, known->values[i]) == 0)
        n_shared += *value != '\0';
      else if (*value == '\0' || *known->values[i] == '\0')
        likeness = MAYBE;
      else
        return OTHER;
    }
  return n_shared > 0 ? likeness : OTHER;
}

/* What has been found for a row so far. */
typedef struct
{
  Likeness likeness;
  const char *id;
  guint n;
} Found;

static void
look_through (const LfImportIndex *self, const LfRecord *row, const GPtrArray *list, Found *found)
{
  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      const Known *known = list->pdata[i];
      Likeness likeness = compare (self, row, known);

      if (likeness > found->likeness)
        *found = (Found){ likeness, known->id, 1 };
      else if (likeness != OTHER && likeness == found->likeness)
        found->n++;
    }
}

static guint
count (GHashTable *lists, const char *value)
{
  const GPtrArray *list = g_hash_table_lookup (lists, value);

  return list == NULL ? 0 : list->len;
}

const char *
lf_import_index_find (const LfImportIndex *self, const LfRecord *row, guint *ret_n)
{
  Found found = { OTHER, NULL, 0 };
  guint best = 0, n_best = G_MAXUINT;

  /* by the field that leaves the fewest to compare */
  for (guint i = 0; i < self->fields->len; i++)
    if (*value_at (self, row, i) != '\0')
      {
        GHashTable *lists = self->lists->pdata[i];
        guint n = count (lists, value_at (self, row, i)) + count (lists, BLANK);

        best = n < n_best ? i : best;
        n_best = MIN (n, n_best);
      }
  if (n_best != G_MAXUINT)
    {
      GHashTable *lists = self->lists->pdata[best];

      look_through (self, row, g_hash_table_lookup (lists, value_at (self, row, best)), &found);
      look_through (self, row, g_hash_table_lookup (lists, BLANK), &found);
    }
  *ret_n = found.n;
  return found.id;
}
