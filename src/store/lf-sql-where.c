/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Conditions and order of a query as SQL, every value bound. */

#include "config.h"

#include "lf-sql.h"

#include "lf-search-text.h"
#include "lf-was.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* ---- Comparisons, by type ---- */

static const char *const operators[] = { "=", "<>", "<", "<=", ">", ">=", "=" };

static GVariant *
id_value (const char *id)
{
  guint8 bytes[LF_ID_BYTES];

  lf_id_to_bytes (id, bytes);
  return g_variant_new_fixed_array (G_VARIANT_TYPE_BYTE, bytes, sizeof bytes, 1);
}

static char *
like_pattern (const char *text)
{
  GString *pattern = g_string_new ("%");

  for (const char *p = text; *p != '\0'; p++)
    {
      if (strchr ("%_\\", *p) != NULL)
        g_string_append_c (pattern, '\\');
      g_string_append_c (pattern, *p);
    }
  g_string_append_c (pattern, '%');
  return g_string_free (pattern, FALSE);
}

static void
add_like (LfSql *self, const char *column, const char *text)
{
  g_autofree char *pattern = like_pattern (text);

  g_string_append_printf (self->text, "%s LIKE ? ESCAPE '\\'", column);
  lf_sql_bind (self, g_variant_new_string (pattern));
}

/* What holds the words is found by the search index, which leaves few to be compared. The past has
 * an index of its own. */
static void
add_narrowed_like (
    LfSql *self, const LfEntity *entity, const LfField *field, const char *column, const char *text)
{
  if ((field->flags & LF_FIELD_SEARCHED) && !self->is_past && lf_search_narrows (text))
    {
      g_autofree char *match = lf_search_match (text);

      g_string_append_printf (
          self->text,
          "%srow IN (SELECT rowid FROM \"%s_search\" WHERE \"%s_search\" MATCH ?)"
          " AND ",
          column[0] == '"' ? "" : "t.", entity->name, entity->name);
      lf_sql_bind (self, g_variant_new_string (match));
    }
  add_like (self, column, text);
}

static void add_reference (LfSql *self, const LfFilter *filter, const char *column);

/* Records that lie in one another: a park's "parent" is a park. */
static gboolean
is_tree (const LfEntity *entity)
{
  const LfField *parent = lf_entity_field (entity, "parent");

  return parent != NULL && g_strcmp0 (parent->target, entity->name) == 0;
}

/* What the comparison finds, and all that lies in it, however deep; a ring is walked once. */
static void
add_within (LfSql *self, const LfFilter *filter, const char *column)
{
  const char *target = filter->field->target;
  LfFilter found = *filter;

  found.op = LF_OP_EQ;
  g_string_append_printf (self->text,
                          "%1$s IN (WITH RECURSIVE inside (id) AS (SELECT id FROM \"%2$s\" WHERE ",
                          column, target);
  add_reference (self, &found, "id");
  g_string_append_printf (self->text,
                          " UNION SELECT p.id FROM \"%1$s\" p JOIN inside i ON p.parent = i.id "
                          "WHERE p.deleted IS NULL) SELECT id FROM inside)",
                          target);
}

static void
add_reference (LfSql *self, const LfFilter *filter, const char *column)
{
  const LfEntity *target = lf_schema_find (filter->field->target);
  const char *title = lf_entity_title (target)->name;
  g_autofree char *quoted = g_strdup_printf ("\"%s\"", title);

  if (filter->op == LF_OP_LE && is_tree (target))
    {
      add_within (self, filter, column);
      return;
    }
  if (lf_id_is_valid (filter->value))
    {
      g_string_append_printf (self->text, "%s = ?", column);
      lf_sql_bind (self, id_value (filter->value));
      return;
    }
  g_string_append_printf (self->text, "%s IN (SELECT id FROM \"%s\" WHERE ", column, target->name);
  if (filter->is_quoted && filter->op != LF_OP_CONTAINS)
    {
      g_string_append_printf (self->text, "%s = ?", quoted);
      lf_sql_bind (self, g_variant_new_string (filter->value));
    }
  else
    add_narrowed_like (self, target, lf_entity_title (target), quoted, filter->value);
  g_string_append_c (self->text, ')');
}

