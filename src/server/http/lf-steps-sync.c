/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Push, pull, and what tells how the server is doing. */

#include "config.h"

#include "lf-steps.h"

#include "lf-live-hub.h"
#include "lf-merge.h"
#include "lf-server-digest.h"
#include "lf-server-page.h"
#include "lf-wire.h"

#include <glib/gi18n-lib.h>

/* ---- Push ---- */

void
lf_push_read (LfRequest *request)
{
  g_autoptr (LfJson) message = lf_request_read_message (request);
  g_autoptr (GError) error = NULL;
  GPtrArray *changes;

  if (message == NULL)
    return;
  changes = lf_wire_to_push (message, &error);
  if (changes == NULL)
    {
      lf_request_answer_error (request, SOUP_STATUS_BAD_REQUEST, "body", error->message);
      return;
    }
  lf_wire_date_changes (changes, lf_clock_now_us ());
  lf_request_set_data (request, changes, (GDestroyNotify) g_ptr_array_unref);
}

static void
count_answers (LfServerCounts *counts, GPtrArray *answers)
{
  for (guint i = 0; i < answers->len; i++)
    {
      const LfAnswer *answer = answers->pdata[i];

      if (answer->kind == LF_ANSWER_ACCEPTED)
        g_atomic_int_inc (&counts->n_accepted);
      if (answer->kind == LF_ANSWER_REFUSED)
        g_atomic_int_inc (&counts->n_refused);
      g_atomic_int_add (&counts->n_conflicts, (int) answer->conflicts->len);
    }
}

void
lf_push_merge (LfRequest *request)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *answers = lf_merge_changes (request->storage, request->user, request->data, &error);

  if (answers == NULL)
    {
      lf_request_answer_failure (request, error);
      return;
    }
  g_atomic_int_inc (&request->counts->n_pushes);
  count_answers (request->counts, answers);
  lf_live_hub_wake (request->live);
  lf_request_set_data (request, answers, (GDestroyNotify) g_ptr_array_unref);
}

void
lf_push_answer (LfRequest *request)
{
  gsize length;
  char *text
      = lf_wire_from_push_answers (request->data, request->minor, lf_clock_now_us (), &length);

  lf_request_answer_text (request, "application/json", text, length);
}

/* ---- Pull ---- */

/* Two digits, or none. */
static gboolean
read_bucket (LfRequest *request, const char **ret_bucket)
{
  guint number;

  *ret_bucket = request->query == NULL ? NULL : g_hash_table_lookup (request->query, "bucket");
  if (*ret_bucket == NULL || lf_digest_bucket_parse (*ret_bucket, &number))
    return TRUE;
  lf_request_answer_error (request, SOUP_STATUS_BAD_REQUEST, "query",
                           _ ("A bucket is two hexadecimal digits."));
  return FALSE;
}

static gboolean
read_own (LfRequest *request, LfSpans *ret_own)
{
  const char *text = request->query == NULL ? NULL : g_hash_table_lookup (request->query, "own");

  if (text == NULL || lf_spans_parse (text, ret_own))
    return TRUE;
  lf_request_answer_error (request, SOUP_STATUS_BAD_REQUEST, "query",
                           _ ("own is not a list of numbers."));
  return FALSE;
}

/* A reader that does not say since when it has everything is sent whole records. */
void
lf_pull_read (LfRequest *request)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *sight = lf_server_user_sight (request->user);
  LfSpans own = { .n = 0 };
  LfServerPageQuery query = {
    .own = &own, .device = request->user->device, .role = request->user->role, .sight = sight
  };
  gint64 limit;
  LfPage *page;

  if (!lf_request_read_number (request, "cursor", 0, &query.cursor)
      || !lf_request_read_number (request, "since", 0, &query.since)
      || !lf_request_read_number (request, "limit", LF_SERVER_PAGE_RECORDS, &limit)
      || !read_bucket (request, &query.bucket) || !read_own (request, &own))
    return;
  query.limit = (guint) CLAMP (limit, 1, LF_SERVER_PAGE_RECORDS);
  page = lf_server_read_page (request->storage, request->user->zone, &query, &error);
  if (page == NULL)
    lf_request_answer_failure (request, error);
  else
    lf_request_set_data (request, page, (GDestroyNotify) lf_page_free);
}

void
lf_pull_answer (LfRequest *request)
{
  gsize length;
  char *text = lf_wire_from_page_for (request->data, request->minor, &length);

  lf_request_answer_text (request, "application/x-ndjson", text, length);
}

/* ---- Do both hold the same? ---- */

void
lf_digests_read (LfRequest *request)
{
  g_autofree char *sight = lf_server_user_sight (request->user);
  g_autoptr (GError) error = NULL;
  LfDigests *digests
      = lf_server_read_digests (request->storage, request->user->zone, sight, &error);

  if (digests == NULL)
    lf_request_answer_failure (request, error);
  else
    lf_request_set_data (request, digests, (GDestroyNotify) lf_digests_free);
}

void
lf_digests_answer (LfRequest *request)
{
  lf_request_answer_node (request, lf_wire_from_digests (request->data));
}

/* ---- How it is doing ---- */

void
lf_digest_answer (LfRequest *request)
{
  g_autofree char *sight = lf_server_user_sight (request->user);
  g_autoptr (GError) error = NULL;
  char *digest = lf_server_digest_of (request->storage, request->user->zone, sight, &error);

  if (digest == NULL)
    lf_request_answer_failure (request, error);
  else
    lf_request_answer_text (request, "text/plain", digest, strlen (digest));
}

#define NOBODY "" /* an account has a name */

/* A disk that is full and a database that takes no writes show only when something is written. */
void
lf_health_answer (LfRequest *request)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) zones = lf_server_storage_list_zones (request->storage, &error);
  guint n;

  if (zones == NULL || !lf_server_storage_forget_attempts (request->storage, NOBODY, &error)
      || !lf_server_storage_count_attempt (request->storage, NOBODY, g_get_real_time (), &n,
                                           &error))
    lf_request_answer_failure (request, error);
  else
    lf_request_answer_text (request, "text/plain", g_strdup ("ok\n"), strlen ("ok\n"));
}
