/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Outlines of land: a strict reader of as much JSON as a polygon takes. */

#include "config.h"

#include "lf-outline.h"

#include "lf-error.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define DEEPEST 16 /* of what is passed over */
#define FEWEST 4   /* positions of a ring, its first one twice */

typedef struct
{
  const char *at;
  GError *error; /* the first one */
  gboolean is_polygon;
  guint n_positions;
  GPtrArray *rings; /* (nullable) */
} Reader;

static gboolean
fail (Reader *self, const char *sentence)
{
  if (self->error == NULL)
    g_set_error_literal (&self->error, LF_ERROR, LF_ERROR_SYNTAX, sentence);
  return FALSE;
}

static gboolean
fail_json (Reader *self)
{
  return fail (self, _ ("The outline is not a GeoJSON polygon: it should be like {\"type\": "
                        "\"Polygon\", \"coordinates\": [[[121.55, 29.88], …]]}."));
}

/* ---- JSON ---- */

static void
skip_blanks (Reader *self)
{
  while (*self->at == ' ' || *self->at == '\t' || *self->at == '\n' || *self->at == '\r')
    self->at++;
}

static gboolean
take (Reader *self, char c)
{
  skip_blanks (self);
  if (*self->at != c)
    return FALSE;
  self->at++;
  return TRUE;
}

/* What stands between the quotes, as it is written. */
static gboolean
read_string (Reader *self, const char **ret_start, gsize *ret_length)
{
  if (!take (self, '"'))
    return fail_json (self);
  *ret_start = self->at;
  for (; *self->at != '"'; self->at++)
    {
      if ((guchar) *self->at < ' ')
        return fail_json (self);
      if (*self->at != '\\')
        continue;
      self->at++;
      if (*self->at == 'u')
        for (guint i = 0; i < 4; i++)
          if (!g_ascii_isxdigit (*++self->at))
            return fail_json (self);
      if (*self->at == '\0'
          || (*self->at != 'u' && !g_ascii_isxdigit (*self->at)
              && strchr ("\"\\/bfnrt", *self->at) == NULL))
        return fail_json (self);
    }
  *ret_length = (gsize) (self->at - *ret_start);
  self->at++;
  return TRUE;
}

static const char *
skip_digits (const char *at)
{
  while (g_ascii_isdigit (*at))
    at++;
  return at;
}

static gboolean
read_number (Reader *self, double *ret_number)
{
  const char *start, *whole;

  skip_blanks (self);
  start = self->at;
  whole = *start == '-' ? start + 1 : start;
  self->at = skip_digits (whole);
  if (self->at == whole || (*whole == '0' && self->at > whole + 1))
    return fail_json (self);
  if (*self->at == '.' && skip_digits (self->at + 1) == self->at + 1)
    return fail_json (self);
  if (*self->at == '.')
    self->at = skip_digits (self->at + 1);
  if (*self->at == 'e' || *self->at == 'E')
    {
      const char *exponent = self->at + 1 + (self->at[1] == '+' || self->at[1] == '-');

      self->at = skip_digits (exponent);
      if (self->at == exponent)
        return fail_json (self);
    }
  *ret_number = g_ascii_strtod (start, NULL);
  return TRUE;
}

static gboolean pass_over (Reader *self, guint depth);

static gboolean
pass_over_members (Reader *self, char end, guint depth)
{
  if (take (self, end))
    return TRUE;
  do
    {
      const char *name;
      gsize length;

      if (end == '}' && (!read_string (self, &name, &length) || !take (self, ':')))
        return fail_json (self);
      if (!pass_over (self, depth + 1))
        return FALSE;
    }
  while (take (self, ','));
  return take (self, end) || fail_json (self);
}

static gboolean
pass_over (Reader *self, guint depth)
{
  static const char *const words[] = { "true", "false", "null" };
  const char *start;
  gsize length;
  double number;

  if (depth > DEEPEST)
    return fail_json (self);
  skip_blanks (self);
  if (*self->at == '"')
    return read_string (self, &start, &length);
  if (take (self, '{'))
    return pass_over_members (self, '}', depth);
  if (take (self, '['))
    return pass_over_members (self, ']', depth);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_has_prefix (self->at, words[i]))
      {
        self->at += strlen (words[i]);
        return TRUE;
      }
  return read_number (self, &number);
}

/* ---- Coordinates ---- */

static gboolean
read_position (Reader *self, LfPosition *ret_position)
{
  double height;

  if (!take (self, '[') || !read_number (self, &ret_position->longitude) || !take (self, ',')
      || !read_number (self, &ret_position->latitude))
    return fail_json (self);
  if (take (self, ',') && !read_number (self, &height))
    return FALSE;
  if (!take (self, ']'))
    return fail_json (self);
  if (fabs (ret_position->longitude) > 180 || fabs (ret_position->latitude) > 90)
    return fail (self, _ ("The outline leaves the earth: a position is its longitude (-180 to "
                          "180), then its latitude (-90 to 90)."));
  if (++self->n_positions > LF_OUTLINE_MOST)
    return fail (self, _ ("The outline has too many positions: leave some of them out."));
  return TRUE;
}

