/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The filter language: an error points at a column of the text; what can be read can be asked of a
 * store, as it is, written out again, and turned round.

 * The first line of an input may name an entity; the filter is what follows. */

#include "config.h"

#include "fuzz.h"

#include "lf-sample.h"
#include "store-fixture.h"

#include <stdlib.h>
#include <string.h>

#define MAX_BYTES 8000

static const LfDate today = { 2026, 3, 15 };
static Fixture fixture;

static void
remove_store (void)
{
  tear_down (&fixture, NULL);
}

static LfStore *
sample_store (void)
{
  if (fixture.store == NULL)
    {
      g_autoptr (LfChange) change = lf_sample_build (&today);

      set_up (&fixture, NULL);
      commit_change (fixture.store, change);
      atexit (remove_store);
    }
  return fixture.store;
}

/* ---- Writing ---- */

static const char *const operators[] = { "=", "!=", "<", "<=", ">", ">=", "~" };

/* What refers to a record without quotation marks asks for a part of its title. */
static void
append_comparison (GString *text, const LfFilter *filter)
{
  gboolean is_part
      = filter->field->type == LF_VALUE_REFERENCE && !filter->is_quoted && filter->value != NULL;
  g_autofree char *quoted = lf_filter_quote (filter->value == NULL ? "" : filter->value);

  if (is_part && filter->op == LF_OP_NE)
    g_string_append (text, "not ");
  g_string_append_printf (text, "%s%s%s", filter->field->name,
                          is_part ? "~" : operators[filter->op], quoted);
}

static void
append_filter (GString *text, const LfFilter *filter)
{
  g_string_append (text, "(");
  if (filter->kind == LF_FILTER_COMPARE)
    append_comparison (text, filter);
  else if (filter->kind == LF_FILTER_WAS)
    g_string_append_printf (text, "%s%swas:%s", filter->field->name, operators[filter->op],
                            filter->value);
  else if (filter->kind == LF_FILTER_SEARCH)
    {
      g_autofree char *quoted = lf_filter_quote (filter->value);
      g_string_append (text, quoted);
    }
  else if (filter->kind == LF_FILTER_RELATED)
    {
      if (filter->relation.is_theirs)
        g_string_append_printf (text, "%s.", filter->relation.entity->name);
      g_string_append (text, filter->relation.field->name);
      append_filter (text, filter->left);
    }
  else if (filter->kind != LF_FILTER_ALL)
    {
      if (filter->kind == LF_FILTER_NOT)
        g_string_append (text, "not ");
      append_filter (text, filter->left);
      if (filter->right != NULL)
        {
          g_string_append (text, filter->kind == LF_FILTER_AND ? " and " : " or ");
          append_filter (text, filter->right);
        }
    }
  g_string_append (text, ")");
}

/* ---- Asking ---- */

/* Deeper than the store takes, though the language would. */
static gboolean
is_too_deep (const GError *error)
{
  return g_error_matches (error, LF_ERROR, LF_ERROR_SYNTAX)
         && strstr (error->message, "nested too deeply") != NULL;
}

/* (transfer full) (nullable) (element-type gint64): NULL when it is nested too deeply */
static GArray *
ask (const LfEntity *entity, const char *where, const char *sort)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LfQuery) query = lf_query_parse (entity, where, sort, &today, &error);
  GArray *rows;

  rows = query == NULL ? NULL : lf_store_rows_sync (sample_store (), query, &error);
  if (rows == NULL && !is_too_deep (error))
    g_error ("%s\n%s", where, error->message);
  return rows;
}

static void
assert_same (const GArray *a, const GArray *b)
{
  g_assert_cmpuint (a->len, ==, b->len);
  for (guint i = 0; i < a->len; i++)
    g_assert_cmpint (g_array_index (a, gint64, i), ==, g_array_index (b, gint64, i));
}

static void
check_filter (const LfEntity *entity, const char *text, const LfFilter *filter, const char *sort)
{
  g_autoptr (GString) written = g_string_new (NULL);
  g_autofree char *opposite = g_strdup_printf ("not (%s)", text);
  g_autoptr (GArray) all = ask (entity, NULL, NULL);
  g_autoptr (GArray) rows = ask (entity, text, sort);
  g_autoptr (GArray) others = NULL;
  g_autoptr (GArray) again = NULL;

  if (filter->kind == LF_FILTER_ALL || rows == NULL)
    return;
  append_filter (written, filter);
  again = written->len > MAX_BYTES ? NULL : ask (entity, written->str, sort);
  if (again != NULL)
    assert_same (rows, again);
  /* a quotation that is never closed would go on into the bracket */
  if (strpbrk (text, "\"“”＂") == NULL && strlen (opposite) <= MAX_BYTES)
    others = ask (entity, opposite, sort);
  if (others != NULL)
    g_assert_cmpuint (rows->len + others->len, ==, all->len);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *input = fuzz_text (data, size);
  char *line_end = strchr (input, '\n');
  const LfEntity *entity = NULL;
  const char *text = input;
  g_autoptr (GError) error = NULL;
  g_autoptr (LfFilter) filter = NULL;
  guint column = 0;

  if (line_end != NULL)
    {
      g_autofree char *name = g_strndup (input, (gsize) (line_end - input));
      entity = lf_schema_find (name);
      text = entity == NULL ? input : line_end + 1;
    }
  if (entity == NULL)
    entity = project_entity ();
  filter = lf_filter_parse (entity, text, &today, &column, &error);
  fuzz_assert_error (filter != NULL, error);
  if (filter != NULL)
    check_filter (entity, text, filter, entity->fields[size % lf_entity_n_fields (entity)].name);
  else if (strlen (text) <= MAX_BYTES)
    {
      g_assert_cmpuint (column, >=, 1);
      g_assert_cmpuint (column, <=, g_utf8_strlen (text, -1) + 1);
    }
  return 0;
}
