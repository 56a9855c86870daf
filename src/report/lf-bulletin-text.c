/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The text of a template as a tree of places, sections and lists. */

#include "config.h"

#include "lf-bulletin-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MOST_DEEP 16

/* A section that is open. */
typedef struct
{
  LfBulletinNode *node; /* NULL: the whole */
  GPtrArray *into;
} Open;

typedef struct
{
  const char *text;
  GArray *open; /* (element-type Open) */
  const char *counted;
  guint n_counted; /* characters before @counted */
  LfBulletinSpot spot;
} Reader;

static void
node_free (gpointer data)
{
  LfBulletinNode *node = data;

  g_free (node->text);
  g_clear_pointer (&node->place, lf_bulletin_place_free);
  g_clear_pointer (&node->body, g_ptr_array_unref);
  g_clear_pointer (&node->other, g_ptr_array_unref);
  g_free (node);
}

static GPtrArray *
nodes_new (void)
{
  return g_ptr_array_new_with_free_func (node_free);
}

static Open *
innermost (Reader *self)
{
  return &g_array_index (self->open, Open, self->open->len - 1);
}

static LfBulletinNode *
add_node (Reader *self, LfBulletinNodeKind kind)
{
  LfBulletinNode *node = g_new0 (LfBulletinNode, 1);

  node->kind = kind;
  node->spot = self->spot;
  g_ptr_array_add (innermost (self)->into, node);
  return node;
}

static void
add_text (Reader *self, const char *from, const char *to)
{
  if (to > from)
    add_node (self, LF_BULLETIN_NODE_TEXT)->text = g_strndup (from, (gsize) (to - from));
}

static gboolean
fail (GError **error, const char *message)
{
  g_set_error (error, LF_ERROR, LF_ERROR_SYNTAX, "%s", message);
  return FALSE;
}

/* ---- Tags ---- */

static gboolean
open_section (Reader *self, LfBulletinNodeKind kind, LfBulletinPlace *place /* (transfer full) */)
{
  LfBulletinNode *node = add_node (self, kind);
  Open open = { node, nodes_new () };

  node->place = place;
  node->body = open.into;
  g_array_append_val (self->open, open);
  return TRUE;
}

static gboolean
read_other (Reader *self, LfBulletinNodeKind kind, GError **error)
{
  Open *open = innermost (self);

  if (open->node == NULL || open->node->kind != kind || open->node->other != NULL)
    return fail (error, kind == LF_BULLETIN_NODE_IF
                            ? _ ("{{else}} stands inside {{if …}}, once.")
                            : _ ("{{between}} stands inside {{each …}}, once."));
  open->node->other = nodes_new ();
  open->into = open->node->other;
  return TRUE;
}

static gboolean
read_end (Reader *self, GError **error)
{
  if (self->open->len == 1)
    return fail (error, _ ("{{end}} ends nothing: there is no {{if …}} or {{each …}} before it."));
  g_array_set_size (self->open, self->open->len - 1);
  return TRUE;
}

static const char *
behind (const char *text, const char *word)
{
  gsize length = strlen (word);

  return strncmp (text, word, length) == 0 && (text[length] == ' ' || text[length] == '\0')
             ? text + length
             : NULL;
}

static gboolean
is_control (const char *tag)
{
  return behind (tag, "if") != NULL || behind (tag, "each") != NULL || strcmp (tag, "else") == 0
         || strcmp (tag, "between") == 0 || strcmp (tag, "end") == 0;
}

/* Words that are no figure, wherever they stand. */
static gboolean
is_word (const char *name)
{
  return lf_text_is_among (name, "period|本期|year|年份|month|月份|made-on|生成日期|zone|开发区|"
                                 "section|章节|position|序号");
}

/* Whether a name can mean something here: what a report's columns are is known when it is run. */
static gboolean
check_name (Reader *self, const LfBulletinPlace *place, GError **error)
{
  const LfBulletinPlace *each = NULL;

  for (guint i = 0; i < self->open->len; i++)
    {
      const LfBulletinNode *node = g_array_index (self->open, Open, i).node;

      if (node != NULL && node->kind == LF_BULLETIN_NODE_EACH)
        each = node->place;
    }
  if (place->kind != LF_BULLETIN_PLACE_NAME || is_word (place->column)
      || (each != NULL
          && (each->entity == NULL || lf_entity_field (each->entity, place->column) != NULL)))
    return TRUE;
  g_set_error (error, LF_ERROR, LF_ERROR_SYNTAX,
               each == NULL ? _ ("There is nothing called “%s” here.")
                            : _ ("There is no field “%s”."),
               place->column);
  return FALSE;
}

