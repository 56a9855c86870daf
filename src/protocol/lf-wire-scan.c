/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Looking over a message before json-glib reads it: that recurses without a bound, takes comments,
 * wraps large numbers round and makes broken text of half a surrogate pair. */

#include "config.h"

#include "lf-wire-private.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  const char *at;
  const char *end;
  guint depth;
} Scan;

static gboolean
take (Scan *self, char c)
{
  if (self->at >= self->end || *self->at != c)
    return FALSE;
  self->at++;
  return TRUE;
}

static gboolean
take_digits (Scan *self)
{
  const char *start = self->at;

  while (self->at < self->end && g_ascii_isdigit (*self->at))
    self->at++;
  return self->at > start;
}

/* ---- Numbers ---- */

/* Up to 19 digits and a sign: the text may end without a NUL. */
static gboolean
fits_int64 (const char *text, gsize length)
{
  char digits[24];

  if (length >= sizeof digits)
    return FALSE;
  memcpy (digits, text, length);
  digits[length] = '\0';
  errno = 0;
  g_ascii_strtoll (digits, NULL, 10);
  return errno == 0;
}

static gboolean
take_number (Scan *self)
{
  const char *start = self->at;

  take (self, '-');
  if (!take (self, '0') && !take_digits (self))
    return FALSE;
  if (self->at < self->end && strchr (".eE0123456789", *self->at) == NULL)
    return fits_int64 (start, (gsize) (self->at - start));
  if (take (self, '.') && !take_digits (self))
    return FALSE;
  if (!take (self, 'e') && !take (self, 'E'))
    return self->at < self->end ? !g_ascii_isdigit (*self->at)
                                : fits_int64 (start, (gsize) (self->at - start));
  if (!take (self, '-'))
    take (self, '+');
  return take_digits (self);
}

/* ---- Strings ---- */

static gboolean
take_hex (Scan *self, guint *ret_unit)
{
  guint unit = 0;

  for (guint i = 0; i < 4; i++, self->at++)
    {
      if (self->at >= self->end || !g_ascii_isxdigit (*self->at))
        return FALSE;
      unit = unit * 16 + (guint) g_ascii_xdigit_value (*self->at);
    }
  *ret_unit = unit;
  return TRUE;
}

/* NUL would cut the text short. */
static gboolean
take_unicode (Scan *self)
{
  guint first, second;

  if (!take_hex (self, &first) || first == 0)
    return FALSE;
  if (first < 0xd800 || first > 0xdfff)
    return TRUE;
  return first < 0xdc00 && take (self, '\\') && take (self, 'u') && take_hex (self, &second)
         && second >= 0xdc00 && second <= 0xdfff;
}

static gboolean
take_string (Scan *self)
{
  while (self->at < self->end && *self->at != '"')
    {
      char c = *self->at++;

      if ((guchar) c < 0x20)
        return FALSE;
      if (c != '\\')
        continue;
      if (take (self, 'u'))
        {
          if (!take_unicode (self))
            return FALSE;
        }
      else if (self->at >= self->end || *self->at == '\0'
               || strchr ("\"\\/bfnrt", *self->at++) == NULL)
        return FALSE;
    }
  return take (self, '"');
}

/* ---- Tokens ---- */

static gboolean
take_word (Scan *self)
{
  static const char *const words[] = { "true", "false", "null" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      gsize length = strlen (words[i]);

      if ((gsize) (self->end - self->at) < length || memcmp (self->at, words[i], length) != 0)
        continue;
      self->at += length;
      return TRUE;
    }
  return FALSE;
}

static gboolean
take_token (Scan *self)
{
  char c = *self->at;

  if (c == '-' || g_ascii_isdigit (c))
    return take_number (self);
  if (g_ascii_isalpha (c))
    return take_word (self);
  self->at++;
  if (c == '{' || c == '[')
    return ++self->depth <= LF_WIRE_MAX_DEPTH;
  if (c == '}' || c == ']')
    {
      if (self->depth == 0)
        return FALSE;
      self->depth--;
      return TRUE;
    }
  return c == '"' ? take_string (self) : c != '\0' && strchr (" \t\r\n:,", c) != NULL;
}

gboolean
lf_wire_scan (const char *text, gsize length, GError **error)
{
  Scan scan = { text, text + length, 0 };

  while (scan.at < scan.end)
    if (!take_token (&scan))
      {
        if (scan.depth > LF_WIRE_MAX_DEPTH)
          g_set_error (error, LF_ERROR, LF_ERROR_INVALID,
                       _ ("The message is nested more than %d levels deep."), LF_WIRE_MAX_DEPTH);
        else
          g_set_error (error, LF_ERROR, LF_ERROR_INVALID,
                       _ ("The message is not JSON: byte %zu cannot stand there."),
                       (gsize) (scan.at - text));
        return FALSE;
      }
  return TRUE;
}
