/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of addresses. */

#include "config.h"

#include "lf-routes.h"

#include "lf-inquiry.h"
#include "lf-steps.h"
#include "lf-wire.h"

#include <string.h>

#define MAX_LOGIN_BODY (64 * 1024)

/* clang-format off */
static const LfRoute routes[] = {
  { "/v1/login", "POST", MAX_LOGIN_BODY, FALSE,
    { { FALSE, lf_login_read }, { TRUE, lf_login_find }, { FALSE, lf_login_verify }, { TRUE, lf_login_enrol } } },
  { "/v1/push", "POST", LF_WIRE_MAX_BODY, TRUE,
    { { TRUE, lf_sync_find_sender }, { FALSE, lf_push_read }, { TRUE, lf_push_merge }, { FALSE, lf_push_answer } } },
  { "/v1/pull", "GET", 0, TRUE, { { TRUE, lf_sync_find_user }, { TRUE, lf_pull_read }, { FALSE, lf_pull_answer } } },
  { "/v1/history/", "GET", 0, TRUE, { { TRUE, lf_sync_find_user }, { TRUE, lf_history_read }, { FALSE, lf_history_answer } } },
  { "/v1/live", "GET", 0, TRUE, { { TRUE, lf_sync_find_user }, { TRUE, lf_live_admit } } },
  { "/v1/digests", "GET", 0, TRUE, { { TRUE, lf_sync_find_user }, { TRUE, lf_digests_read }, { FALSE, lf_digests_answer } } },
  { "/v1/digest", "GET", 0, TRUE, { { TRUE, lf_sync_find_user }, { TRUE, lf_digest_answer } } },
  { "/v1/inquiries", "POST", LF_INQUIRY_MAX_BODY, FALSE,
    { { TRUE, lf_inquiry_find_key }, { FALSE, lf_inquiry_read_body }, { TRUE, lf_inquiry_merge } } },
  { "/v1/inquiries", "OPTIONS", 0, FALSE, { { TRUE, lf_inquiry_preflight } } },
  { "/v1/blobs/", "HEAD", 0, TRUE, { { TRUE, lf_sync_find_sender }, { TRUE, lf_blob_find_to_send }, { FALSE, lf_blob_head } } },
  { "/v1/blobs/", "GET", 0, TRUE, { { TRUE, lf_sync_find_user }, { TRUE, lf_blob_find }, { FALSE, lf_blob_get } } },
  { "/v1/blobs/", "PUT", LF_BLOB_PIECE_BYTES, TRUE,
    { { TRUE, lf_sync_find_sender }, { TRUE, lf_blob_find_to_send }, { FALSE, lf_blob_put } } },
  { "/v1/password", "POST", MAX_LOGIN_BODY, TRUE,
    { { TRUE, lf_sync_find_user }, { FALSE, lf_password_read }, { TRUE, lf_password_find }, { FALSE, lf_password_verify },
      { TRUE, lf_password_save } } },
  { "/v1/devices", "GET", 0, TRUE, { { TRUE, lf_sync_find_user }, { TRUE, lf_device_list } } },
  { "/v1/devices/", "PUT", MAX_LOGIN_BODY, TRUE,
    { { TRUE, lf_device_find_user }, { FALSE, lf_device_read }, { TRUE, lf_device_change } } },
  { "/v1/accounts", "GET", 0, TRUE, { { TRUE, lf_admin_find_user }, { TRUE, lf_admin_list_accounts } } },
  { "/v1/accounts", "POST", MAX_LOGIN_BODY, TRUE,
    { { TRUE, lf_admin_find_user }, { FALSE, lf_admin_read_account }, { TRUE, lf_admin_add_account } } },
  { "/v1/accounts/", "PUT", MAX_LOGIN_BODY, TRUE,
    { { TRUE, lf_admin_find_user }, { FALSE, lf_admin_read_account }, { TRUE, lf_admin_change_account } } },
  { "/v1/accounts/", "DELETE", 0, TRUE, { { TRUE, lf_admin_find_user }, { TRUE, lf_admin_remove_account } } },
  { "/v1/audit", "GET", 0, TRUE, { { TRUE, lf_admin_find_user }, { TRUE, lf_admin_list_audit } } },
  { "/v1/healthz", "GET", 0, FALSE, { { TRUE, lf_health_answer } } },
  { "/v1/metrics", "GET", 0, FALSE, { { TRUE, lf_metrics_answer } } },
};
/* clang-format on */

static gboolean
leads_to (const char *path, const LfRoute *route)
{
  const char *rest = g_str_has_prefix (path, route->path) ? path + strlen (route->path) : NULL;

  if (!g_str_has_suffix (route->path, "/"))
    return strcmp (path, route->path) == 0;
  return rest != NULL && *rest != '\0';
}

const LfRoute *
lf_routes_find (const char *path, const char *method)
{
  const LfRoute *found = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (routes); i++)
    if (leads_to (path, &routes[i]) && (found == NULL || strcmp (routes[i].method, method) == 0))
      found = &routes[i];
  return found;
}

char *
lf_routes_allowed (const char *path)
{
  GString *allowed = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (routes); i++)
    if (leads_to (path, &routes[i]))
      g_string_append_printf (allowed, "%s%s", allowed->len > 0 ? ", " : "", routes[i].method);
  return g_string_free (allowed, FALSE);
}
