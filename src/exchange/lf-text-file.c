/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A text file of unknown encoding, read as UTF-8. */

#include "config.h"

#include "lf-text-file.h"

#include "lf-import.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

static gboolean
check_size (const char *path, GError **error)
{
  GStatBuf info;

  if (g_stat (path, &info) != 0 || !S_ISREG (info.st_mode))
    g_set_error (error, LF_EXCHANGE_ERROR, LF_EXCHANGE_ERROR_IO,
                 _ ("The file “%s” cannot be read. Check its name and its rights."), path);
  else if (info.st_size > LF_IMPORT_MAX_BYTES)
    g_set_error (error, LF_EXCHANGE_ERROR, LF_EXCHANGE_ERROR_TOO_LARGE,
                 _ ("The file “%1$s” is larger than %2$d MB. Split it into smaller ones and import "
                    "them one after the other."),
                 path, LF_IMPORT_MAX_BYTES >> 20);
  else if (info.st_size == 0)
    g_set_error (error, LF_EXCHANGE_ERROR, LF_EXCHANGE_ERROR_EMPTY,
                 _ ("The file “%s” is empty: there is nothing to import."), path);
  else
    return TRUE;
  return FALSE;
}

static gboolean
begins (const char *text, gsize length, const char *mark, gsize mark_length)
{
  return length >= mark_length && memcmp (text, mark, mark_length) == 0;
}

/* What pictures and documents begin with, for a sentence that helps. */
static gboolean
check_kind (const char *path, const char *text, gsize length, GError **error)
{
  if (begins (text, length, "\x89PNG", 4) || begins (text, length, "\xff\xd8\xff", 3)
      || begins (text, length, "%PDF", 4))
    g_set_error (error, LF_EXCHANGE_ERROR, LF_EXCHANGE_ERROR_TYPE,
                 _ ("“%s” is a picture or a document, not a spreadsheet. Import a CSV file."),
                 path);
  else
    return TRUE;
  return FALSE;
}

static char *
from_utf16 (const char *text, gsize length, gsize *ret_length)
{
  if (begins (text, length, "\xff\xfe", 2))
    return g_convert (text + 2, (gssize) length - 2, "UTF-8", "UTF-16LE", NULL, ret_length, NULL);
  if (begins (text, length, "\xfe\xff", 2))
    return g_convert (text + 2, (gssize) length - 2, "UTF-8", "UTF-16BE", NULL, ret_length, NULL);
  return NULL;
}

static char *
decode (const char *text, gsize length, gsize *ret_length)
{
  gsize mark = begins (text, length, "\xef\xbb\xbf", 3) ? 3 : 0;
  char *wide = from_utf16 (text, length, ret_length);

  if (wide != NULL || memchr (text, '\0', length) != NULL)
    return wide;
  if (g_utf8_validate (text, (gssize) length, NULL))
    {
      *ret_length = length - mark;
      return g_strndup (text + mark, length - mark);
    }
  return mark > 0 ? NULL
                  : g_convert (text, (gssize) length, "UTF-8", "GB18030", NULL, ret_length, NULL);
}

char *
lf_text_file_read (const char *path, gsize *ret_length, GError **error)
{
  g_autofree char *raw = NULL;
  g_autoptr (GError) local_error = NULL;
  gsize length;
  char *text;

  if (!check_size (path, error))
    return NULL;
  if (!g_file_get_contents (path, &raw, &length, &local_error))
    {
      g_set_error (error, LF_EXCHANGE_ERROR, LF_EXCHANGE_ERROR_IO,
                   _ ("The file “%s” cannot be read. Check its name and its rights."), path);
      return NULL;
    }
  if (!check_kind (path, raw, length, error))
    return NULL;
  text = decode (raw, length, ret_length);
  if (text == NULL || strlen (text) != *ret_length)
    {
      g_free (text);
      g_set_error (error, LF_EXCHANGE_ERROR, LF_EXCHANGE_ERROR_ENCODING,
                   _ ("“%s” is not text in UTF-8, GB18030 or UTF-16, or a part of it is damaged. "
                      "Save it again as CSV in UTF-8."),
                   path);
      return NULL;
    }
  return text;
}