/* Elements stand between newlines; references in a set go by the title of what they refer to. */
static void
add_element (LfSql *self, const LfFilter *filter, const char *column)
{
  if (filter->field->type == LF_VALUE_REFERENCE_SET && !lf_id_is_valid (filter->value))
    {
      const LfEntity *target = lf_schema_find (filter->field->target);

      g_string_append_printf (self->text,
                              "EXISTS (SELECT 1 FROM \"%s\" e WHERE instr (%s, lf_id (e.id)) AND ",
                              target->name, column);
      add_like (self, lf_entity_title (target)->name, filter->value);
      g_string_append_c (self->text, ')');
      return;
    }
  if (filter->op == LF_OP_CONTAINS)
    {
      add_like (self, column, filter->value);
      return;
    }
  g_string_append_printf (
      self->text, "instr (char (10) || %s || char (10), char (10) || ? || char (10))", column);
  lf_sql_bind (self, g_variant_new_string (filter->value));
}

/* A date compares by the precision it is given in: <= 2023-02 holds for the whole of February, so
 * up to a text that stands behind all that begin so. Bounds of the bare column can use an index. */
static void
add_date (LfSql *self, const LfFilter *filter, const char *column)
{
  g_autofree char *behind = g_strconcat (filter->value, "~", NULL);

  switch (filter->op)
    {
    case LF_OP_LE:
    case LF_OP_GT:
      g_string_append_printf (self->text, "%s %s ?", column, operators[filter->op]);
      lf_sql_bind (self, g_variant_new_string (behind));
      break;
    case LF_OP_LT:
    case LF_OP_GE:
      g_string_append_printf (self->text, "%s %s ?", column, operators[filter->op]);
      lf_sql_bind (self, g_variant_new_string (filter->value));
      break;
    default:
      g_string_append_printf (self->text, "(%1$s >= ? AND %1$s < ?)", column);
      lf_sql_bind (self, g_variant_new_string (filter->value));
      lf_sql_bind (self, g_variant_new_string (behind));
      break;
    }
}

static void
add_money (LfSql *self, const LfFilter *filter, const char *column)
{
  LfMoney money = { 0 };

  lf_money_from_canonical (filter->value, &money);
  g_string_append_printf (self->text, "(%s %s ? AND \"%s_currency\" = ?)", column,
                          operators[filter->op], filter->field->name);
  lf_sql_bind (self, g_variant_new_int64 (money.minor));
  lf_sql_bind (self, g_variant_new_string (money.currency));
}

static void
append_option_order (GString *sql, const LfField *field, const char *column)
{
  int position = 0;

  g_string_append_printf (sql, "CASE %s", column);
  for (const LfOption *option = field->options; option->key != NULL; option++)
    g_string_append_printf (sql, " WHEN '%s' THEN %d", option->key, position++);
  g_string_append (sql, " END");
}

static void
add_choice (LfSql *self, const LfFilter *filter, const char *column)
{
  gint64 position = lf_field_option (filter->field, filter->value) - filter->field->options;

  append_option_order (self->text, filter->field, column);
  g_string_append_printf (self->text, " %s ?", operators[filter->op]);
  lf_sql_bind (self, g_variant_new_int64 (position));
}

static void
add_number (LfSql *self, const LfFilter *filter, const char *column)
{
  g_string_append_printf (self->text, "%s %s ?", column, operators[filter->op]);
  lf_sql_bind (self, g_variant_new_double (g_ascii_strtod (filter->value, NULL)));
}

