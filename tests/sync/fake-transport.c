/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The scripted server of the sync tests. */

#include "config.h"

#include "fake-transport.h"

#include <string.h>

typedef struct
{
  char *value;
  gint64 seq;
} Cell;

typedef struct
{
  char *entity;
  char *id;
  gint64 seq;
  gboolean is_deleted;
  GHashTable *cells; /* field → Cell */
} Row;

struct _FakeTransport
{
  GObject parent_instance;
  guint page_size;
  GMutex lock; /* the service calls from its thread, the test asks from its own */
  GPtrArray *rows;
  GHashTable *answered; /* change id → seq */
  GHashTable *refused;  /* labels */
  GHashTable *blobs;    /* digest → GByteArray */
  guint n_blobs;
  gint64 seq;
  char *epoch;
  gint64 offset_us;
  FakeFailure failure;
  guint fail_from, fail_to;
  int n_calls, n_pushes, n_bad_pushes; /* atomic: asked for while one hangs */
  gsize largest_push;
  gboolean has_pull_failed;
  gboolean leaves_out_own;
  guint n_deltas;
};

static void fake_transport_iface_init (LfTransportInterface *iface);

G_DEFINE_TYPE_WITH_CODE (FakeTransport,
                         fake_transport,
                         G_TYPE_OBJECT,
                         G_IMPLEMENT_INTERFACE (LF_TYPE_TRANSPORT, fake_transport_iface_init))

static void
cell_free (gpointer data)
{
  Cell *cell = data;

  g_free (cell->value);
  g_free (cell);
}

static void
row_free (gpointer data)
{
  Row *row = data;

  g_free (row->entity);
  g_free (row->id);
  g_hash_table_unref (row->cells);
  g_free (row);
}

static Row *
find_row (FakeTransport *self, const char *entity, const char *id)
{
  Row *row;

  for (guint i = 0; i < self->rows->len; i++)
    {
      row = g_ptr_array_index (self->rows, i);
      if (strcmp (row->id, id) == 0)
        return row;
    }
  row = g_new0 (Row, 1);
  row->entity = g_strdup (entity);
  row->id = g_strdup (id);
  row->cells = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, cell_free);
  g_ptr_array_add (self->rows, row);
  return row;
}

static void
put_cell (Row *row, const char *field, const char *value, gint64 seq)
{
  Cell *cell = g_new0 (Cell, 1);

  cell->value = g_strdup (value);
  cell->seq = seq;
  row->seq = seq;
  g_hash_table_insert (row->cells, g_strdup (field), cell);
}

static void
take_change (FakeTransport *self, const LfChange *change)
{
  self->seq++;
  for (guint i = 0; i < change->ops->len; i++)
    {
      const LfOp *op = g_ptr_array_index (change->ops, i);
      Row *row = find_row (self, op->entity, op->id);

      row->seq = self->seq;
      row->is_deleted = op->kind == LF_OP_DELETE;
      for (guint j = 0; j < op->edits->len; j++)
        {
          const LfEdit *edit = g_ptr_array_index (op->edits, j);

          put_cell (row, edit->field, edit->value, self->seq);
        }
    }
}

static LfAnswer *
answer_change (FakeTransport *self, const LfChange *change)
{
  gint64 *seq = g_hash_table_lookup (self->answered, change->id);
  LfAnswer *answer;

  if (change->label != NULL && g_hash_table_contains (self->refused, change->label))
    {
      answer = lf_answer_new (change->id, LF_ANSWER_REFUSED);
      answer->reason = g_strdup ("permission");
      answer->message = g_strdup ("You may not do this.");
      return answer;
    }
  if (seq == NULL)
    {
      take_change (self, change);
      seq = g_memdup2 (&self->seq, sizeof self->seq);
      g_hash_table_insert (self->answered, g_strdup (change->id), seq);
    }
  answer = lf_answer_new (change->id, LF_ANSWER_ACCEPTED);
  answer->seq = *seq;
  answer->is_as_sent = self->leaves_out_own;
  return answer;
}

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  const Row *first = *(const Row *const *) a;
  const Row *second = *(const Row *const *) b;

  return (first->seq > second->seq) - (first->seq < second->seq);
}

