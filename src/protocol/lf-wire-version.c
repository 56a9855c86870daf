/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which versions of the protocol understand each other. */

#include "config.h"

#include "lf-wire.h"

#include <string.h>

#define MAX_APART 1

LfWireFit
lf_wire_fit (LfWireVersion client, LfWireVersion server)
{
  if (client.major != server.major)
    return client.major < server.major ? LF_WIRE_CLIENT_TOO_OLD : LF_WIRE_SERVER_TOO_OLD;
  if (client.minor + MAX_APART < server.minor)
    return LF_WIRE_CLIENT_TOO_OLD;
  return server.minor + MAX_APART < client.minor ? LF_WIRE_SERVER_TOO_OLD : LF_WIRE_FITS;
}

char *
lf_wire_version_format (LfWireVersion version)
{
  return g_strdup_printf ("%d.%d", version.major, version.minor);
}

/* @text: (nullable) */
gboolean
lf_wire_version_parse (const char *text, LfWireVersion *ret_version)
{
  g_auto (GStrv) parts = text == NULL ? NULL : g_strsplit (text, ".", 3);
  guint64 major, minor;

  if (parts == NULL || g_strv_length (parts) != 2
      || !g_ascii_string_to_unsigned (parts[0], 10, 0, G_MAXINT16, &major, NULL)
      || !g_ascii_string_to_unsigned (parts[1], 10, 0, G_MAXINT16, &minor, NULL))
    return FALSE;
  *ret_version = (LfWireVersion){ (int) major, (int) minor };
  return TRUE;
}
