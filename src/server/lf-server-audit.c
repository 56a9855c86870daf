/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The audit log. */

#include "config.h"

#include "lf-server-audit.h"

void
lf_server_audit_free (LfServerAudit *self)
{
  g_free (self->zone);
  g_free (self->id);
  g_free (self->account);
  g_free (self->device);
  g_free (self->address);
  g_free (self->act);
  g_free (self->about);
  g_free (self->detail);
  g_free (self);
}

gboolean
lf_audit_note (LfServerStorage *storage,
               const LfAuditSource *source,
               const char *act,
               const char *about,
               const char *detail,
               GError **error)
{
  g_autofree char *id = lf_id_new ();
  LfServerAudit audit = { .zone = (char *) source->zone,
                          .id = id,
                          .time_us = lf_clock_now_us (),
                          .account = (char *) source->account,
                          .device = (char *) source->device,
                          .address = (char *) source->address,
                          .act = (char *) act,
                          .about = (char *) about,
                          .detail = (char *) detail };

  return lf_server_storage_add_audit (storage, &audit, error);
}

gboolean
lf_audit_trim (LfServerStorage *storage, int days, GError **error)
{
  gint64 before_us = lf_clock_now_us () - (gint64) MAX (days, LF_AUDIT_LEAST_DAYS) * LF_DAY_US;
  g_auto (GStrv) zones = lf_server_storage_list_zones (storage, error);

  for (guint i = 0; zones != NULL && zones[i] != NULL; i++)
    if (!lf_server_storage_trim_audit (storage, zones[i], before_us, error))
      return FALSE;
  return zones != NULL;
}