static LfDelta *
make_delta (const Row *row, gint64 since)
{
  LfDelta *delta = lf_delta_new (row->entity, row->id);
  GHashTableIter iter;
  gpointer field, cell;

  delta->seq = row->seq;
  delta->deleted = row->is_deleted;
  delta->author = g_strdup ("someone");
  g_hash_table_iter_init (&iter, row->cells);
  while (g_hash_table_iter_next (&iter, &field, &cell))
    if (((Cell *) cell)->seq > since)
      g_hash_table_insert (delta->fields, g_strdup (field), g_strdup (((Cell *) cell)->value));
  return delta;
}

/* As the real one: by record, in order, never cutting through one sequence number. */
static LfPage *
make_page (FakeTransport *self, const LfPullQuery *query)
{
  LfPage *page = lf_page_new ();
  gint64 cursor = query->cursor;
  gint64 last = cursor;

  g_ptr_array_sort (self->rows, compare_rows);
  for (guint i = 0; i < self->rows->len; i++)
    {
      const Row *row = g_ptr_array_index (self->rows, i);

      if (row->seq <= cursor || (query->own != NULL && lf_spans_has (query->own, row->seq)))
        continue;
      if (page->deltas->len >= self->page_size && row->seq != last)
        {
          page->has_more = TRUE;
          break;
        }
      g_ptr_array_add (page->deltas, make_delta (row, query->since));
      last = row->seq;
    }
  self->n_deltas += page->deltas->len;
  page->cursor = page->has_more ? last : MAX (cursor, self->seq);
  page->epoch = g_strdup (self->epoch);
  page->server_time_us = g_get_real_time () + self->offset_us;
  return page;
}

/* ---- Failing ---- */

static FakeFailure
next_failure (FakeTransport *self)
{
  guint call = (guint) g_atomic_int_add (&self->n_calls, 1) + 1;

  return call >= self->fail_from && call < self->fail_to ? self->failure : FAKE_WORKS;
}

/* Failures that end a call before the server does anything. */
static gboolean
fails_at_once (FakeTransport *self, FakeFailure failure, GCancellable *cancellable, GError **error)
{
  switch (failure)
    {
    case FAKE_UNREACHABLE:
      g_set_error_literal (error, LF_SYNC_ERROR, LF_SYNC_ERROR_UNREACHABLE, "No network.");
      return TRUE;
    case FAKE_HALF:
      g_set_error_literal (error, LF_SYNC_ERROR, LF_SYNC_ERROR_BROKEN_OFF, "It broke off.");
      return TRUE;
    case FAKE_GARBAGE:
      g_set_error_literal (error, LF_SYNC_ERROR, LF_SYNC_ERROR_PROTOCOL, "Not an answer.");
      return TRUE;
    case FAKE_SIGN_IN:
      g_set_error_literal (error, LF_SYNC_ERROR, LF_SYNC_ERROR_SIGN_IN, "Sign in again.");
      return TRUE;
    case FAKE_ERASE:
      g_set_error_literal (error, LF_SYNC_ERROR, LF_SYNC_ERROR_ERASE, "Erase.");
      return TRUE;
    case FAKE_ERASE_AT_ONCE:
      g_set_error_literal (error, LF_SYNC_ERROR, LF_SYNC_ERROR_ERASE_AT_ONCE, "Erase at once.");
      return TRUE;
    case FAKE_BUSY:
      g_set_error_literal (error, LF_SYNC_ERROR, LF_SYNC_ERROR_SERVER, "Busy.");
      if (error != NULL)
        lf_sync_error_set_retry_after (*error, FAKE_BUSY_US);
      return TRUE;
    case FAKE_SERVER_TOO_OLD:
      g_set_error_literal (error, LF_SYNC_ERROR, LF_SYNC_ERROR_SERVER_TOO_OLD, "An old server.");
      return TRUE;
    case FAKE_HANGS:
      {
        GPollFD fd;

        g_assert_true (g_cancellable_make_pollfd (cancellable, &fd));
        g_poll (&fd, 1, -1);
        g_cancellable_release_fd (cancellable);
        return g_cancellable_set_error_if_cancelled (cancellable, error);
      }
    default:
      return FALSE;
    }
}