/* By the sort key where there is one, for that is what is indexed. */
static void
add_text (LfSql *self, const LfFilter *filter, const char *column)
{
  if (filter->op == LF_OP_EQ && lf_sql_has_key (filter->field))
    {
      g_string_append_printf (self->text, "t.\"%s_key\" = lf_key (?) AND ", filter->field->name);
      lf_sql_bind (self, g_variant_new_string (filter->value));
    }
  g_string_append_printf (self->text, "%s %s ?", column, operators[filter->op]);
  lf_sql_bind (self, g_variant_new_string (filter->value));
}

static void
add_value (LfSql *self, const LfFilter *filter, const char *column)
{
  switch (filter->field->type)
    {
    case LF_VALUE_REFERENCE:
      add_reference (self, filter, column);
      return;
    case LF_VALUE_REFERENCE_SET:
    case LF_VALUE_TEXT_SET:
    case LF_VALUE_ATTACHMENT_SET:
      add_element (self, filter, column);
      return;
    default:
      break;
    }
  if (filter->op == LF_OP_CONTAINS)
    {
      add_like (self, column, filter->value);
      return;
    }
  switch (filter->field->type)
    {
    case LF_VALUE_DATE:
      add_date (self, filter, column);
      break;
    case LF_VALUE_MONEY:
      add_money (self, filter, column);
      break;
    case LF_VALUE_CHOICE:
      add_choice (self, filter, column);
      break;
    case LF_VALUE_INTEGER:
    case LF_VALUE_TIMESTAMP:
    case LF_VALUE_FLAG:
    case LF_VALUE_DECIMAL:
    case LF_VALUE_QUANTITY:
      add_number (self, filter, column);
      break;
    default:
      add_text (self, filter, column);
      break;
    }
}

/* != holds for what is blank too: "not signed" includes "nobody knows". Where nothing is turned
 * round, NULL is as good as false, and the bare comparison can use an index. */
static void
add_comparison (LfSql *self, const LfFilter *filter, gboolean is_under_not)
{
  g_autofree char *column = lf_sql_column (filter->field, "t.");
  gboolean is_negated = filter->op == LF_OP_NE;
  LfFilter positive = *filter;

  if (filter->value == NULL)
    {
      g_string_append_printf (self->text, "%s IS %sNULL", column, is_negated ? "NOT " : "");
      return;
    }
  if (!is_negated && !is_under_not)
    {
      add_value (self, filter, column);
      return;
    }
  if (is_negated)
    positive.op = LF_OP_EQ;
  g_string_append (self->text, is_negated ? "NOT coalesce (" : "coalesce (");
  add_value (self, &positive, column);
  g_string_append (self->text, ", 0)");
}

#define FOUND "SELECT rowid FROM \"%1$s_search\" WHERE \"%1$s_search\" MATCH ?"
#define FOUND_IN_PAST                                                                              \
  "((t.row IN (" FOUND ") AND t.row NOT IN (SELECT row FROM \"touched_%1$s\"))"                    \
  " OR t.row IN (SELECT rowid FROM \"past_%1$s_search\" WHERE \"past_%1$s_search\" MATCH ?))"

void
lf_sql_add_held (LfSql *self, const LfEntity *entity, const char *words)
{
  g_auto (GStrv) terms = lf_search_loose_terms (words);

  for (char **term = terms; *term != NULL; term++)
    {
      g_string_append (self->text, " AND lf_holds (?");
      for (const LfField *field = entity->fields; field->name != NULL; field++)
        if (field->flags & LF_FIELD_SEARCHED)
          {
            g_autofree char *column = lf_sql_column (field, "t.");

            g_string_append_printf (self->text, ", %s", column);
          }
      g_string_append_c (self->text, ')');
      lf_sql_bind (self, g_variant_new_string (*term));
    }
}

