/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers of changes, most of which follow each other. */

#include "config.h"

#include "lf-spans.h"

#include <string.h>

static gboolean
append (LfSpans *self, gint64 from, gint64 to)
{
  LfSpan *last = self->n == 0 ? NULL : &self->spans[self->n - 1];

  if (from <= 0 || to < from || (last != NULL && from <= last->to))
    return FALSE;
  if (last != NULL && from == last->to + 1)
    {
      last->to = to;
      return TRUE;
    }
  if (self->n == LF_SPANS_MOST)
    return FALSE;
  self->spans[self->n++] = (LfSpan){ from, to };
  return TRUE;
}

gboolean
lf_spans_add (LfSpans *self, gint64 number)
{
  return append (self, number, number);
}

/* (nullable) */
static const LfSpan *
find (const LfSpans *self, gint64 number)
{
  for (guint i = 0; i < self->n && self->spans[i].from <= number; i++)
    if (number <= self->spans[i].to)
      return &self->spans[i];
  return NULL;
}

gboolean
lf_spans_has (const LfSpans *self, gint64 number)
{
  return find (self, number) != NULL;
}

gint64
lf_spans_follow (const LfSpans *self, gint64 number)
{
  const LfSpan *span = number == G_MAXINT64 ? NULL : find (self, number + 1);

  return span == NULL ? number : span->to;
}

char *
lf_spans_format (const LfSpans *self)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < self->n; i++)
    {
      const LfSpan *span = &self->spans[i];

      g_string_append_printf (text, "%s%" G_GINT64_FORMAT, i == 0 ? "" : ",", span->from);
      if (span->to > span->from)
        g_string_append_printf (text, "-%" G_GINT64_FORMAT, span->to);
    }
  return g_string_free (text, FALSE);
}

static gboolean
parse_span (const char *text, LfSpans *spans)
{
  g_auto (GStrv) ends = g_strsplit (text, "-", 3);
  guint n = g_strv_length (ends);
  gint64 from, to;

  return (n == 1 || n == 2) && g_ascii_string_to_signed (ends[0], 10, 1, G_MAXINT64, &from, NULL)
         && g_ascii_string_to_signed (ends[n - 1], 10, 1, G_MAXINT64, &to, NULL)
         && append (spans, from, to);
}

gboolean
lf_spans_parse (const char *text, LfSpans *ret_spans)
{
  g_auto (GStrv) words = g_strsplit (text, ",", LF_SPANS_MOST + 1);
  LfSpans spans = { .n = 0 };

  for (char **word = words; *word != NULL; word++)
    if (!parse_span (*word, &spans))
      return FALSE;
  *ret_spans = spans;
  return TRUE;
}