static gboolean
loses_answer (FakeFailure failure, GError **error)
{
  if (failure != FAKE_LOSES_ANSWER)
    return FALSE;
  g_set_error_literal (error, LF_SYNC_ERROR, LF_SYNC_ERROR_UNREACHABLE, "The connection was lost.");
  return TRUE;
}

static void
spoil_page (LfPage *page, FakeFailure failure, gint64 cursor)
{
  if (failure == FAKE_STANDS_STILL)
    {
      g_ptr_array_set_size (page->deltas, 0);
      page->cursor = cursor;
      page->has_more = TRUE;
    }
  if (failure == FAKE_OUT_OF_ORDER)
    {
      LfDelta *delta = lf_delta_new ("project", "018f0000-0000-7000-8000-00000000abcd");

      delta->seq = cursor;
      g_ptr_array_add (page->deltas, delta);
    }
}

/* ---- LfTransport ---- */

static GPtrArray *
fake_transport_push (LfTransport *transport,
                     GPtrArray *changes,
                     GCancellable *cancellable,
                     GError **error)
{
  FakeTransport *self = FAKE_TRANSPORT (transport);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  g_autoptr (GPtrArray) answers = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_answer_free);
  FakeFailure failure = next_failure (self);

  g_atomic_int_inc (&self->n_pushes);
  g_atomic_int_add (&self->n_bad_pushes, self->has_pull_failed);
  self->largest_push = MAX (self->largest_push, changes->len);
  if (fails_at_once (self, failure, cancellable, error))
    return NULL;
  for (guint i = 0; i < changes->len; i++)
    g_ptr_array_add (answers, answer_change (self, g_ptr_array_index (changes, i)));
  if (loses_answer (failure, error))
    return NULL;
  if (failure == FAKE_ANSWERS_MISSING)
    g_ptr_array_set_size (answers, (int) answers->len - 1);
  return g_steal_pointer (&answers);
}

static LfPage *
fake_transport_pull (LfTransport *transport,
                     const LfPullQuery *query,
                     GCancellable *cancellable,
                     GError **error)
{
  FakeTransport *self = FAKE_TRANSPORT (transport);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  FakeFailure failure = next_failure (self);
  LfPage *page;

  self->has_pull_failed = failure != FAKE_WORKS && failure != FAKE_ANSWERS_MISSING;
  if (fails_at_once (self, failure, cancellable, error) || loses_answer (failure, error))
    return NULL;
  page = make_page (self, query);
  spoil_page (page, failure, query->cursor);
  return page;
}

/* ---- Files ---- */

static GByteArray *
find_blob (FakeTransport *self, const char *digest)
{
  return g_hash_table_lookup (self->blobs, digest);
}

static gboolean
fake_transport_ask_blob (LfTransport *transport,
                         const LfTransportBlob *blob,
                         LfBlobStanding *ret_standing,
                         GCancellable *cancellable,
                         GError **error)
{
  FakeTransport *self = FAKE_TRANSPORT (transport);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  const GByteArray *bytes = find_blob (self, blob->digest);

  *ret_standing = (LfBlobStanding){ .may_have = TRUE };
  if (bytes != NULL)
    ret_standing->offset = bytes->len;
  return TRUE;
}

static gboolean
fake_transport_put_blob (LfTransport *transport,
                         const LfTransportBlob *blob,
                         GBytes *piece,
                         gint64 offset,
                         gint64 total,
                         LfBlobStanding *ret_standing,
                         GCancellable *cancellable,
                         GError **error)
{
  FakeTransport *self = FAKE_TRANSPORT (transport);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  GByteArray *bytes = find_blob (self, blob->digest);
  gsize size;
  const guint8 *data = g_bytes_get_data (piece, &size);

  if (bytes == NULL)
    {
      bytes = g_byte_array_new ();
      g_hash_table_insert (self->blobs, g_strdup (blob->digest), bytes);
    }
  g_assert_cmpint (offset, ==, bytes->len);
  g_byte_array_append (bytes, data, (guint) size);
  *ret_standing = (LfBlobStanding){ TRUE, bytes->len == total, bytes->len };
  self->n_blobs += bytes->len == total;
  return TRUE;
}