static void
add_search (LfSql *self, const LfEntity *entity, const char *words)
{
  g_autofree char *match = lf_search_match (words);

  if (match == NULL)
    {
      g_string_append_c (self->text, '1');
      return;
    }
  g_string_append_printf (self->text, self->is_past ? "(" FOUND_IN_PAST : "(t.row IN (" FOUND ")",
                          entity->name);
  lf_sql_bind (self, g_variant_new_string (match));
  if (self->is_past)
    lf_sql_bind (self, g_variant_new_string (match));
  lf_sql_add_held (self, entity, words);
  g_string_append_c (self->text, ')');
}

static void
add_filter (LfSql *self, const LfEntity *entity, const LfFilter *filter, gboolean is_under_not);

/* The elements of the set @column, one by one. */
#define ELEMENTS(column) "json_each ('[\"' || replace (" column ", char (10), '\",\"') || '\"]') j"

/* How a related record is found from the record outside, up to the condition on it, which is about
 * the innermost t. What is compared is never NULL, so neither is the whole. */
static const char *
relation_format (const LfFilterRelation *relation)
{
  gboolean is_set = relation->field->type == LF_VALUE_REFERENCE_SET;

  if (relation->is_theirs)
    return is_set ? "t.id IN (SELECT lf_id_of (j.value) FROM \"%2$s\" t, " ELEMENTS (
               "t.\"%1$s\"") " WHERE t.\"%1$s\" IS NOT NULL AND "
                  : "t.id IN (SELECT t.\"%1$s\" FROM \"%2$s\" t WHERE t.\"%1$s\" IS NOT NULL AND ";
  return is_set ? "EXISTS (SELECT 1 FROM " ELEMENTS (
             "t.\"%1$s\"") " WHERE j.value IN (SELECT lf_id (t.id) FROM \"%2$s\" t WHERE "
                : "(t.\"%1$s\" IS NOT NULL AND t.\"%1$s\" IN (SELECT t.id FROM \"%2$s\" t WHERE ";
}

static void
add_related (LfSql *self, const LfFilter *filter)
{
  const LfFilterRelation *relation = &filter->relation;
  g_autoptr (GString) found = g_string_new (relation_format (relation));

  g_string_replace (found, "%1$s", relation->field->name, 0);
  g_string_replace (found, "%2$s", relation->entity->name, 0);
  g_string_append_printf (self->text, "%st.deleted IS NULL AND ", found->str);
  add_filter (self, relation->entity, filter->left, /* is_under_not= */ FALSE);
  g_string_append (self->text, relation->is_theirs ? ")" : "))");
}

static void
collect_joined (const LfFilter *filter, LfFilterKind kind, GPtrArray *ret_terms)
{
  if (filter->kind != kind)
    {
      g_ptr_array_add (ret_terms, (gpointer) filter);
      return;
    }
  collect_joined (filter->left, kind, ret_terms);
  collect_joined (filter->right, kind, ret_terms);
}

/* Conditions that are joined by one word. */
typedef struct
{
  LfSql *sql;
  const LfEntity *entity;
  const char *joint;
  GPtrArray *terms; /* (element-type LfFilter) */
  gboolean is_under_not;
} Joined;

/* In halves of halves: SQLite takes only so many brackets and operators within one another. */
static void
add_terms (const Joined *self, guint first, guint n)
{
  if (n == 1)
    {
      add_filter (self->sql, self->entity, self->terms->pdata[first], self->is_under_not);
      return;
    }
  g_string_append_c (self->sql->text, '(');
  add_terms (self, first, n / 2);
  g_string_append (self->sql->text, self->joint);
  add_terms (self, first + n / 2, n - n / 2);
  g_string_append_c (self->sql->text, ')');
}

static void
add_joined (LfSql *self, const LfEntity *entity, const LfFilter *filter, gboolean is_under_not)
{
  g_autoptr (GPtrArray) terms = g_ptr_array_new ();
  const Joined joined
      = { self, entity, filter->kind == LF_FILTER_AND ? " AND " : " OR ", terms, is_under_not };

  collect_joined (filter, filter->kind, terms);
  add_terms (&joined, 0, terms->len);
}

