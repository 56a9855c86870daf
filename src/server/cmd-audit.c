/* SPDX-License-Identifier: GPL-3.0-or-later */
/* audit: who did what, newest first. */

#include "config.h"

#include "lf-cmd.h"

#include "lf-server-audit.h"

#include <glib/gi18n.h>
#include <stdio.h>

gboolean
lf_cmd_note (LfServerStorage *storage,
             const char *zone,
             const char *act,
             const char *about,
             const char *detail,
             GError **error)
{
  g_autofree char *address = g_strdup_printf ("console (%s)", g_get_user_name ());
  LfAuditSource source = { .zone = zone, .address = address };

  return lf_audit_note (storage, &source, act, about, detail, error);
}

static const char *
shown (const char *text)
{
  return text == NULL ? "-" : text;
}

static void
print_entry (const LfServerAudit *audit)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (audit->time_us / G_USEC_PER_SEC);
  g_autofree char *text = g_date_time_format_iso8601 (time);

  printf ("%s\t%s\t%s\t%s\t%s\t%s\t%s\n", text, audit->act, shown (audit->account),
          shown (audit->about), shown (audit->detail), shown (audit->address),
          shown (audit->device));
}

/* A day, from its beginning here. */
static gboolean
read_since (const char *text, gint64 *ret_us, GError **error)
{
  LfDate date;
  g_autoptr (GDateTime) day = NULL;

  if (text == NULL)
    return TRUE;
  if (lf_date_from_canonical (text, &date) && date.day != 0)
    day = g_date_time_new_local (date.year, date.month, date.day, 0, 0, 0);
  if (day != NULL)
    *ret_us = g_date_time_to_unix (day) * G_USEC_PER_SEC;
  else
    g_set_error (error, LF_SERVER_ERROR, LF_SERVER_ERROR_CALL,
                 _ ("“%s” is not a day: write it like 2026-03-05."), text);
  return day != NULL;
}

gboolean
lf_cmd_audit (const LfOptions *options, const char *name, GError **error)
{
  g_autoptr (LfServerStorage) storage = NULL;
  LfServerAuditQuery query
      = { .zone = lf_cmd_zone (options), .account = options->account, .limit = LF_AUDIT_PAGE };
  g_autofree char *last = NULL;
  guint n;

  if (!read_since (options->since, &query.since_us, error))
    return FALSE;
  storage = lf_cmd_open (options, error);
  if (storage == NULL)
    return FALSE;
  do
    {
      g_autoptr (GPtrArray) page = lf_server_storage_list_audit (storage, &query, error);

      if (page == NULL)
        return FALSE;
      n = page->len;
      for (guint i = 0; i < n; i++)
        print_entry (page->pdata[i]);
      g_free (last);
      last = n == 0 ? NULL : g_strdup (((LfServerAudit *) page->pdata[n - 1])->id);
      query.before = last;
    }
  while (n == query.limit);
  return TRUE;
}