static GBytes *
fake_transport_get_blob (LfTransport *transport,
                         const LfTransportBlob *blob,
                         gint64 offset,
                         gsize length,
                         gint64 *ret_total,
                         GCancellable *cancellable,
                         GError **error)
{
  FakeTransport *self = FAKE_TRANSPORT (transport);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  const GByteArray *bytes = find_blob (self, blob->digest);

  *ret_total = bytes == NULL ? -1 : (gint64) bytes->len;
  return bytes == NULL
             ? g_bytes_new (NULL, 0)
             : g_bytes_new (bytes->data + offset, MIN (length, bytes->len - (gsize) offset));
}

static void
fake_transport_iface_init (LfTransportInterface *iface)
{
  iface->pushes_beside = TRUE;
  iface->push = fake_transport_push;
  iface->pull = fake_transport_pull;
  iface->ask_blob = fake_transport_ask_blob;
  iface->put_blob = fake_transport_put_blob;
  iface->get_blob = fake_transport_get_blob;
}

/* ---- The object ---- */

static void
fake_transport_finalize (GObject *object)
{
  FakeTransport *self = FAKE_TRANSPORT (object);

  g_ptr_array_unref (self->rows);
  g_hash_table_unref (self->answered);
  g_hash_table_unref (self->refused);
  g_hash_table_unref (self->blobs);
  g_free (self->epoch);
  g_mutex_clear (&self->lock);
  G_OBJECT_CLASS (fake_transport_parent_class)->finalize (object);
}

static void
fake_transport_class_init (FakeTransportClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fake_transport_finalize;
}

static void
fake_transport_init (FakeTransport *self)
{
  g_mutex_init (&self->lock);
  self->rows = g_ptr_array_new_with_free_func (row_free);
  self->answered = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->refused = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->blobs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                       (GDestroyNotify) g_byte_array_unref);
  self->epoch = g_strdup ("first");
}

FakeTransport *
fake_transport_new (guint page_size)
{
  FakeTransport *self = g_object_new (FAKE_TYPE_TRANSPORT, NULL);

  self->page_size = page_size;
  return self;
}

void
fake_transport_fail (FakeTransport *self, FakeFailure failure, guint call, guint n_calls)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  self->failure = failure;
  self->fail_from = self->n_calls + call;
  self->fail_to = self->fail_from + n_calls;
}

void
fake_transport_refuse (FakeTransport *self, const char *label)
{
  g_hash_table_add (self->refused, g_strdup (label));
}

guint
fake_transport_n_calls (FakeTransport *self)
{
  return (guint) g_atomic_int_get (&self->n_calls);
}

guint
fake_transport_n_pushes (FakeTransport *self)
{
  return (guint) g_atomic_int_get (&self->n_pushes);
}

guint
fake_transport_n_deltas (FakeTransport *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return self->n_deltas;
}

void
fake_transport_leave_out_own (FakeTransport *self)
{
  self->leaves_out_own = TRUE;
}

guint
fake_transport_n_pushes_after_failed_pull (FakeTransport *self)
{
  return (guint) g_atomic_int_get (&self->n_bad_pushes);
}

guint
fake_transport_n_changes (FakeTransport *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return g_hash_table_size (self->answered);
}

gsize
fake_transport_largest_push (FakeTransport *self)
{
  return self->largest_push;
}

void
fake_transport_put (
    FakeTransport *self, const char *entity, const char *id, const char *field, const char *value)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  self->seq++;
  put_cell (find_row (self, entity, id), field, value, self->seq);
}

void
fake_transport_set_epoch (FakeTransport *self, const char *epoch)
{
  g_free (self->epoch);
  self->epoch = g_strdup (epoch);
}

void
fake_transport_set_offset (FakeTransport *self, gint64 offset_us)
{
  self->offset_us = offset_us;
}

guint
fake_transport_n_blobs (FakeTransport *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return self->n_blobs;
}

void
fake_transport_add_blob (FakeTransport *self, const char *digest, GBytes *bytes)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  g_hash_table_insert (self->blobs, g_strdup (digest),
                       g_bytes_unref_to_array (g_bytes_ref (bytes)));
}

gint64
fake_transport_seq (FakeTransport *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return self->seq;
}
