/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a zone has for a device that has merged up to a cursor. */

#include "config.h"

#include "lf-server-page.h"

#include "lf-digest.h"
#include "lf-server-scope.h"

#include <string.h>

#define DELTA_BYTES 480 /* at most, of a record beside its fields: names, numbers, author */

typedef struct
{
  const LfServerPageQuery *query;
  LfPage *page;
  gsize size;           /* bytes, and never less than it will be */
  guint n_before;       /* records of the numbers before the one that is being read */
  gint64 cursor_before; /* the newest of those */
  GByteArray *known;    /* for each delta, whether the reader may have had the record before */
} Reading;

/* ---- Records as deltas ---- */

static const char *
bundle_of (const LfEntity *entity, const char *name)
{
  const LfField *field = entity == NULL ? NULL : lf_entity_field (entity, name);

  return field == NULL ? name : lf_field_bundle (field);
}

/* A value that went away is in the clock but not among the fields: it is sent as blank. */
static void
add_blank (const LfServerRecord *record, const char *name, LfDelta *delta)
{
  if (!g_hash_table_contains (record->fields, name))
    g_hash_table_insert (delta->fields, g_strdup (name), NULL);
}

static void
add_blanks (const LfServerRecord *record, const LfEntity *entity, gint64 since, LfDelta *delta)
{
  GHashTableIter iter;
  gpointer bundle, seq;

  g_hash_table_iter_init (&iter, record->clock);
  while (g_hash_table_iter_next (&iter, &bundle, &seq))
    {
      const LfField *field = entity == NULL ? NULL : entity->fields;
      gboolean is_known = strcmp (bundle, "deleted") == 0;

      if (*(gint64 *) seq <= since || lf_server_record_is_note (bundle))
        continue;
      for (; field != NULL && field->name != NULL; field++)
        if (strcmp (lf_field_bundle (field), bundle) == 0)
          {
            is_known = TRUE;
            add_blank (record, field->name, delta);
          }
      if (!is_known)
        add_blank (record, bundle, delta);
    }
}

/* Nothing of it stays. */
static LfDelta *
to_gone (const LfServerRecord *record)
{
  LfDelta *delta = lf_delta_new (record->entity, record->id);
  GHashTableIter iter;
  gpointer name;

  delta->seq = record->seq;
  delta->is_gone = TRUE;
  delta->deleted = TRUE; /* to a version that knows of no more */
  g_hash_table_iter_init (&iter, record->fields);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    g_hash_table_insert (delta->fields, g_strdup (name), NULL);
  add_blanks (record, lf_schema_find (record->entity), -1, delta);
  return delta;
}

/* What came into sight since is all new to those it was hidden from. */
static LfDelta *
to_delta (const LfServerRecord *record, const LfServerPageQuery *query)
{
  const LfEntity *entity = lf_schema_find (record->entity);
  LfDelta *delta = lf_delta_new (record->entity, record->id);
  gint64 since = query->since;
  gboolean is_all_new
      = record->created_seq > since || lf_server_sight_came (record, query->sight) > since;
  GHashTableIter iter;
  gpointer name, value;

  delta->seq = record->seq;
  delta->deleted = record->deleted;
  g_hash_table_iter_init (&iter, record->fields);
  while (g_hash_table_iter_next (&iter, &name, &value))
    if (is_all_new || lf_server_record_seq_of (record, bundle_of (entity, name)) > since)
      g_hash_table_insert (delta->fields, g_strdup (name), g_strdup (value));
  add_blanks (record, entity, since, delta);
  return delta;
}

static gsize
fields_size (GHashTable *fields)
{
  GHashTableIter iter;
  gpointer name, value;
  gsize size = 0;

  g_hash_table_iter_init (&iter, fields);
  while (g_hash_table_iter_next (&iter, &name, &value))
    size += strlen (name) + strlen ("\"\":,")
            + (value == NULL ? strlen ("null") : lf_text_json_size (value));
  return size;
}

gsize
lf_server_page_size (const LfServerRecord *record)
{
  g_autoptr (LfDelta) blanks = lf_delta_new (record->entity, record->id);

  add_blanks (record, lf_schema_find (record->entity), -1, blanks);
  return DELTA_BYTES + fields_size (record->fields) + fields_size (blanks->fields);
}

/* ---- Pages ---- */

static gboolean
is_full (const Reading *self)
{
  return self->page->deltas->len >= MIN (self->query->limit, LF_SERVER_PAGE_RECORDS)
         || self->size >= LF_SERVER_PAGE_BYTES;
}

