/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The log goes through GLib's, so that what libraries say is in it as well. */

#include "config.h"

#include "lf-log.h"

#include "lf-wire.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* Fields of GLib's log, and what they are called in a line. */
static const struct
{
  const char *field, *name;
  gboolean is_number;
} members[] = {
  { "LANDFALL_REQUEST", "request", FALSE },
  { "LANDFALL_ZONE", "zone", FALSE },
  { "LANDFALL_DEVICE", "device", FALSE },
  { "LANDFALL_METHOD", "method", FALSE },
  { "LANDFALL_PATH", "path", FALSE },
  { "LANDFALL_STATUS", "status", TRUE },
  { "LANDFALL_MS", "ms", TRUE },
  { "MESSAGE", "message", FALSE },
};

/* ---- Writing ---- */

static const char *
level_name (GLogLevelFlags level)
{
  if (level & (G_LOG_LEVEL_ERROR | G_LOG_LEVEL_CRITICAL))
    return "error";
  if (level & G_LOG_LEVEL_WARNING)
    return "warning";
  return level & G_LOG_LEVEL_MESSAGE ? "notice" : "info";
}

static char *
now_text (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

  return g_date_time_format (now, "%Y-%m-%dT%H:%M:%S.%fZ");
}

/* (transfer full) (nullable) */
static char *
find_value (const GLogField *fields, gsize n_fields, const char *name)
{
  for (gsize i = 0; i < n_fields; i++)
    if (strcmp (fields[i].key, name) == 0)
      return g_utf8_make_valid (fields[i].value, fields[i].length);
  return NULL;
}

static char *
print_json (GLogLevelFlags level, const char *time, const GLogField *fields, gsize n_fields)
{
  JsonObject *object = json_object_new ();
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);

  json_object_set_string_member (object, "time", time);
  json_object_set_string_member (object, "level", level_name (level));
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      g_autofree char *value = find_value (fields, n_fields, members[i].field);

      if (value != NULL && members[i].is_number && strchr (value, '.') == NULL)
        json_object_set_int_member (object, members[i].name, g_ascii_strtoll (value, NULL, 10));
      else if (value != NULL && members[i].is_number)
        json_object_set_double_member (object, members[i].name, g_ascii_strtod (value, NULL));
      else if (value != NULL)
        json_object_set_string_member (object, members[i].name, value);
    }
  json_object_unref (object);
  return lf_wire_print (node, NULL);
}

static char *
print_plain (GLogLevelFlags level, const char *time, const GLogField *fields, gsize n_fields)
{
  g_autoptr (GString) line = g_string_new (time);

  g_string_append_printf (line, " %s", level_name (level));
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      g_autofree char *value = find_value (fields, n_fields, members[i].field);

      if (value != NULL && strcmp (members[i].field, "MESSAGE") == 0)
        g_string_append_printf (line, " %s", value);
      else if (value != NULL)
        g_string_append_printf (line, " %s=%s", members[i].name, value);
    }
  for (char *p = line->str; *p != '\0'; p++)
    if (g_ascii_iscntrl (*p))
      *p = ' ';
  return g_string_free (g_steal_pointer (&line), FALSE);
}

static GLogWriterOutput
write_line (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer is_json)
{
  g_autofree char *time = now_text ();
  g_autofree char *line = NULL;

  if (level & G_LOG_LEVEL_DEBUG)
    return G_LOG_WRITER_HANDLED;
  line = is_json ? print_json (level, time, fields, n_fields)
                 : print_plain (level, time, fields, n_fields);
  fprintf (stderr, "%s\n", line);
  return G_LOG_WRITER_HANDLED;
}

void
lf_log_start (gboolean is_json)
{
  g_log_set_writer_func (write_line, GINT_TO_POINTER (is_json), NULL);
}

/* ---- What is told ---- */

static gsize
add_field (GLogField *fields, gsize n, const char *name, const char *value)
{
  if (value == NULL)
    return n;
  fields[n] = (GLogField){ name, value, -1 };
  return n + 1;
}

void
lf_log_request (const LfLogRequest *request)
{
  g_autofree char *status = g_strdup_printf ("%u", request->status);
  char ms[G_ASCII_DTOSTR_BUF_SIZE];
  GLogField fields[8];
  gsize n = 0;

  /* in eighths: other decimals come out of JSON with seventeen digits */
  g_ascii_formatd (ms, sizeof ms, "%.3f", round ((double) request->us / 125) / 8);
  n = add_field (fields, n, "GLIB_DOMAIN", G_LOG_DOMAIN);
  n = add_field (fields, n, "LANDFALL_REQUEST", request->id);
  n = add_field (fields, n, "LANDFALL_ZONE", request->zone);
  n = add_field (fields, n, "LANDFALL_DEVICE", request->device);
  n = add_field (fields, n, "LANDFALL_METHOD", request->method);
  n = add_field (fields, n, "LANDFALL_PATH", request->path);
  n = add_field (fields, n, "LANDFALL_STATUS", status);
  n = add_field (fields, n, "LANDFALL_MS", ms);
  g_log_structured_array (G_LOG_LEVEL_INFO, fields, n);
}

void
lf_log_event (const char *request, const char *format, ...)
{
  g_autofree char *message = NULL;
  GLogField fields[3];
  gsize n = 0;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  n = add_field (fields, n, "GLIB_DOMAIN", G_LOG_DOMAIN);
  n = add_field (fields, n, "LANDFALL_REQUEST", request);
  n = add_field (fields, n, "MESSAGE", message);
  g_log_structured_array (G_LOG_LEVEL_MESSAGE, fields, n);
}