static gboolean
read_ring (Reader *self)
{
  GArray *ring = g_array_new (FALSE, FALSE, sizeof (LfPosition));
  const LfPosition *first, *last;

  g_ptr_array_add (self->rings, ring);
  if (!take (self, '['))
    return fail_json (self);
  do
    {
      LfPosition position;

      if (!read_position (self, &position))
        return FALSE;
      g_array_append_val (ring, position);
    }
  while (take (self, ','));
  if (!take (self, ']'))
    return fail_json (self);
  first = &g_array_index (ring, LfPosition, 0);
  last = &g_array_index (ring, LfPosition, ring->len - 1);
  if (ring->len < FEWEST || first->longitude != last->longitude
      || first->latitude != last->latitude)
    return fail (self, _ ("The outline is not closed: it needs three corners or more, and then the "
                          "first one again."));
  g_array_set_size (ring, ring->len - 1);
  return TRUE;
}

static gboolean
read_coordinates (Reader *self)
{
  if (self->rings != NULL || !take (self, '['))
    return fail_json (self);
  self->rings = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  do
    if (!read_ring (self))
      return FALSE;
  while (take (self, ','));
  return take (self, ']') || fail_json (self);
}

static gboolean
is_word (const char *start, gsize length, const char *word)
{
  return strlen (word) == length && strncmp (start, word, length) == 0;
}

static gboolean
read_member (Reader *self)
{
  const char *name, *value;
  gsize length;

  if (!read_string (self, &name, &length))
    return FALSE;
  if (!take (self, ':'))
    return fail_json (self);
  if (is_word (name, length, "coordinates"))
    return read_coordinates (self);
  if (!is_word (name, length, "type"))
    return pass_over (self, 0);
  if (!read_string (self, &value, &length))
    return FALSE;
  self->is_polygon = is_word (value, length, "Polygon");
  return self->is_polygon
         || fail (self, _ ("The outline is no polygon: split what has several "
                           "parts, and take the geometry out of a feature."));
}

static gboolean
read_object (Reader *self)
{
  if (!take (self, '{'))
    return fail_json (self);
  do
    if (!read_member (self))
      return FALSE;
  while (take (self, ','));
  if (!take (self, '}'))
    return fail_json (self);
  skip_blanks (self);
  return (*self->at == '\0' && self->is_polygon && self->rings != NULL) || fail_json (self);
}

/* ---- Outlines ---- */

void
lf_outline_free (LfOutline *self)
{
  g_ptr_array_unref (self->rings);
  g_free (self);
}

static void
measure (LfOutline *self)
{
  const GArray *outer = self->rings->pdata[0];

  self->least = self->most = g_array_index (outer, LfPosition, 0);
  for (guint i = 1; i < outer->len; i++)
    {
      const LfPosition *at = &g_array_index (outer, LfPosition, i);

      self->least.longitude = MIN (self->least.longitude, at->longitude);
      self->least.latitude = MIN (self->least.latitude, at->latitude);
      self->most.longitude = MAX (self->most.longitude, at->longitude);
      self->most.latitude = MAX (self->most.latitude, at->latitude);
    }
}

LfOutline *
lf_outline_parse (const char *text, GError **error)
{
  Reader reader = { .at = text };
  LfOutline *outline;

  if (!read_object (&reader))
    {
      g_clear_pointer (&reader.rings, g_ptr_array_unref);
      g_propagate_error (error, reader.error);
      return NULL;
    }
  outline = g_new0 (LfOutline, 1);
  outline->rings = reader.rings;
  measure (outline);
  return outline;
}

char *
lf_outline_doubt (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LfOutline) outline = lf_outline_parse (text, &error);

  return outline != NULL ? NULL : g_strdup (error->message);
}

char *
lf_outline_tell (const char *text)
{
  g_autoptr (LfOutline) outline = lf_outline_parse (text, NULL);
  const GArray *outer = outline == NULL ? NULL : outline->rings->pdata[0];

  if (outer == NULL)
    return g_strdup (text);
  /* Translators: of a piece of land. The middle of where it lies, in degrees. */
  return g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%1$u corner around longitude %2$.3f°, latitude %3$.3f°",
                   "%1$u corners around longitude %2$.3f°, latitude %3$.3f°", outer->len),
      outer->len, (outline->least.longitude + outline->most.longitude) / 2,
      (outline->least.latitude + outline->most.latitude) / 2);
}

/* By how often a line to the east of it crosses the rings. */
gboolean
lf_outline_holds (const LfOutline *self, const LfPosition *position)
{
  gboolean is_in = FALSE;

  for (guint r = 0; r < self->rings->len; r++)
    {
      const GArray *ring = self->rings->pdata[r];

      for (guint i = 0; i < ring->len; i++)
        {
          const LfPosition *a = &g_array_index (ring, LfPosition, i);
          const LfPosition *b = &g_array_index (ring, LfPosition, (i + 1) % ring->len);

          if ((a->latitude > position->latitude) != (b->latitude > position->latitude)
              && position->longitude < a->longitude
                                           + (b->longitude - a->longitude)
                                                 * (position->latitude - a->latitude)
                                                 / (b->latitude - a->latitude))
            is_in = !is_in;
        }
    }
  return is_in;
}