/* A number that has no room any more behind those before it begins the next page. */
static void
leave_number (Reading *self)
{
  g_ptr_array_set_size (self->page->deltas, (int) self->n_before);
  self->page->cursor = self->cursor_before;
  self->page->has_more = TRUE;
}

/* Whatever is new of it went from the reader. What another change did meanwhile has a number of its
 * own, which is not among those. */
static gboolean
is_own (const LfServerRecord *record, const LfServerPageQuery *query)
{
  GHashTableIter iter;
  gpointer bundle, seq;

  if (query->own == NULL || !lf_spans_has (query->own, record->seq)
      || (record->created_seq > query->since && !lf_spans_has (query->own, record->created_seq))
      || lf_server_sight_came (record, query->sight) > query->since)
    return FALSE;
  g_hash_table_iter_init (&iter, record->clock);
  while (g_hash_table_iter_next (&iter, &bundle, &seq))
    if (*(gint64 *) seq > query->since && !lf_server_record_is_note (bundle)
        && !lf_spans_has (query->own, *(gint64 *) seq))
      return FALSE;
  return TRUE;
}

static gboolean
take_record (const LfServerRecord *record, gpointer user_data)
{
  Reading *self = user_data;
  gboolean is_seen = lf_server_sight (record, self->query->sight) == LF_SIGHT_SEEN;
  LfPage *page = self->page;
  LfDelta *delta;

  if (is_seen ? is_own (record, self->query)
              : lf_server_sight_left (record, self->query->sight) <= self->query->since)
    return TRUE;
  if (record->seq > page->cursor)
    {
      self->n_before = page->deltas->len;
      self->cursor_before = page->cursor;
      if (is_full (self))
        {
          leave_number (self);
          return FALSE;
        }
    }
  delta = is_seen ? to_delta (record, self->query) : to_gone (record);
  g_ptr_array_add (page->deltas, delta);
  g_byte_array_append (self->known, &(guint8){ record->created_seq <= self->query->cursor }, 1);
  self->size += DELTA_BYTES + fields_size (delta->fields);
  page->cursor = record->seq;
  if (self->n_before == 0 || self->size <= LF_SERVER_PAGE_MOST)
    return TRUE;
  leave_number (self);
  return FALSE;
}

/* Whoever has not had the record has no history of it that could tell where it was changed. */
static void
fill_author (LfDelta *delta, const LfServerChange *change, gboolean is_known)
{
  delta->author = g_strdup (change->author);
  delta->time_us = change->time_us;
  delta->is_doubtful = change->is_doubtful;
  if (!is_known)
    return;
  delta->device = g_strdup (change->device);
  delta->late_us = change->late_us;
}

static gboolean
foresee (LfServerStorage *storage, const LfPage *page, GError **error)
{
  g_autoptr (LfServerWanted) wanted = lf_server_wanted_new ();

  for (guint i = 0; i < page->deltas->len; i++)
    {
      gint64 seq = ((LfDelta *) page->deltas->pdata[i])->seq;

      if (i == 0 || seq != ((LfDelta *) page->deltas->pdata[i - 1])->seq)
        g_array_append_val (wanted->seqs, seq);
    }
  return lf_server_storage_foresee (storage, wanted, error);
}

/* Deltas come by number, and what one change wrote has one author. */
static gboolean
fill_authors (LfServerStorage *storage, const Reading *reading, GError **error)
{
  const LfPage *page = reading->page;
  g_autoptr (LfServerChange) change = NULL;

  for (guint i = 0; i < page->deltas->len; i++)
    {
      LfDelta *delta = page->deltas->pdata[i];
      GError *local_error = NULL;

      if (change == NULL || change->seq != delta->seq)
        {
          g_clear_pointer (&change, lf_server_change_free);
          change = lf_server_storage_find_change_at (storage, delta->seq, &local_error);
        }
      if (local_error != NULL)
        {
          g_propagate_error (error, local_error);
          return FALSE;
        }
      if (change != NULL)
        fill_author (delta, change, reading->known->data[i]);
    }
  return TRUE;
}

/* Where nothing but own changes follows what the reader has, it goes on behind them. */
static gint64
skip_own (const LfServerPageQuery *query)
{
  return query->own != NULL && query->since == query->cursor
             ? lf_spans_follow (query->own, query->cursor)
             : query->cursor;
}

