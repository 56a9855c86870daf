/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sort keys. */

#include "config.h"

#include "lf-collation.h"

#include <string.h>
#include <unicode/ucol.h>
#include <unicode/ustring.h>

static const UCollator *
get_collator (void)
{
  static UCollator *collator;
  static gsize is_ready;
  UErrorCode status = U_ZERO_ERROR;

  if (g_once_init_enter (&is_ready))
    {
      collator = ucol_open ("zh", &status);
      g_assert (U_SUCCESS (status));
      g_once_init_leave (&is_ready, 1);
    }
  return collator;
}

GBytes *
lf_collation_key (const char *text)
{
  g_autofree UChar *wide = g_new (UChar, strlen (text) + 1);
  guint8 *key;
  UErrorCode status = U_ZERO_ERROR;
  int32_t wide_length = 0, length;

  u_strFromUTF8 (wide, (int32_t) strlen (text) + 1, &wide_length, text, -1, &status);
  length = ucol_getSortKey (get_collator (), wide, wide_length, NULL, 0);
  key = g_malloc ((gsize) length);
  ucol_getSortKey (get_collator (), wide, wide_length, key, length);
  return g_bytes_new_take (key, (gsize) MAX (length - 1, 0));
}

static GBytes *
key_bound (GBytes *key, UColBoundMode mode)
{
  gsize length;
  const guint8 *bytes = g_bytes_get_data (key, &length);
  /* a key's last byte, which lf_collation_key() leaves out, is 0 */
  g_autofree guint8 *source = g_malloc0 (length + 1);
  guint8 *bound = g_malloc (length + 8);
  UErrorCode status = U_ZERO_ERROR;
  int32_t n;

  memcpy (source, bytes, length);
  n = ucol_getBound (source, (int32_t) length + 1, mode, 1, bound, (int32_t) length + 8, &status);
  g_assert (U_SUCCESS (status));
  return g_bytes_new_take (bound, (gsize) MAX (n - 1, 0));
}

void
lf_collation_range (const char *text, GBytes **ret_low, GBytes **ret_high)
{
  g_autoptr (GBytes) key = lf_collation_key (text);

  *ret_low = key_bound (key, UCOL_BOUND_LOWER);
  *ret_high = key_bound (key, UCOL_BOUND_UPPER_LONG);
}

char *
lf_collation_version (void)
{
  UVersionInfo version;
  char text[U_MAX_VERSION_STRING_LENGTH];

  ucol_getVersion (get_collator (), version);
  u_versionToString (version, text);
  return g_strdup (text);
}
