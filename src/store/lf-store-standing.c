/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How projects stand, written into the columns that nobody else writes: of those that a transaction
 * touched before it ends; of all when the day turns, or when what they are judged by changes. Only
 * rows that differ are written. */

#include "config.h"

#include "lf-store-standing.h"

#include "lf-schema-tables.h"
#include "lf-store-score.h"
#include "lf-store-self.h"

#include <string.h>

#define LF_SETTING_JUDGED_ON "judged-on"
/* From here on one look at all may be faster than one at each, and is where they are one in eight.
 */
#define MANY 500
#define MANY_OF 8

/* ---- What a transaction touched ---- */

enum
{
  TOUCHED_ITSELF = 1, /* that is told already */
  TOUCHED_PART,
};

static void
note (LfWriter *self, const char *id, int touched)
{
  if (self->to_judge == NULL)
    self->to_judge = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (id != NULL && GPOINTER_TO_INT (g_hash_table_lookup (self->to_judge, id)) != TOUCHED_ITSELF)
    g_hash_table_insert (self->to_judge, g_strdup (id), GINT_TO_POINTER (touched));
}

/* Those that name @record, or what it names, and are scored. What fails is noticed by the next
 * statement. */
static void
note_named (LfWriter *self, const LfRecord *record)
{
  const LfStandingName *name = lf_standing_name (lf_record_entity (record));
  const char *id = name->own == NULL ? lf_record_id (record) : lf_record_get (record, name->own);
  sqlite3_stmt *statement = id == NULL
                                ? NULL
                                : lf_db_preparef (self->db, NULL,
                                                  "SELECT id FROM \"%s\" WHERE \"%s\" = ?1"
                                                  " AND deleted IS NULL",
                                                  lf_standing_entity ()->name, name->project);
  gboolean has_row = TRUE;

  if (statement == NULL)
    return;
  lf_db_bind_id (statement, 1, id);
  while (lf_db_step (self->db, statement, &has_row, NULL) && has_row)
    {
      g_autofree char *project = lf_db_id (statement, 0);

      note (self, project, TOUCHED_PART);
    }
}

void
lf_standing_note (LfWriter *self, const LfRecord *record)
{
  const LfEntity *entity = lf_record_entity (record);

  switch (lf_standing_role (entity))
    {
    case LF_STANDING_NAMED:
      note_named (self, record);
      break;
    case LF_STANDING_ITSELF:
      note (self, lf_record_id (record), TOUCHED_ITSELF);
      break;
    case LF_STANDING_PART:
      note (self, lf_record_get (record, entity->parent), TOUCHED_PART);
      break;
    case LF_STANDING_ALL:
      self->is_all_to_judge = TRUE;
      break;
    case LF_STANDING_NOTHING:
    default:
      break;
    }
}

static gboolean
have_same (const LfRecord *before, const LfRecord *after, const char *const *names)
{
  for (guint i = 0; names[i] != NULL; i++)
    if (g_strcmp0 (lf_record_get (before, names[i]), lf_record_get (after, names[i])) != 0)
      return FALSE;
  return TRUE;
}

static gboolean
is_same_part (const LfRecord *before, const LfRecord *after)
{
  const LfEntity *entity = lf_record_entity (before);
  const char *parent[] = { entity->parent, NULL };

  for (guint part = 0; part < LF_N_LAMP_PARTS; part++)
    if (strcmp (lf_lamp_part_entity ((LfLampPart) part), entity->name) == 0)
      return have_same (before, after, parent)
             && have_same (before, after, lf_lamp_part_fields ((LfLampPart) part));
  return FALSE;
}

gboolean
lf_standing_differs (const LfRecord *before, const LfRecord *after)
{
  switch (lf_standing_role (lf_record_entity (before)))
    {
    case LF_STANDING_ITSELF:
      return !have_same (before, after, lf_facts_fields ())
             || !have_same (before, after, lf_score_fields ());
    case LF_STANDING_NAMED:
      return !have_same (before, after, lf_standing_name (lf_record_entity (before))->watched);
    case LF_STANDING_PART:
      return !is_same_part (before, after);
    case LF_STANDING_ALL:
      return TRUE;
    case LF_STANDING_NOTHING:
    default:
      return FALSE;
    }
}

/* ---- What they are judged by ---- */

