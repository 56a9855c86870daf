/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Inquiries from the zone's web site: anybody may write there, so each source and each address has
 * so many turns. */

#include "config.h"

#include "lf-steps.h"

#include "lf-inquiry-key.h"
#include "lf-inquiry.h"
#include "lf-live-hub.h"
#include "lf-merge.h"

#include <glib/gi18n-lib.h>

#define STATUS_TOO_MANY_REQUESTS 429

static const LfRateLimit address_limit = { 10, 60 * G_USEC_PER_SEC };
static const LfRateLimit key_limit = { 120, G_USEC_PER_SEC };

typedef struct
{
  char *record; /* the enquiry's */
  LfChange *change;
} Inquiry;

static void
inquiry_free (gpointer data)
{
  Inquiry *inquiry = data;

  g_free (inquiry->record);
  lf_change_unref (inquiry->change);
  g_free (inquiry);
}

/* ---- Who asks ---- */

/* What an address wastes is not taken from the others' turns. */
static gboolean
take_turn (LfRequest *request)
{
  g_autofree char *by_address = g_strconcat ("address/", request->address, NULL);
  g_autofree char *by_key = g_strconcat ("key/", request->user->device, NULL);
  gint64 now = g_get_monotonic_time ();
  gint64 wait = lf_rate_take (request->rate, by_address, &address_limit, now);

  if (wait == 0)
    wait = lf_rate_take (request->rate, by_key, &key_limit, now);
  request->retry_s = (guint) ((wait + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC);
  return wait == 0;
}

void
lf_inquiry_find_key (LfRequest *request)
{
  g_autoptr (GError) error = NULL;

  if (request->token != NULL)
    request->user = lf_inquiry_key_find (request->storage, request->token, request->origin,
                                         &request->is_origin_known, &error);
  if (error != NULL)
    lf_request_answer_failure (request, error);
  else if (request->user == NULL)
    lf_request_answer_error (request, SOUP_STATUS_UNAUTHORIZED, "key",
                             _ ("The key of this web site is missing, unknown or revoked."));
  else if (request->origin != NULL && !request->is_origin_known)
    lf_request_answer_error (request, SOUP_STATUS_FORBIDDEN, "origin",
                             _ ("Pages of this web site may not use this key."));
  else if (!take_turn (request))
    lf_request_answer_error (request, STATUS_TOO_MANY_REQUESTS, "rate",
                             _ ("Too many inquiries come from here: try again later."));
}

void
lf_inquiry_preflight (LfRequest *request)
{
  g_autoptr (GError) error = NULL;

  if (request->origin != NULL
      && !lf_inquiry_key_knows_origin (request->storage, request->origin, &request->is_origin_known,
                                       &error))
    lf_request_answer_failure (request, error);
  else if (request->is_origin_known)
    lf_request_answer_nothing (request);
  else
    lf_request_answer_error (request, SOUP_STATUS_FORBIDDEN, "origin",
                             _ ("Pages of this web site may not send inquiries."));
}

/* ---- What is asked ---- */

void
lf_inquiry_read_body (LfRequest *request)
{
  g_autoptr (JsonNode) node = lf_request_read_body (request);
  LfDate today = lf_date_today ();
  g_autoptr (GError) error = NULL;
  LfChange *change;
  Inquiry *inquiry;

  if (node == NULL)
    return;
  if (!lf_inquiry_check (node, &error))
    {
      lf_request_answer_error (request, SOUP_STATUS_BAD_REQUEST, "body", error->message);
      return;
    }
  change = lf_inquiry_to_change (node, request->user, &today, &error);
  if (change == NULL)
    {
      lf_request_answer_error (request, SOUP_STATUS_UNPROCESSABLE_ENTITY, "invalid",
                               error->message);
      return;
    }
  inquiry = g_new0 (Inquiry, 1);
  *inquiry = (Inquiry){ lf_inquiry_record (node, request->user), change };
  lf_request_set_data (request, inquiry, inquiry_free);
}

static JsonNode *
print_taken (const char *record)
{
  JsonObject *object = json_object_new ();
  JsonNode *node = json_node_init_object (json_node_alloc (), object);

  json_object_set_string_member (object, "id", record);
  json_object_unref (object);
  return node;
}

void
lf_inquiry_merge (LfRequest *request)
{
  const Inquiry *inquiry = request->data;
  g_autoptr (GPtrArray) changes = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) answers = NULL;
  const LfAnswer *answer;

  g_ptr_array_add (changes, inquiry->change);
  answers = lf_merge_changes (request->storage, request->user, changes, &error);
  if (answers == NULL)
    {
      lf_request_answer_failure (request, error);
      return;
    }
  answer = answers->pdata[0];
  if (answer->kind == LF_ANSWER_ACCEPTED)
    {
      g_atomic_int_inc (&request->counts->n_inquiries);
      lf_live_hub_wake (request->live);
      lf_request_answer_node (request, print_taken (inquiry->record));
    }
  else
    lf_request_answer_error (request, SOUP_STATUS_UNPROCESSABLE_ENTITY, "invalid", answer->message);
}
