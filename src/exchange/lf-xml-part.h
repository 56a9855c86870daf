/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One XML file within a zip archive, unpacked and parsed piece by piece, with limits on what it may
 * grow to. */

#pragma once

#include <expat.h>
#include <glib.h>

G_BEGIN_DECLS

#define LF_XML_PART_MAX_BYTES G_GINT64_CONSTANT (1073741824) /* unpacked */
#define LF_XML_PART_MAX_RATIO 200 /* unpacked to the archive's size, for more than 8 MiB */

typedef struct _LfXmlPart LfXmlPart;

/* Called with the name of an element without its prefix. */
typedef struct
{
  void (*start) (LfXmlPart *part, const char *name, const char **attributes, gpointer data);
  void (*end) (LfXmlPart *part, const char *name, gpointer data);
  void (*text) (LfXmlPart *part, const char *text, int length, gpointer data);
} LfXmlHandler;

/**
 * lf_xml_part_open:
 * @name: of the file within @path
 * Returns: (transfer full) (nullable): NULL without error when the archive has no such file.
 * Errors: LF_EXCHANGE_ERROR_TRUNCATED when the archive is damaged, LF_EXCHANGE_ERROR_TYPE when the
 * file is encrypted.
 */
LfXmlPart *lf_xml_part_open (
    const char *path, const char *name, const LfXmlHandler *handler, gpointer data, GError **error);
void lf_xml_part_free (LfXmlPart *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfXmlPart, lf_xml_part_free)

/* Parses on until a handler pauses or all is parsed. Errors: LF_EXCHANGE_ERROR_TRUNCATED,
 * LF_EXCHANGE_ERROR_TOO_LARGE, and what a handler failed with. */
gboolean lf_xml_part_run (LfXmlPart *self, gboolean *ret_is_at_end, GError **error);

/* For handlers. */
void lf_xml_part_pause (LfXmlPart *self);
void lf_xml_part_fail (LfXmlPart *self, GError *error /* (transfer full) */);
void lf_xml_part_fail_damaged (LfXmlPart *self);

/* Opens, parses to the end and closes; @ret_is_there: (nullable): a file that is not there is no
 * error. */
gboolean lf_xml_part_read (const char *path,
                           const char *name,
                           const LfXmlHandler *handler,
                           gpointer data,
                           gboolean *ret_is_there,
                           GError **error);

/* Whether its text holds @word somewhere, found by unpacking alone; FALSE also for a file that is
 * not there. */
gboolean lf_xml_part_holds (
    const char *path, const char *name, const char *word, gboolean *ret_holds, GError **error);

const char *lf_xml_attribute (const char **attributes, const char *name); /* (nullable) */
gboolean lf_xml_flag (const char *value);                                 /* "1" and "true" */

G_END_DECLS
