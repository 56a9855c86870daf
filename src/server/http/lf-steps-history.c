/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What happened to a record before the device knew it. */

#include "config.h"

#include "lf-steps.h"

#include "lf-server-history.h"
#include "lf-wire.h"

#include <glib/gi18n-lib.h>

void
lf_history_read (LfRequest *request)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *sight = lf_server_user_sight (request->user);
  LfServerHistoryQuery query = { .sight = sight, .id = request->rest };
  LfHistoryPage *page;

  if (request->query != NULL)
    query.entity = g_hash_table_lookup (request->query, "entity");
  if (!lf_request_read_number (request, "before", 0, &query.before))
    return;
  if (!lf_id_is_valid (query.id))
    lf_request_answer_error (request, SOUP_STATUS_NOT_FOUND, "path",
                             _ ("There is nothing at this address."));
  else if (query.entity == NULL)
    lf_request_answer_error (request, SOUP_STATUS_BAD_REQUEST, "query",
                             _ ("The kind of the record is needed."));
  if (request->status != 0)
    return;
  page = lf_server_read_history (request->storage, request->user->zone, &query, &error);
  if (page == NULL)
    lf_request_answer_failure (request, error);
  else
    lf_request_set_data (request, page, (GDestroyNotify) lf_history_page_free);
}

void
lf_history_answer (LfRequest *request)
{
  gsize length;
  char *text = lf_wire_from_history (request->data, &length);

  lf_request_answer_text (request, "application/x-ndjson", text, length);
}
