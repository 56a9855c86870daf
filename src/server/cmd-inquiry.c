/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keys for web sites that send inquiries. */

#include "config.h"

#include "lf-cmd.h"

#include "lf-inquiry-key.h"
#include "lf-server-audit.h"

#include <glib/gi18n.h>
#include <stdio.h>

gboolean
lf_cmd_inquiry_key_add (const LfOptions *options, const char *name, GError **error)
{
  g_autoptr (LfServerStorage) storage = lf_cmd_open_zone (options, error);
  g_autofree char *key = storage == NULL
                             ? NULL
                             : lf_inquiry_key_add (storage, lf_cmd_zone (options), name,
                                                   (const char *const *) options->origins, error);

  if (key == NULL
      || !lf_cmd_note (storage, lf_cmd_zone (options), LF_AUDIT_KEY_ADDED, name, NULL, error))
    return FALSE;
  fprintf (stderr, _ ("This is the key for “%s”. It is shown only once:\n"), name);
  printf ("%s\n", key);
  return TRUE;
}

gboolean
lf_cmd_inquiry_key_list (const LfOptions *options, const char *name, GError **error)
{
  g_autoptr (LfServerStorage) storage = lf_cmd_open (options, error);
  g_autoptr (GPtrArray) keys = storage == NULL ? NULL : lf_inquiry_key_list (storage, error);

  for (guint i = 0; keys != NULL && i < keys->len; i++)
    {
      const LfServerDevice *key = keys->pdata[i];

      printf ("%s\t%s\t%s\t%s\t%s\n", key->zone, key->id, key->account,
              key->is_revoked ? "revoked" : "active", key->name == NULL ? "" : key->name);
    }
  return keys != NULL;
}

gboolean
lf_cmd_inquiry_key_revoke (const LfOptions *options, const char *name, GError **error)
{
  g_autoptr (LfServerStorage) storage = lf_cmd_open (options, error);

  if (storage == NULL || !lf_inquiry_key_revoke (storage, name, error)
      || !lf_cmd_note (storage, lf_cmd_zone (options), LF_AUDIT_KEY_REVOKED, name, NULL, error))
    return FALSE;
  printf (_ ("The key “%s” is revoked; what comes with it is refused from now on.\n"), name);
  return TRUE;
}
