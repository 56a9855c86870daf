/* SPDX-License-Identifier: GPL-3.0-or-later */
/* JSON written as it goes. */

#include "config.h"

#include "lf-json-text.h"

#include <string.h>

/* ---- Strings ---- */

/* Control characters, and what stands for something in a string. */
static gboolean
is_plain (char c)
{
  return (guchar) c >= 0x20 && c != '"' && c != '\\' && c != 0x7f;
}

static void
append_escape (GString *json, char c)
{
  static const char from[] = "\b\f\n\r\t\"\\";
  static const char to[] = "bfnrt\"\\";
  const char *found = strchr (from, c);

  if (found == NULL)
    {
      g_string_append_printf (json, "\\u%04x", (guint) c);
      return;
    }
  g_string_append_c (json, '\\');
  g_string_append_c (json, to[found - from]);
}

static void
append_string (GString *json, const char *text)
{
  g_string_append_c (json, '"');
  while (*text != '\0')
    {
      const char *end = text;

      while (*end != '\0' && is_plain (*end))
        end++;
      g_string_append_len (json, text, end - text);
      text = end;
      if (*text != '\0')
        append_escape (json, *text++);
    }
  g_string_append_c (json, '"');
}

/* ---- Members ---- */

static void
begin (GString *json, const char *name)
{
  if (json->len > 0 && strchr ("{[\n", json->str[json->len - 1]) == NULL)
    g_string_append_c (json, ',');
  if (name == NULL)
    return;
  append_string (json, name);
  g_string_append_c (json, ':');
}

void
lf_json_open (GString *json, const char *name, char bracket)
{
  begin (json, name);
  g_string_append_c (json, bracket);
}

void
lf_json_close (GString *json, char bracket)
{
  g_string_append_c (json, bracket);
}

void
lf_json_text (GString *json, const char *name, const char *text)
{
  begin (json, name);
  if (text == NULL)
    g_string_append (json, "null");
  else
    append_string (json, text);
}

void
lf_json_number (GString *json, const char *name, gint64 number)
{
  char digits[24];

  begin (json, name);
  g_snprintf (digits, sizeof digits, "%" G_GINT64_FORMAT, number);
  g_string_append (json, digits);
}

void
lf_json_flag (GString *json, const char *name, gboolean flag)
{
  begin (json, name);
  g_string_append (json, flag ? "true" : "false");
}

/* ---- Where there is something to say ---- */

void
lf_json_some_text (GString *json, const char *name, const char *text)
{
  if (text != NULL)
    lf_json_text (json, name, text);
}

void
lf_json_some_number (GString *json, const char *name, gint64 number)
{
  if (number != 0)
    lf_json_number (json, name, number);
}

void
lf_json_some_flag (GString *json, const char *name, gboolean flag)
{
  if (flag)
    lf_json_flag (json, name, TRUE);
}

char *
lf_json_finish (GString *json, gsize *ret_length)
{
  if (ret_length != NULL)
    *ret_length = json->len;
  return g_string_free (json, FALSE);
}
