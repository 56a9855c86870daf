/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a zone has for a device that has merged up to a cursor. */

#include "config.h"

#include "lf-server-pages.h"

#include "lf-digest.h"

#include <string.h>

typedef struct {
  LfServerStorage *storage;
  gint64 cursor;
  LfPage *page;
} Reading;

static const char *
bundle_of (const LfEntity *entity, const char *name)
{
  const LfField *field = entity == NULL ? NULL : lf_entity_field (entity, name);

  return field == NULL ? name : lf_field_bundle (field);
}

/* A value that went away is in the clock but not in the body: it is sent as blank. */
static void
add_blanks (const LfServerRecord *record, const LfEntity *entity, gint64 cursor, LfDelta *delta)
{
  GHashTableIter iter;
  gpointer bundle;

  g_hash_table_iter_init (&iter, record->clock);
  while (g_hash_table_iter_next (&iter, &bundle, NULL))
    {
      if (lf_server_record_seq_of (record, bundle) <= cursor)
        continue;
      for (const LfField *field = entity == NULL ? NULL : entity->fields; field != NULL && field->name != NULL; field++)
        if (strcmp (lf_field_bundle (field), bundle) == 0 && !g_hash_table_contains (record->fields, field->name))
          g_hash_table_insert (delta->fields, g_strdup (field->name), NULL);
      if (entity == NULL && strcmp (bundle, "deleted") != 0 && !g_hash_table_contains (record->fields, bundle))
        g_hash_table_insert (delta->fields, g_strdup (bundle), NULL);
    }
}

static LfDelta *
to_delta (const LfServerRecord *record, gint64 cursor)
{
  const LfEntity *entity = lf_schema_find (record->entity);
  LfDelta *delta = lf_delta_new (record->entity, record->id);
  GHashTableIter iter;
  gpointer name, value;

  delta->seq = record->seq;
  delta->deleted = record->deleted;
  g_hash_table_iter_init (&iter, record->fields);
  while (g_hash_table_iter_next (&iter, &name, &value))
    if (lf_server_record_seq_of (record, bundle_of (entity, name)) > cursor)
      g_hash_table_insert (delta->fields, g_strdup (name), g_strdup (value));
  add_blanks (record, entity, cursor, delta);
  return delta;
}

static gboolean
take_record (const LfServerRecord *record, gpointer user_data)
{
  Reading *reading = user_data;
  LfPage *page = reading->page;

  if (page->deltas->len >= LF_SERVER_PAGE_RECORDS && record->seq > page->cursor)
    {
      page->has_more = TRUE;
      return FALSE;
    }
  g_ptr_array_add (page->deltas, to_delta (record, reading->cursor));
  page->cursor = record->seq;
  return TRUE;
}

static gboolean
fill_authors (LfServerStorage *storage, LfPage *page, GError **error)
{
  for (guint i = 0; i < page->deltas->len; i++)
    {
      LfDelta *delta = page->deltas->pdata[i];
      GError *local_error = NULL;
      g_autoptr (LfServerChange) change = lf_server_storage_find_change_at (storage, delta->seq, &local_error);

      if (local_error != NULL)
        {
          g_propagate_error (error, local_error);
          return FALSE;
        }
      if (change == NULL)
        continue;
      delta->author = g_strdup (change->author);
      delta->time_us = change->time_us;
    }
  return TRUE;
}

/* Records and counter are read in one transaction, so that the cursor never runs ahead of what was read. */
LfPage *
lf_server_read_page (LfServerStorage *storage, const char *zone, gint64 cursor, GError **error)
{
  g_autoptr (LfPage) page = lf_page_new ();
  Reading reading = { storage, cursor, page };
  gint64 last;
  gboolean is_ok;

  if (!lf_server_storage_begin (storage, zone, error))
    return NULL;
  page->cursor = cursor;
  page->server_time_us = g_get_real_time ();
  page->epoch = lf_server_storage_epoch (storage, zone, error);
  last = page->epoch == NULL ? -1 : lf_server_storage_last_seq (storage, zone, error);
  is_ok = last >= 0 && lf_server_storage_each_since (storage, zone, cursor, take_record, &reading, error) && fill_authors (storage, page, error);
  lf_server_storage_rollback (storage);
  if (is_ok && !page->has_more)
    page->cursor = MAX (page->cursor, last);
  return is_ok ? g_steal_pointer (&page) : NULL;
}

static gboolean
add_to_digest (const LfServerRecord *record, gpointer user_data)
{
  lf_digest_add (user_data, record->entity, record->id, record->deleted, record->fields);
  return TRUE;
}

char *
lf_server_digest (LfServerStorage *storage, const char *zone, GError **error)
{
  g_autoptr (LfDigest) digest = lf_digest_new ();

  return lf_server_storage_each_since (storage, zone, 0, add_to_digest, digest, error) ? lf_digest_finish (digest) : NULL;
}