static gboolean
take_all (LfDb *db, LfRulebook *book, const LfEntity *entity, GError **error)
{
  g_autofree char *sql = g_strconcat (lf_sql_select (entity), " WHERE t.deleted IS NULL", NULL);
  sqlite3_stmt *statement = lf_db_prepare (db, sql, error);
  gboolean has_row = TRUE;

  while (statement != NULL && lf_db_step (db, statement, &has_row, error) && has_row)
    {
      g_autoptr (LfRecord) record = lf_sql_read_record (statement, entity, 0);

      lf_rulebook_take (book, record);
    }
  return !has_row;
}

LfRulebook *
lf_standing_load_book (LfDb *db, GError **error)
{
  g_autoptr (LfRulebook) book = lf_rulebook_new ();

  return take_all (db, book, &lf_entity_rule, error) && take_all (db, book, &lf_entity_park, error)
             ? g_steal_pointer (&book)
             : NULL;
}

/* ---- Reading ---- */

typedef struct
{
  LfDb *db;
  LfBasis basis;
  char *select;                 /* of a project: row, id, what is looked at, how it stood */
  char *parts[LF_N_LAMP_PARTS]; /* of what belongs to one */
  const LfField **fields;       /* in the order of lf_facts_fields() */
  LfScorer scorer;
  GArray *found; /* (element-type LfStood): of rows that differ */
} Judging;

static void
append_columns (GString *sql, const char *const *names)
{
  for (guint i = 0; names[i] != NULL; i++)
    g_string_append_printf (sql, "%s\"%s\"", g_str_has_suffix (sql->str, "SELECT ") ? "" : ", ",
                            names[i]);
}

static char *
make_select (void)
{
  GString *sql = g_string_new ("SELECT row, id");

  append_columns (sql, lf_facts_fields ());
  lf_score_append_columns (sql);
  for (guint i = 0; i < LF_N_STANDING; i++)
    g_string_append_printf (sql, ", \"%s\"", lf_standing_field (i)->name);
  /* "+": all are read in the order they lie in, not in that of an index, which reads pages again */
  g_string_append_printf (sql, " FROM \"%s\" WHERE +deleted IS NULL", lf_standing_entity ()->name);
  return g_string_free (sql, FALSE);
}

char *
lf_standing_parts_sql (LfLampPart part)
{
  const LfEntity *entity = lf_schema_find (lf_lamp_part_entity (part));
  GString *sql = g_string_new ("SELECT ");

  append_columns (sql, lf_lamp_part_fields (part));
  g_string_append_printf (sql, " FROM \"%s\" WHERE \"%s\" = ?1 AND deleted IS NULL", entity->name,
                          entity->parent);
  return g_string_free (sql, FALSE);
}

static void
stood_clear (gpointer data)
{
  LfStood *stood = data;

  g_free (stood->id);
  for (guint i = 0; i < LF_N_STANDING; i++)
    g_free (stood->values[i]);
}

static void
judging_init (Judging *self, LfDb *db, const LfBasis *basis)
{
  const char *const *names = lf_facts_fields ();

  *self = (Judging){ db, *basis, make_select () };
  for (guint part = 0; part < LF_N_LAMP_PARTS; part++)
    self->parts[part] = lf_standing_parts_sql ((LfLampPart) part);
  self->fields = g_new (const LfField *, g_strv_length ((GStrv) names));
  for (guint i = 0; names[i] != NULL; i++)
    self->fields[i] = lf_entity_field (lf_standing_entity (), names[i]);
  self->found = g_array_new (FALSE, FALSE, sizeof (LfStood));
  g_array_set_clear_func (self->found, stood_clear);
}

