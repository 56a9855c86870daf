/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One XML file within a zip archive: libarchive unpacks, expat parses. */

#define _GNU_SOURCE /* memmem */

#include "config.h"

#include "lf-xml-part.h"

#include "lf-import.h"

#include <archive.h>
#include <archive_entry.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#define CHUNK_BYTES 65536
#define RATIO_FROM_BYTES (8 * 1024 * 1024)
#define MAX_MEMBERS 10000

struct _LfXmlPart
{
  char *path;
  struct archive *archive;
  XML_Parser parser;
  const LfXmlHandler *handler;
  gpointer data;
  GError *failure; /* (nullable): what a handler failed with */
  gint64 n_packed; /* bytes of the archive */
  gint64 n_unpacked;
  gboolean is_paused;
  gboolean is_last; /* the piece being parsed is the last one */
};

static void
set_damaged (const char *path, GError **error)
{
  g_set_error (
      error, LF_EXCHANGE_ERROR, LF_EXCHANGE_ERROR_TRUNCATED,
      _ ("“%s” is a workbook that is damaged or cut off. Get the whole file, or open it in "
         "its program. Save the sheet as CSV or XLSX there and import that file."),
      path);
}

/* ---- The archive ---- */

static gboolean
check_archive (LfXmlPart *self, GError **error)
{
  GStatBuf info;

  if (g_stat (self->path, &info) != 0)
    g_set_error (error, LF_EXCHANGE_ERROR, LF_EXCHANGE_ERROR_IO,
                 _ ("There is no file “%s”. Check its name and its folder."), self->path);
  else if (info.st_size > LF_IMPORT_MAX_BYTES)
    g_set_error (error, LF_EXCHANGE_ERROR, LF_EXCHANGE_ERROR_TOO_LARGE,
                 _ ("The file “%1$s” is larger than %2$d MB. Split it into smaller ones and import "
                    "them one after the other."),
                 self->path, LF_IMPORT_MAX_BYTES >> 20);
  else
    {
      self->n_packed = info.st_size;
      return TRUE;
    }
  return FALSE;
}

static gboolean
is_member (struct archive_entry *entry, const char *name)
{
  const char *path = archive_entry_pathname_utf8 (entry);

  if (path == NULL)
    path = archive_entry_pathname (entry);
  return path != NULL && g_ascii_strcasecmp (*path == '/' ? path + 1 : path, name) == 0;
}

/* Only the reader that goes by the directory at the archive's end: a file that is cut off has none.
 */
static gboolean
enter_member (LfXmlPart *self, const char *name, gboolean *ret_is_there, GError **error)
{
  struct archive_entry *entry;
  int status = ARCHIVE_FATAL;

  self->archive = archive_read_new ();
  archive_read_support_format_zip_seekable (self->archive);
  *ret_is_there = FALSE;
  if (archive_read_open_filename (self->archive, self->path, CHUNK_BYTES) == ARCHIVE_OK)
    for (guint i = 0; i < MAX_MEMBERS && !*ret_is_there; i++)
      {
        status = archive_read_next_header (self->archive, &entry);
        if (status != ARCHIVE_OK && status != ARCHIVE_WARN)
          break;
        *ret_is_there = is_member (entry, name);
      }
  if (*ret_is_there && archive_entry_is_data_encrypted (entry))
    {
      g_set_error (error, LF_EXCHANGE_ERROR, LF_EXCHANGE_ERROR_TYPE,
                   _ ("“%s” is locked with a password. Open it, save it without one and import "
                      "that file."),
                   self->path);
      return FALSE;
    }
  if (!*ret_is_there && status != ARCHIVE_EOF)
    set_damaged (self->path, error);
  return *ret_is_there || status == ARCHIVE_EOF;
}

static gboolean
check_unpacked (LfXmlPart *self, GError **error)
{
  if (self->n_unpacked > LF_XML_PART_MAX_BYTES)
    g_set_error (error, LF_EXCHANGE_ERROR, LF_EXCHANGE_ERROR_TOO_LARGE,
                 _ ("The workbook “%1$s” unpacks to more than %2$d MB. Split it into smaller ones "
                    "and import them one after the other."),
                 self->path, (int) (LF_XML_PART_MAX_BYTES >> 20));
  else if (self->n_unpacked > RATIO_FROM_BYTES
           && self->n_unpacked / LF_XML_PART_MAX_RATIO > self->n_packed)
    g_set_error (error, LF_EXCHANGE_ERROR, LF_EXCHANGE_ERROR_TOO_LARGE,
                 _ ("The workbook “%1$s” unpacks to more than %2$d times its size, as no list of "
                    "records does; it was not read. Ask who made it for a clean copy."),
                 self->path, LF_XML_PART_MAX_RATIO);
  else
    return TRUE;
  return FALSE;
}

/* ---- The parser ---- */

static const char *
local_name (const char *name)
{
  const char *colon = strchr (name, ':');

  return colon == NULL ? name : colon + 1;
}

static void
on_start (void *data, const XML_Char *name, const XML_Char **attributes)
{
  LfXmlPart *self = data;

  if (self->handler->start != NULL)
    self->handler->start (self, local_name (name), attributes, self->data);
}

static void
on_end (void *data, const XML_Char *name)
{
  LfXmlPart *self = data;

  if (self->handler->end != NULL)
    self->handler->end (self, local_name (name), self->data);
}

static void
on_text (void *data, const XML_Char *text, int length)
{
  LfXmlPart *self = data;

  self->handler->text (self, text, length, self->data);
}

