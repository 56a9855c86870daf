/* SPDX-License-Identifier: GPL-3.0-or-later */
/* UUIDs: version 7 for records made here, version 8 for ids that several makers must agree on. */

#include "config.h"

#include "lf-id.h"

#include "lf-clock.h"

#include <stdarg.h>
#include <string.h>

#define HYPHENS_AT(i) ((i) == 8 || (i) == 13 || (i) == 18 || (i) == 23)

char *
lf_id_from_bytes (const guint8 bytes[LF_ID_BYTES])
{
  static const char hex[] = "0123456789abcdef";
  char *text = g_malloc (37);
  guint at = 0;

  for (guint i = 0; i < LF_ID_BYTES; i++)
    {
      if (HYPHENS_AT (at))
        text[at++] = '-';
      text[at++] = hex[bytes[i] >> 4];
      text[at++] = hex[bytes[i] & 15];
    }
  text[at] = '\0';
  return text;
}

gboolean
lf_id_to_bytes (const char *text, guint8 ret_bytes[LF_ID_BYTES])
{
  guint8 bytes[LF_ID_BYTES];
  guint n = 0;

  if (text == NULL || strlen (text) != 36)
    return FALSE;
  for (guint i = 0; i < 36; i++)
    {
      if (HYPHENS_AT (i))
        {
          if (text[i] != '-')
            return FALSE;
          continue;
        }
      if (!g_ascii_isxdigit (text[i]) || g_ascii_isupper (text[i]))
        return FALSE;
      bytes[n / 2] = (guint8) (bytes[n / 2] << 4 | g_ascii_xdigit_value (text[i]));
      n++;
    }
  memcpy (ret_bytes, bytes, sizeof bytes);
  return TRUE;
}

gboolean
lf_id_is_valid (const char *text)
{
  guint8 bytes[LF_ID_BYTES];

  return lf_id_to_bytes (text, bytes);
}

static void
stamp (guint8 bytes[LF_ID_BYTES], guint version)
{
  bytes[6] = (guint8) ((bytes[6] & 0x0f) | version << 4);
  bytes[8] = (guint8) ((bytes[8] & 0x3f) | 0x80);
}

/* With the number of the id within its millisecond, in 1/4096 of it. */
#define STAMPS_OF_A_RUN (60 * 1000 << 12)

/* RFC 9562 §5.7 with the optional monotonic counter: ids made by one process sort in the order they
 * were made. No two of them have the same stamp, so they may share what keeps them apart from those
 * of other processes: ids that are made at a stretch differ in few bytes, which spares a line most
 * of each. The last byte is random, for records are summed up in buckets by it. */
char *
lf_id_new (void)
{
  static GMutex mutex;
  static guint64 last, run_began;
  static guint8 run[LF_ID_BYTES - 8];
  guint8 bytes[LF_ID_BYTES];
  guint64 stamp_4096 = (guint64) lf_clock_now_us () / 1000 << 12;

  g_mutex_lock (&mutex);
  last = stamp_4096 > last ? stamp_4096 : last + 1;
  stamp_4096 = last;
  for (guint i = 8; i < LF_ID_BYTES; i += 4)
    {
      guint32 random = g_random_int ();
      memcpy (bytes + i, &random, 4);
    }
  if (run_began == 0 || stamp_4096 - run_began > STAMPS_OF_A_RUN)
    {
      run_began = stamp_4096;
      memcpy (run, bytes + 8, sizeof run);
    }
  memcpy (bytes + 8, run, sizeof run - 1);
  g_mutex_unlock (&mutex);

  for (guint i = 0; i < 6; i++)
    bytes[i] = (guint8) (stamp_4096 >> (52 - 8 * i));
  bytes[6] = (guint8) (stamp_4096 >> 8 & 0x0f);
  bytes[7] = (guint8) stamp_4096;
  stamp (bytes, 7);
  return lf_id_from_bytes (bytes);
}

char *
lf_id_derive (const char *first, ...)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 digest[32];
  gsize length = sizeof digest;
  va_list parts;

  va_start (parts, first);
  for (const char *part = first; part != NULL; part = va_arg (parts, const char *))
    g_checksum_update (sum, (const guchar *) part, (gssize) strlen (part) + 1);
  va_end (parts);
  g_checksum_get_digest (sum, digest, &length);
  stamp (digest, 8);
  return lf_id_from_bytes (digest);
}

gint64
lf_id_time_us (const char *id)
{
  guint8 bytes[LF_ID_BYTES];
  gint64 time_ms = 0;

  if (id == NULL || !lf_id_to_bytes (id, bytes) || bytes[6] >> 4 != 7)
    return 0;
  for (guint i = 0; i < 6; i++)
    time_ms = time_ms << 8 | bytes[i];
  return time_ms * 1000;
}