static void
judging_clear (Judging *self)
{
  g_free (self->select);
  for (guint part = 0; part < LF_N_LAMP_PARTS; part++)
    g_free (self->parts[part]);
  g_free (self->fields);
  lf_scorer_clear (&self->scorer);
  g_clear_pointer (&self->found, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Judging, judging_clear)

gboolean
lf_standing_take_parts (LfDb *db,
                        const char *sql,
                        LfLampPart part,
                        const char *project,
                        LfLampFacts *facts,
                        GError **error)
{
  sqlite3_stmt *statement = lf_db_prepare (db, sql, error);
  const LfEntity *entity = lf_schema_find (lf_lamp_part_entity (part));
  const char *const *names = lf_lamp_part_fields (part);
  gboolean has_row = TRUE;

  if (statement == NULL)
    return FALSE;
  lf_db_bind_id (statement, 1, project);
  while (lf_db_step (db, statement, &has_row, error) && has_row)
    {
      g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func (g_free);
      int column = 0;

      for (guint i = 0; names[i] != NULL; i++)
        g_ptr_array_add (
            values, lf_sql_read_value (statement, &column, lf_entity_field (entity, names[i])));
      lf_lamp_facts_take (facts, part, (const char *const *) values->pdata);
    }
  return !has_row;
}

/* Keeps how the project of the row stands, where that is not what the row says. */
static void
compare (Judging *self,
         sqlite3_stmt *statement,
         int column,
         const LfLampFacts *facts,
         const LfLeadScore *score)
{
  LfStood stood = { sqlite3_column_int64 (statement, 0) };
  gboolean is_same = TRUE;

  lf_standing_judge (&self->basis, facts, score, stood.values);
  for (guint i = 0; i < LF_N_STANDING; i++)
    is_same &= g_strcmp0 (stood.values[i],
                          (const char *) sqlite3_column_text (statement, column + (int) i))
               == 0;
  if (is_same)
    {
      stood_clear (&stood);
      return;
    }
  stood.id = lf_db_id (statement, 1);
  g_array_append_val (self->found, stood);
}

static gboolean
judge_row (Judging *self, sqlite3_stmt *statement, GError **error)
{
  g_auto (LfFacts) facts = { 0 };
  g_auto (LfLampFacts) lamp_facts = { &facts };
  g_autoptr (LfLeadScore) score = NULL;
  int column = 2;

  for (guint i = 0; lf_facts_fields ()[i] != NULL; i++)
    {
      g_autofree char *value = lf_sql_read_value (statement, &column, self->fields[i]);

      lf_facts_take (&facts, i, value);
    }
  for (guint part = 0; part < LF_N_LAMP_PARTS; part++)
    if (lf_lamp_needs (&self->basis, &facts, (LfLampPart) part))
      {
        g_autofree char *id = lf_db_id (statement, 1);

        if (!lf_standing_take_parts (self->db, self->parts[part], (LfLampPart) part, id,
                                     &lamp_facts, error))
          return FALSE;
      }
  if (!lf_scorer_judge_row (&self->scorer, &facts, statement, &column, &score, error))
    return FALSE;
  compare (self, statement, column, &lamp_facts, score);
  return TRUE;
}

static gboolean
judge_one (Judging *self, const char *sql, const char *id, GError **error)
{
  sqlite3_stmt *statement = lf_db_prepare (self->db, sql, error);
  gboolean has_row, is_ok = TRUE;

  if (statement == NULL)
    return FALSE;
  lf_db_bind_id (statement, 1, id);
  if (!lf_db_step (self->db, statement, &has_row, error))
    return FALSE;
  if (has_row)
    is_ok = judge_row (self, statement, error);
  sqlite3_reset (statement);
  return is_ok;
}

static gboolean
judge_each (Judging *self, GHashTable *ids, GError **error)
{
  g_autofree char *sql = g_strconcat (self->select, " AND id = ?1", NULL);
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, ids);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    if (!judge_one (self, sql, id, error))
      return FALSE;
  return TRUE;
}

static gboolean
judge_all (Judging *self, GError **error)
{
  sqlite3_stmt *statement = lf_db_prepare (self->db, self->select, error);
  gboolean has_row = TRUE;

  while (statement != NULL && lf_db_step (self->db, statement, &has_row, error) && has_row)
    if (!judge_row (self, statement, error))
      {
        sqlite3_reset (statement);
        return FALSE;
      }
  return !has_row;
}

GArray *
lf_standing_find_changed (LfDb *db, const LfDate *today, GHashTable *ids, GError **error)
{
  g_autoptr (LfRulebook) book = lf_standing_load_book (db, error);
  const LfBasis basis = { book, NULL, *today };
  g_auto (Judging) judging = { NULL };

  if (book == NULL)
    return NULL;
  judging_init (&judging, db, &basis);
  lf_scorer_init (&judging.scorer, db, book, today);
  if (ids == NULL ? !judge_all (&judging, error) : !judge_each (&judging, ids, error))
    return NULL;
  return g_steal_pointer (&judging.found);
}

/* ---- Writing ---- */