static void
add_filter (LfSql *self, const LfEntity *entity, const LfFilter *filter, gboolean is_under_not)
{
  switch (filter->kind)
    {
    case LF_FILTER_AND:
    case LF_FILTER_OR:
      add_joined (self, entity, filter, is_under_not);
      break;
    case LF_FILTER_NOT:
      g_string_append (self->text, "NOT (");
      add_filter (self, entity, filter->left, TRUE);
      g_string_append_c (self->text, ')');
      break;
    case LF_FILTER_COMPARE:
      add_comparison (self, filter, is_under_not);
      break;
    case LF_FILTER_SEARCH:
      add_search (self, entity, filter->value);
      break;
    case LF_FILTER_RELATED:
      add_related (self, filter);
      break;
    case LF_FILTER_WAS:
      lf_sql_add_was (self, entity, filter);
      break;
    case LF_FILTER_ALL:
    default:
      g_string_append_c (self->text, '1');
      break;
    }
}

void
lf_sql_add_comparison (LfSql *self, const LfFilter *filter)
{
  add_comparison (self, filter, /* is_under_not= */ FALSE);
}

void
lf_sql_add_filter (LfSql *self, const LfEntity *entity, const LfFilter *filter)
{
  add_filter (self, entity, filter, /* is_under_not= */ FALSE);
}

static void
add_rows (LfSql *self, const GArray *rows)
{
  g_autoptr (GString) json = g_string_new ("[");

  for (guint i = 0; i < rows->len; i++)
    g_string_append_printf (json, "%s%" G_GINT64_FORMAT, i > 0 ? "," : "",
                            g_array_index (rows, gint64, i));
  g_string_append_c (json, ']');
  g_string_append (self->text, " AND t.row IN (SELECT value FROM json_each (?))");
  lf_sql_bind (self, g_variant_new_string (json->str));
}

void
lf_sql_add_where (LfSql *self, const LfQuery *query)
{
  const LfFilter *filter = lf_query_filter (query);

  self->is_past = lf_query_as_of (query) != NULL;
  g_string_append (self->text, " WHERE t.deleted IS NULL");
  if (lf_query_rows (query) != NULL)
    add_rows (self, lf_query_rows (query));
  if (filter == NULL || filter->kind == LF_FILTER_ALL)
    return;
  g_string_append (self->text, " AND ");
  lf_sql_add_filter (self, lf_query_entity (query), filter);
}

void
lf_sql_append_order (GString *sql, const LfField *field, const char *table)
{
  g_autofree char *column = lf_sql_has_key (field)
                                ? g_strdup_printf ("%s\"%s_key\"", table, field->name)
                                : lf_sql_column (field, table);

  if (field->type == LF_VALUE_CHOICE)
    append_option_order (sql, field, column);
  else
    g_string_append (sql, column);
}

void
lf_sql_add_order_column (LfSql *self, const LfField *field)
{
  if (field->type == LF_VALUE_REFERENCE)
    {
      const LfEntity *target = lf_schema_find (field->target);
      const LfField *title = lf_entity_title (target);

      g_string_append (self->text, "(SELECT ");
      lf_sql_append_order (self->text, title, "r.");
      g_string_append_printf (self->text, " FROM \"%s\" r WHERE r.id = t.\"%s\")", target->name,
                              field->name);
    }
  else
    lf_sql_append_order (self->text, field, "t.");
}

/* Equals stand as they were added, turned round with the rest: an index runs both ways. */
void
lf_sql_add_order (LfSql *self, const LfQuery *query)
{
  gboolean is_descending = TRUE;

  g_string_append (self->text, " ORDER BY ");
  for (guint i = 0; i < lf_query_n_sorts (query); i++)
    {
      lf_sql_add_order_column (self, lf_query_sort_at (query, i, &is_descending));
      g_string_append (self->text, is_descending ? " DESC NULLS LAST, " : " NULLS LAST, ");
    }
  g_string_append (self->text, is_descending ? "t.row DESC" : "t.row");
}
