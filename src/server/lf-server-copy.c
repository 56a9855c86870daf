/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A zone is copied in one transaction of each storage, and compared afterwards. */

#include "config.h"

#include "lf-server-copy.h"

#include "lf-server-audit.h"
#include "lf-server-page.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  LfServerStorage *to;
  GError *error;
} Copy;

static gboolean
copy_record (const LfServerRecord *record, gpointer user_data)
{
  Copy *copy = user_data;

  return lf_server_storage_save (copy->to, record, &copy->error);
}

static gboolean
copy_change (const LfServerChange *change, gpointer user_data, GError **error)
{
  return lf_server_storage_add_change (user_data, change, error);
}

static gboolean
copy_records (LfServerStorage *from, LfServerStorage *to, GError **error)
{
  Copy copy = { to, NULL };

  if (!lf_server_storage_each_since (from, 0, copy_record, &copy, error))
    return FALSE;
  if (copy.error == NULL)
    return TRUE;
  g_propagate_error (error, copy.error);
  return FALSE;
}

static gboolean
check_unused (LfServerStorage *to, const char *zone, GError **error)
{
  gint64 seq = lf_server_storage_last_seq (to, error);

  if (seq == 0)
    return TRUE;
  if (seq > 0)
    g_set_error (error, LF_SERVER_ERROR, LF_SERVER_ERROR_CALL,
                 _ ("The zone “%s” is in use there already. A copy needs a place where it has no "
                    "changes yet."),
                 zone);
  return FALSE;
}

/* What devices were told after a backup was made is no more in its copy than in itself. */
static gboolean
renew_copy (LfServerStorage *from, LfServerStorage *to, GError **error)
{
  gboolean is_backup;

  return lf_server_storage_read_is_backup (from, &is_backup, error)
         && (!is_backup || lf_server_storage_renew_zone (to, error));
}

static gboolean
copy_contents (LfServerStorage *from, LfServerStorage *to, const char *zone, GError **error)
{
  gint64 seq = lf_server_storage_last_seq (from, error);
  g_autofree char *epoch = seq < 0 ? NULL : lf_server_storage_epoch (from, error);

  return epoch != NULL && check_unused (to, zone, error) && copy_records (from, to, error)
         && lf_server_storage_each_change (from, copy_change, to, error)
         && lf_server_storage_set_zone (to, seq, epoch, error) && renew_copy (from, to, error);
}

/* @from is in a transaction that keeps other writers out. */
static gboolean
copy_into (LfServerStorage *from, LfServerStorage *to, const char *zone, GError **error)
{
  if (!lf_server_storage_begin (to, zone, error))
    return FALSE;
  if (copy_contents (from, to, zone, error))
    return lf_server_storage_commit (to, error);
  lf_server_storage_rollback (to);
  return FALSE;
}

/* ---- Accounts and devices ---- */

static gboolean
copy_accounts (LfServerStorage *from, LfServerStorage *to, const char *zone, GError **error)
{
  g_autoptr (GPtrArray) accounts = lf_server_storage_list_accounts (from, error);

  for (guint i = 0; accounts != NULL && i < accounts->len; i++)
    {
      const LfServerAccount *account = accounts->pdata[i];

      if (strcmp (account->zone, zone) == 0
          && (!lf_server_storage_save_account (to, account, error)
              || !lf_server_storage_mark_account (to, account, error)))
        return FALSE;
    }
  return accounts != NULL;
}

static gboolean
copy_devices (LfServerStorage *from, LfServerStorage *to, const char *zone, GError **error)
{
  g_autoptr (GPtrArray) devices = lf_server_storage_list_devices (from, error);

  for (guint i = 0; devices != NULL && i < devices->len; i++)
    {
      const LfServerDevice *device = devices->pdata[i];

      if (strcmp (device->zone, zone) == 0
          && (!lf_server_storage_save_device (to, device, error)
              || !lf_server_storage_mark_device (to, device, error)))
        return FALSE;
    }
  return devices != NULL;
}

/* Also what is kept of a device that went on since, and the zone's key: devices know it. */
static gboolean
copy_bundle (LfServerStorage *from,
             LfServerStorage *to,
             const char *zone,
             const char *device,
             GError **error)
{
  GError *cause = NULL;
  g_autofree char *body = lf_server_storage_load_bundle (from, zone, device, &cause);

  if (body == NULL)
    {
      if (cause != NULL)
        g_propagate_error (error, cause);
      return cause == NULL;
    }
  return lf_server_storage_save_bundle (to, zone, device, body, error);
}

static gboolean
copy_bundles (LfServerStorage *from, LfServerStorage *to, const char *zone, GError **error)
{
  g_autoptr (GPtrArray) devices = lf_server_storage_list_devices (from, error);

  for (guint i = 0; devices != NULL && i < devices->len; i++)
    {
      const LfServerDevice *device = devices->pdata[i];

      if (strcmp (device->zone, zone) == 0 && !copy_bundle (from, to, zone, device->id, error))
        return FALSE;
    }
  return devices != NULL && copy_bundle (from, to, zone, "", error);
}

/* ---- The audit log ---- */

static gboolean
copy_audit_page (LfServerStorage *from,
                 LfServerStorage *to,
                 const LfServerAuditQuery *query,
                 char **ret_last,
                 GError **error)
{
  g_autoptr (GPtrArray) page = lf_server_storage_list_audit (from, query, error);

  for (guint i = 0; page != NULL && i < page->len; i++)
    if (!lf_server_storage_add_audit (to, page->pdata[i], error))
      return FALSE;
  g_clear_pointer (ret_last, g_free);
  if (page != NULL && page->len > 0)
    *ret_last = g_strdup (((LfServerAudit *) page->pdata[page->len - 1])->id);
  return page != NULL;
}

static gboolean
copy_audit (LfServerStorage *from, LfServerStorage *to, const char *zone, GError **error)
{
  g_autofree char *last = NULL;

  do
    {
      LfServerAuditQuery query = { .zone = zone, .before = last, .limit = LF_AUDIT_PAGE };

      if (!copy_audit_page (from, to, &query, &last, error))
        return FALSE;
    }
  while (last != NULL);
  return TRUE;
}

static gboolean
compare (LfServerStorage *from, LfServerStorage *to, const char *zone, GError **error)
{
  g_autofree char *digest = lf_server_digest (from, zone, error);
  g_autofree char *copied = digest == NULL ? NULL : lf_server_digest (to, zone, error);

  if (copied != NULL && strcmp (digest, copied) != 0)
    g_set_error (error, LF_SERVER_ERROR, LF_SERVER_ERROR_STORAGE,
                 _ ("The zone “%s” is not the same there. Was it written to meanwhile? Stop its "
                    "server and copy it again to an empty place."),
                 zone);
  return copied != NULL && strcmp (digest, copied) == 0;
}

gboolean
lf_server_copy_zone (LfServerStorage *from, LfServerStorage *to, const char *zone, GError **error)
{
  gboolean is_done;

  if (!lf_server_storage_add_zone (to, zone, error) || !lf_server_storage_begin (from, zone, error))
    return FALSE;
  is_done = copy_into (from, to, zone, error);
  lf_server_storage_rollback (from);
  return is_done && copy_accounts (from, to, zone, error) && copy_devices (from, to, zone, error)
         && copy_bundles (from, to, zone, error) && copy_audit (from, to, zone, error)
         && compare (from, to, zone, error);
}