/* Workbooks have no document type; with one come entities that grow without end. */
static void
on_document_type (void *data, const char *name, const char *system, const char *public, int subset)
{
  lf_xml_part_fail_damaged (data);
}

static void
make_parser (LfXmlPart *self)
{
  self->parser = XML_ParserCreate (NULL);
  XML_SetUserData (self->parser, self);
  XML_SetElementHandler (self->parser, on_start, on_end);
  if (self->handler->text != NULL)
    XML_SetCharacterDataHandler (self->parser, on_text);
  XML_SetStartDoctypeDeclHandler (self->parser, on_document_type);
}

LfXmlPart *
lf_xml_part_open (
    const char *path, const char *name, const LfXmlHandler *handler, gpointer data, GError **error)
{
  g_autoptr (LfXmlPart) self = g_new0 (LfXmlPart, 1);
  gboolean is_there;

  self->path = g_strdup (path);
  self->handler = handler;
  self->data = data;
  if (!check_archive (self, error) || !enter_member (self, name, &is_there, error) || !is_there)
    return NULL;
  make_parser (self);
  return g_steal_pointer (&self);
}

void
lf_xml_part_free (LfXmlPart *self)
{
  g_clear_pointer (&self->parser, XML_ParserFree);
  if (self->archive != NULL)
    archive_read_free (self->archive);
  g_clear_error (&self->failure);
  g_free (self->path);
  g_free (self);
}

/* The next piece is unpacked into the parser's own buffer. */
static enum XML_Status
parse_piece (LfXmlPart *self, GError **error)
{
  void *buffer = XML_GetBuffer (self->parser, CHUNK_BYTES);
  la_ssize_t n = buffer == NULL ? -1 : archive_read_data (self->archive, buffer, CHUNK_BYTES);

  if (n < 0)
    return XML_STATUS_ERROR;
  self->n_unpacked += n;
  if (!check_unpacked (self, error))
    return XML_STATUS_ERROR;
  self->is_last = n == 0;
  return XML_ParseBuffer (self->parser, (int) n, self->is_last);
}

gboolean
lf_xml_part_run (LfXmlPart *self, gboolean *ret_is_at_end, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  enum XML_Status status = XML_STATUS_OK;

  if (self->is_paused)
    {
      self->is_paused = FALSE;
      status = XML_ResumeParser (self->parser);
    }
  while (status == XML_STATUS_OK && !self->is_last)
    status = parse_piece (self, &local_error);
  *ret_is_at_end = status == XML_STATUS_OK && self->is_last;
  if (status != XML_STATUS_ERROR)
    return TRUE;
  if (local_error == NULL)
    local_error = g_steal_pointer (&self->failure);
  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  else
    set_damaged (self->path, error);
  return FALSE;
}

void
lf_xml_part_pause (LfXmlPart *self)
{
  self->is_paused = XML_StopParser (self->parser, XML_TRUE) == XML_STATUS_OK;
}

void
lf_xml_part_fail (LfXmlPart *self, GError *error)
{
  if (self->failure == NULL)
    self->failure = error;
  else
    g_error_free (error);
  XML_StopParser (self->parser, XML_FALSE);
}

void
lf_xml_part_fail_damaged (LfXmlPart *self)
{
  GError *error = NULL;

  set_damaged (self->path, &error);
  lf_xml_part_fail (self, error);
}

gboolean
lf_xml_part_read (const char *path,
                  const char *name,
                  const LfXmlHandler *handler,
                  gpointer data,
                  gboolean *ret_is_there,
                  GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (LfXmlPart) self = lf_xml_part_open (path, name, handler, data, &local_error);
  gboolean is_at_end;

  if (ret_is_there != NULL)
    *ret_is_there = self != NULL;
  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  else if (self == NULL && ret_is_there == NULL)
    set_damaged (path, error);
  else
    return self == NULL || lf_xml_part_run (self, &is_at_end, error);
  return FALSE;
}

/* Pieces overlap by the length of the word, which may stand across two of them. */
static gboolean
find_word (LfXmlPart *self, const char *word, gboolean *ret_holds, GError **error)
{
  gsize length = strlen (word), n_kept = 0;
  g_autofree char *buffer = g_malloc (length + CHUNK_BYTES);
  la_ssize_t n;

  while ((n = archive_read_data (self->archive, buffer + n_kept, CHUNK_BYTES)) > 0)
    {
      gsize n_held = n_kept + (gsize) n;

      self->n_unpacked += n;
      *ret_holds = memmem (buffer, n_held, word, length) != NULL;
      if (*ret_holds || !check_unpacked (self, error))
        return *ret_holds;
      n_kept = MIN (n_held, length - 1);
      memmove (buffer, buffer + n_held - n_kept, n_kept);
    }
  if (n < 0)
    set_damaged (self->path, error);
  return n == 0;
}

gboolean
lf_xml_part_holds (
    const char *path, const char *name, const char *word, gboolean *ret_holds, GError **error)
{
  static const LfXmlHandler nothing = { 0 };
  g_autoptr (GError) local_error = NULL;
  g_autoptr (LfXmlPart) self = lf_xml_part_open (path, name, &nothing, NULL, &local_error);

  *ret_holds = FALSE;
  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  else
    return self == NULL || find_word (self, word, ret_holds, error);
  return FALSE;
}

const char *
lf_xml_attribute (const char **attributes, const char *name)
{
  for (guint i = 0; attributes[i] != NULL; i += 2)
    if (strcmp (local_name (attributes[i]), name) == 0)
      return attributes[i + 1];
  return NULL;
}

gboolean
lf_xml_flag (const char *value)
{
  return g_strcmp0 (value, "1") == 0 || g_strcmp0 (value, "true") == 0;
}