static gboolean
read_records (LfServerStorage *storage, Reading *reading, GError **error)
{
  const LfServerPageQuery *query = reading->query;
  const LfServerBucket bucket = { query->bucket, query->cursor };

  return query->bucket == NULL
             ? lf_server_storage_each_since (storage, reading->page->cursor, take_record, reading,
                                             error)
             : lf_server_storage_each_of_bucket (storage, &bucket, take_record, reading, error);
}

static gboolean
fill_page (LfServerStorage *storage, Reading *reading, GError **error)
{
  LfPage *page = reading->page;
  gint64 last = lf_server_storage_last_seq (storage, error);

  if (last < 0)
    return FALSE;
  page->cursor = skip_own (reading->query);
  page->epoch = lf_server_storage_epoch (storage, error);
  if (page->epoch == NULL || !read_records (storage, reading, error)
      || !foresee (storage, page, error) || !fill_authors (storage, reading, error))
    return FALSE;
  /* Also where the reader has been further: then the zone went back, and the reader has to know. */
  if (!page->has_more)
    page->cursor = last;
  return TRUE;
}

/* FALSE with @ret_own: it names numbers that are not the reader's. */
static gboolean
check_own (LfServerStorage *storage,
           const LfServerPageQuery *query,
           const LfSpans **ret_own,
           GError **error)
{
  *ret_own = query->own;
  for (guint i = 0; query->own != NULL && query->device != NULL && i < query->own->n; i++)
    {
      const LfSpan *span = &query->own->spans[i];
      gint64 n;

      if (!lf_server_storage_count_changes (storage, query->device, span, &n, error))
        return FALSE;
      if (n <= span->to - span->from)
        *ret_own = NULL;
    }
  return TRUE;
}

/* Records and counter are read in one transaction, so that the cursor never runs ahead of what was
 * read (G9). */
static LfPage *
read_page_once (LfServerStorage *storage,
                const char *zone,
                const LfServerPageQuery *asked,
                GError **error)
{
  g_autoptr (LfPage) page = lf_page_new ();
  g_autoptr (GByteArray) known = g_byte_array_new ();
  LfServerPageQuery query = *asked;
  Reading reading = { .query = &query, .page = page, .known = known };
  gboolean is_read;

  if (!lf_server_storage_begin_reading (storage, zone, error))
    return NULL;
  page->server_time_us = lf_clock_now_us ();
  page->sight = g_strdup (query.sight);
  page->role = g_strdup (query.role);
  is_read = check_own (storage, asked, &query.own, error) && fill_page (storage, &reading, error);
  lf_server_storage_rollback (storage);
  return is_read ? g_steal_pointer (&page) : NULL;
}

LfPage *
lf_server_read_page (LfServerStorage *storage,
                     const char *zone,
                     const LfServerPageQuery *query,
                     GError **error)
{
  g_autoptr (GError) local_error = NULL;
  LfPage *page;

  do
    page = read_page_once (storage, zone, query, &local_error);
  while (page == NULL && lf_server_storage_try_again (storage, &local_error));
  if (page == NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  return page;
}

/* ---- Digest ---- */

typedef struct
{
  LfDigest *digest;
  const char *sight; /* (nullable) */
} Digesting;

static gboolean
add_to_digest (const LfServerRecord *record, gpointer user_data)
{
  const Digesting *self = user_data;

  if (lf_server_sight (record, self->sight) == LF_SIGHT_SEEN)
    lf_digest_add (self->digest, record->entity, record->id, record->deleted, record->fields);
  return TRUE;
}

static char *
digest_once (LfServerStorage *storage, const char *zone, const char *sight, GError **error)
{
  g_autoptr (LfDigest) digest = lf_digest_new ();
  Digesting digesting = { digest, sight };
  gboolean is_read;

  if (!lf_server_storage_begin_reading (storage, zone, error))
    return NULL;
  is_read = lf_server_storage_last_seq (storage, error) >= 0
            && lf_server_storage_each_since (storage, 0, add_to_digest, &digesting, error);
  lf_server_storage_rollback (storage);
  return is_read ? lf_digest_finish (digest) : NULL;
}

char *
lf_server_digest_of (LfServerStorage *storage, const char *zone, const char *sight, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  char *digest;

  do
    digest = digest_once (storage, zone, sight, &local_error);
  while (digest == NULL && lf_server_storage_try_again (storage, &local_error));
  if (digest == NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  return digest;
}

char *
lf_server_digest (LfServerStorage *storage, const char *zone, GError **error)
{
  return lf_server_digest_of (storage, zone, NULL, error);
}