static gboolean
read_tag (Reader *self, const char *tag, GError **error)
{
  gboolean is_each = behind (tag, "each") != NULL, is_if = behind (tag, "if") != NULL;
  g_autoptr (LfBulletinPlace) place = NULL;

  if (strcmp (tag, "else") == 0)
    return read_other (self, LF_BULLETIN_NODE_IF, error);
  if (strcmp (tag, "between") == 0)
    return read_other (self, LF_BULLETIN_NODE_EACH, error);
  if (strcmp (tag, "end") == 0)
    return read_end (self, error);
  if (self->open->len > MOST_DEEP)
    return fail (error, _ ("There are too many sections within each other."));
  place = is_each ? lf_bulletin_place_parse_each (behind (tag, "each"), error)
          : is_if ? lf_bulletin_place_parse (behind (tag, "if"), error)
                  : lf_bulletin_place_parse (tag, error);
  if (place == NULL || !check_name (self, place, error))
    return FALSE;
  if (is_each || is_if)
    return open_section (self, is_each ? LF_BULLETIN_NODE_EACH : LF_BULLETIN_NODE_IF,
                         g_steal_pointer (&place));
  add_node (self, LF_BULLETIN_NODE_PLACE)->place = g_steal_pointer (&place);
  return TRUE;
}

/* ---- Lines ---- */

/* Whether nothing but sections begins or ends on the line. */
static gboolean
is_of_controls (const char *line, const char *end)
{
  gboolean has_tag = FALSE;

  while (line < end)
    {
      const char *close = g_str_has_prefix (line, "{{") ? strstr (line, "}}") : NULL;
      g_autofree char *tag = NULL;

      if (close == NULL || close >= end)
        {
          if (!g_unichar_isspace (g_utf8_get_char (line)))
            return FALSE;
          line = g_utf8_next_char (line);
          continue;
        }
      tag = g_strstrip (g_strndup (line + 2, (gsize) (close - line - 2)));
      if (!is_control (tag))
        return FALSE;
      has_tag = TRUE;
      line = close + 2;
    }
  return has_tag;
}

/* Characters before @at, which lies behind all that were asked for. */
static guint
offset_of (Reader *self, const char *at)
{
  self->n_counted += (guint) g_utf8_strlen (self->counted, at - self->counted);
  self->counted = at;
  return self->n_counted;
}

static gboolean
read_line (Reader *self, const char *line, const char *end, GError **error)
{
  gboolean is_text = !is_of_controls (line, end);

  while (line < end)
    {
      const char *open = g_strstr_len (line, end - line, "{{");
      const char *close = open == NULL ? NULL : g_strstr_len (open, end - open, "}}");
      g_autofree char *tag = NULL;

      if (is_text)
        add_text (self, line, open == NULL ? end : open);
      if (open == NULL)
        return TRUE;
      self->spot.start = offset_of (self, open);
      self->spot.end = offset_of (self, close == NULL ? end : close + 2);
      if (close == NULL)
        return fail (error, _ ("{{ has no }} on its line."));
      tag = g_strstrip (g_strndup (open + 2, (gsize) (close - open - 2)));
      if (!read_tag (self, tag, error))
        return FALSE;
      line = close + 2;
    }
  return TRUE;
}

static gboolean
read_lines (Reader *self, GError **error)
{
  for (const char *line = self->text; *line != '\0'; self->spot.line++)
    {
      const char *newline = strchr (line, '\n');
      const char *end = newline == NULL ? line + strlen (line) : newline + 1;

      if (!read_line (self, line, end, error))
        return FALSE;
      line = end;
    }
  if (self->open->len == 1)
    return TRUE;
  self->spot = innermost (self)->node->spot;
  return fail (error, _ ("The section has no {{end}}."));
}

GPtrArray *
lf_bulletin_text_parse (const char *text, LfBulletinSpot *ret_spot, GError **error)
{
  g_autoptr (GPtrArray) nodes = nodes_new ();
  g_autoptr (GArray) open = g_array_new (FALSE, FALSE, sizeof (Open));
  Reader self = { .text = text, .open = open, .counted = text, .spot = { .line = 1 } };
  Open whole = { NULL, nodes };

  g_array_append_val (open, whole);
  if (read_lines (&self, error))
    return g_steal_pointer (&nodes);
  g_prefix_error (error, _ ("Line %u: "), self.spot.line);
  if (ret_spot != NULL)
    *ret_spot = self.spot;
  return NULL;
}

gboolean
lf_bulletin_text_check (const char *text, LfBulletinSpot *ret_spot, GError **error)
{
  g_autoptr (GPtrArray) nodes = lf_bulletin_text_parse (text, ret_spot, error);

  return nodes != NULL;
}