gboolean
lf_standing_write (LfDb *db, const char *table, const LfStood *stood, GError **error)
{
  g_autoptr (GString) sql = g_string_new (NULL);
  sqlite3_stmt *statement;

  g_string_printf (sql, "UPDATE \"%s\" SET ", table);
  for (guint i = 0; i < LF_N_STANDING; i++)
    g_string_append_printf (sql, "%s\"%s\" = ?", i == 0 ? "" : ", ", lf_standing_field (i)->name);
  g_string_append (sql, " WHERE row = ?");
  statement = lf_db_prepare (db, sql->str, error);
  if (statement == NULL)
    return FALSE;
  for (int i = 0; i < LF_N_STANDING; i++)
    if (stood->values[i] != NULL)
      lf_db_bind_text (statement, i + 1, stood->values[i]);
  sqlite3_bind_int64 (statement, LF_N_STANDING + 1, stood->row);
  return lf_db_run (db, statement, error);
}

static gboolean
write_all (LfWriter *self, GArray *found, GError **error)
{
  const LfEntity *entity = lf_standing_entity ();

  for (guint i = 0; i < found->len; i++)
    {
      const LfStood *stood = &g_array_index (found, LfStood, i);
      gpointer touched
          = self->to_judge == NULL ? NULL : g_hash_table_lookup (self->to_judge, stood->id);

      if (!lf_standing_write (self->db, entity->name, stood, error))
        return FALSE;
      if (GPOINTER_TO_INT (touched) != TOUCHED_ITSELF)
        lf_writer_tell (self, entity, stood->id, stood->row, LF_NEWS_EDITED);
    }
  return TRUE;
}

static gboolean
judge (LfWriter *self, const LfDate *today, gboolean is_all, GError **error)
{
  g_autoptr (GArray) found
      = lf_standing_find_changed (self->db, today, is_all ? NULL : self->to_judge, error);

  return found != NULL && write_all (self, found, error);
}

/* Rows are numbered as they come, and few are ever taken out. */
static gboolean
are_many (LfWriter *self, gboolean *ret_are_many, GError **error)
{
  gint64 n = self->to_judge == NULL ? 0 : g_hash_table_size (self->to_judge);
  sqlite3_stmt *statement;
  gboolean has_row;

  *ret_are_many = FALSE;
  if (n <= MANY)
    return TRUE;
  statement = lf_db_preparef (self->db, error, "SELECT max (row) FROM \"%s\"",
                              lf_standing_entity ()->name);
  if (statement == NULL || !lf_db_step (self->db, statement, &has_row, error))
    return FALSE;
  *ret_are_many = n * MANY_OF > sqlite3_column_int64 (statement, 0);
  sqlite3_reset (statement);
  return TRUE;
}

gboolean
lf_standing_flush (LfWriter *self, GError **error)
{
  const LfDate today = lf_date_today ();
  gboolean is_new_day = lf_date_compare (&today, &self->store->judged_on) != 0;
  g_autofree char *text = lf_date_to_canonical (&today);
  gboolean is_all = TRUE;

  if (!is_new_day && !self->is_all_to_judge && self->to_judge == NULL)
    return TRUE;
  if (!is_new_day && !self->is_all_to_judge && !are_many (self, &is_all, error))
    return FALSE;
  if (!judge (self, &today, is_all, error)
      || (is_new_day && !lf_setting_set (self->db, LF_SETTING_JUDGED_ON, text, error)))
    return FALSE;
  self->store->judged_on = today;
  return TRUE;
}

/* ---- The day ---- */

gboolean
lf_standing_forget_day (LfDb *db, GError **error)
{
  return lf_setting_set (db, LF_SETTING_JUDGED_ON, "", error);
}

gboolean
lf_standing_read_day (LfDb *db, LfDate *ret_day, GError **error)
{
  g_autofree char *text = NULL;

  if (!lf_setting_get (db, LF_SETTING_JUDGED_ON, &text, error))
    return FALSE;
  if (text == NULL || !lf_date_from_canonical (text, ret_day))
    *ret_day = (LfDate){ 0 };
  return TRUE;
}

/* What a transaction does at its end is all there is to do. */
static gpointer
turn_day (LfWriter *self, gpointer unused, GError **error)
{
  return LF_DONE;
}

static gboolean
is_judged (LfStore *self)
{
  const LfDate today = lf_date_today ();

  return lf_date_compare (&today, &self->judged_on) == 0;
}

gboolean
lf_store_turn_day_sync (LfStore *self, GError **error)
{
  return is_judged (self) || lf_store_write (self, turn_day, NULL, NULL, error) != NULL;
}

void
lf_store_turn_day_async (LfStore *self)
{
  lf_store_write_async (self, turn_day, NULL, NULL, NULL, NULL, NULL, NULL);
}
