/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A zone that came back from an older backup (G14). */

#include "config.h"

#include "lf-server-storage.h"

#include <string.h>

gint64
lf_server_epoch_gap (void)
{
  return (1 + (gint64) g_random_int_range (0, 1 << 20)) * LF_SERVER_LEAST_GAP;
}

gboolean
lf_server_epoch_lost (const char *epoch, gint64 seq)
{
  gboolean is_lost = FALSE;

  for (const char *p = strchr (epoch, '@'); !is_lost && p != NULL; p = strchr (p + 1, '@'))
    {
      gint64 kept = g_ascii_strtoll (p + 1, NULL, 10);

      is_lost = seq > kept && seq - kept < LF_SERVER_LEAST_GAP;
    }
  return is_lost;
}

gboolean
lf_server_storage_renew_zone (LfServerStorage *self, GError **error)
{
  gint64 seq = lf_server_storage_last_seq (self, error);
  g_autofree char *epoch = seq < 0 ? NULL : lf_server_storage_epoch (self, error);
  g_autofree char *next = NULL;

  if (epoch == NULL)
    return FALSE;
  next = g_strdup_printf ("%s %08x@%" G_GINT64_FORMAT, epoch, g_random_int (), seq);
  return lf_server_storage_set_zone (self, seq + lf_server_epoch_gap (), next, error);
}

gboolean
lf_server_storage_renew (LfServerStorage *self, const char *zone, GError **error)
{
  if (!lf_server_storage_begin (self, zone, error))
    return FALSE;
  if (lf_server_storage_renew_zone (self, error))
    return lf_server_storage_commit (self, error);
  lf_server_storage_rollback (self);
  return FALSE;
}

gboolean
lf_server_storage_renew_backup (LfServerStorage *self,
                                const char *zone,
                                gboolean *ret_was_backup,
                                GError **error)
{
  if (!lf_server_storage_begin (self, zone, error))
    return FALSE;
  if (lf_server_storage_read_is_backup (self, ret_was_backup, error)
      && (!*ret_was_backup || lf_server_storage_renew_zone (self, error)))
    return lf_server_storage_commit (self, error);
  lf_server_storage_rollback (self);
  return FALSE;
}
