/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Messages of many lines, of which the last says that it is. */

#include "config.h"

#include "lf-wire-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  LfWireLineFunc func;
  gpointer user_data;
  guint number;
  gboolean is_end;
} Reading;

static gboolean
read_line (Reading *self, const char *line, gsize length, GError **error)
{
  g_autofree char *where = g_strdup_printf ("line[%u]", ++self->number);
  g_autoptr (LfJson) message = lf_json_read (line, length, error);

  return message != NULL && lf_wire_is_object (message, where, error)
         && lf_wire_boolean (message, "end", where, &self->is_end, error)
         && self->func (message, self->is_end, where, self->user_data, error);
}

gboolean
lf_wire_each_line (
    const char *text, gsize length, LfWireLineFunc func, gpointer user_data, GError **error)
{
  Reading reading = { func, user_data, 0, FALSE };
  const char *end = text + length;

  while (text < end && !reading.is_end)
    {
      const char *newline = memchr (text, '\n', (gsize) (end - text));
      const char *line_end = newline == NULL ? end : newline;

      if (!read_line (&reading, text, (gsize) (line_end - text), error))
        return FALSE;
      text = newline == NULL ? end : newline + 1;
    }
  if (!reading.is_end)
    g_set_error (error, LF_ERROR, LF_ERROR_INVALID, _ ("The page breaks off before its end."));
  return reading.is_end;
}
