/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A text file of unknown encoding, read as UTF-8. */

#include "config.h"

#include "lf-text-file.h"

#include "lf-import.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

static void
set_unreadable (const char *path, GError **error)
{
  g_set_error (error, LF_EXCHANGE_ERROR, LF_EXCHANGE_ERROR_IO,
               _ ("The file “%s” may not be read. Ask its owner for the right to read it."), path);
}

static gboolean
check_size (const char *path, GError **error)
{
  GStatBuf info;

  if (g_stat (path, &info) != 0)
    g_set_error (error, LF_EXCHANGE_ERROR, LF_EXCHANGE_ERROR_IO,
                 _ ("There is no file “%s”. Check its name and its folder."), path);
  else if (!S_ISREG (info.st_mode))
    g_set_error (error, LF_EXCHANGE_ERROR, LF_EXCHANGE_ERROR_IO,
                 _ ("“%s” is not a file but a folder or a device. Name a CSV file."), path);
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

/* ---- Encodings ---- */

/* A text in one encoding, and how far it can be read in it. */
typedef struct
{
  const char *charset;
  const char *text; /* behind its byte order mark */
  gsize length;
} Encoded;

static guint
line_at (const char *text, gsize length)
{
  guint line = 1;

  for (const char *p = text; (p = memchr (p, '\n', length - (gsize) (p - text))) != NULL; p++)
    line++;
  return line;
}

/* (nullable): UTF-8; else @ret_line is where it cannot be read on. */
static char *
convert (const Encoded *self, gsize *ret_length, guint *ret_line)
{
  gsize n_read = 0;
  g_autofree char *text = g_convert (self->text, (gssize) self->length, "UTF-8", self->charset,
                                     &n_read, ret_length, NULL);

  if (text == NULL || n_read < self->length)
    {
      g_free (text);
      text
          = g_convert (self->text, (gssize) n_read, "UTF-8", self->charset, NULL, ret_length, NULL);
      *ret_line = text == NULL ? 1 : line_at (text, *ret_length);
      return NULL;
    }
  if (strlen (text) == *ret_length)
    return g_steal_pointer (&text);
  *ret_line = line_at (text, strlen (text));
  return NULL;
}

/* Whether what came before the first fault is UTF-8 beyond chance. Text in GB18030 reads as a few
 * of its shorter characters now and then, but not as Han. */
static gboolean
was_utf8 (const char *text, const char *fault)
{
  guint n_han = 0;

  for (const char *p = text; p < fault && n_han < 3; p = g_utf8_next_char (p))
    n_han += g_utf8_get_char (p) >= 0x800;
  return n_han == 3;
}

static char *
decode_bytes (const char *text, gsize length, gsize *ret_length, guint *ret_line)
{
  gsize mark = begins (text, length, "\xef\xbb\xbf", 3) ? 3 : 0;
  const Encoded gb18030 = { "GB18030", text, length };
  const char *fault;

  if (g_utf8_validate (text + mark, (gssize) (length - mark), &fault))
    {
      *ret_length = length - mark;
      return g_strndup (text + mark, length - mark);
    }
  if (mark == 0 && *fault != '\0' && !was_utf8 (text, fault))
    return convert (&gb18030, ret_length, ret_line);
  *ret_line = line_at (text, (gsize) (fault - text));
  return NULL;
}

static char *
decode (const char *text, gsize length, gsize *ret_length, guint *ret_line)
{
  if (begins (text, length, "\xff\xfe", 2))
    return convert (&(Encoded){ "UTF-16LE", text + 2, length - 2 }, ret_length, ret_line);
  if (begins (text, length, "\xfe\xff", 2))
    return convert (&(Encoded){ "UTF-16BE", text + 2, length - 2 }, ret_length, ret_line);
  return decode_bytes (text, length, ret_length, ret_line);
}

/* ---- Reading ---- */

char *
lf_text_file_read (const char *path, gsize *ret_length, GError **error)
{
  g_autofree char *raw = NULL;
  gsize length;
  guint line = 0;
  char *text;

  if (!check_size (path, error))
    return NULL;
  if (!g_file_get_contents (path, &raw, &length, NULL))
    {
      set_unreadable (path, error);
      return NULL;
    }
  if (!check_kind (path, raw, length, error))
    return NULL;
  text = decode (raw, length, ret_length, &line);
  if (text == NULL)
    g_set_error (error, LF_EXCHANGE_ERROR, LF_EXCHANGE_ERROR_ENCODING,
                 _ ("Line %1$u of “%2$s” is damaged, or the file is not text in UTF-8, GB18030 or "
                    "UTF-16. Nothing was imported: save it again as CSV in UTF-8."),
                 line, path);
  return text;
}
