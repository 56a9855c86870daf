/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scoring leads: with all they refer to, for people; or by the few values that count, for columns.
 */

#include "config.h"

#include "lf-store-score.h"

#include "lf-schema-tables.h"

#include <string.h>

/* (transfer full) (nullable): all there are; also as of a day that is past, whose tables are views
 * without an index */
static GPtrArray *
list (LfScorer *self, const LfEntity *entity, GError **error)
{
  g_autofree char *sql = g_strconcat (lf_sql_select (entity), " WHERE t.deleted IS NULL", NULL);
  sqlite3_stmt *statement = lf_db_prepare (self->db, sql, error);
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_record_unref);
  gboolean has_row = TRUE;

  while (statement != NULL && lf_db_step (self->db, statement, &has_row, error) && has_row)
    g_ptr_array_add (records, lf_sql_read_record (statement, entity, 0));
  return has_row ? NULL : g_steal_pointer (&records);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  const LfRecord *x = *(LfRecord *const *) a, *y = *(LfRecord *const *) b;
  int order = g_strcmp0 (lf_record_get (x, "name"), lf_record_get (y, "name"));

  return order != 0 ? order : strcmp (lf_record_id (x), lf_record_id (y));
}

void
lf_scorer_init (LfScorer *self, LfDb *db, const LfRulebook *rules, const LfDate *today)
{
  *self = (LfScorer){ .db = db, .rules = rules, .today = *today };
}

/* Once, and only where a lead is scored: most transactions touch none. */
static gboolean
read_zone (LfScorer *self, GError **error)
{
  g_autoptr (GPtrArray) zones = NULL;

  if (self->industries != NULL)
    return TRUE;
  zones = list (self, &lf_entity_zone, error);
  self->industries = zones == NULL ? NULL : list (self, &lf_entity_industry, error);
  if (self->industries == NULL)
    return FALSE;
  g_ptr_array_sort (self->industries, compare_names);
  if (zones->len > 0)
    self->zone = lf_record_ref (zones->pdata[0]);
  return TRUE;
}

void
lf_scorer_clear (LfScorer *self)
{
  g_clear_pointer (&self->zone, lf_record_unref);
  g_clear_pointer (&self->industries, g_ptr_array_unref);
}

/* (transfer none) (nullable) */
static const LfRecord *
find_industry (const LfScorer *self, const LfRecord *project)
{
  for (guint i = 0; i < self->industries->len; i++)
    if (lf_score_industry_fits (self->industries->pdata[i], project))
      return self->industries->pdata[i];
  return NULL;
}

/* ---- What a lead refers to ---- */

/* The values that count of an entity; the rest of such a record is not there. */
typedef struct
{
  const LfEntity *entity;
  const char *where, *fields[4];
} Bare;

static const Bare bare_segment = { &lf_entity_segment, "id = ?1", { "state" } };
static const Bare bare_enterprise
    = { &lf_entity_enterprise, "id = ?1", { "province", "city", "county" } };
/* the youngest of an enterprise that says how it grew */
#define YOUNGEST "enterprise = ?1 AND growth_percent IS NOT NULL"
static const Bare bare_figure = { &lf_entity_figure, YOUNGEST, { "growth_percent" } };

/* But for the keys by which a list sorts. */
static void
append_column (const char *name, const char *type, gpointer data)
{
  if (!g_str_has_suffix (name, "_key"))
    g_string_append_printf (data, ", \"%s\"", name);
}

static char *
make_select (const Bare *bare)
{
  GString *sql = g_string_new ("SELECT id");

  for (guint i = 0; bare->fields[i] != NULL; i++)
    lf_sql_each_column (lf_entity_field (bare->entity, bare->fields[i]), append_column, sql);
  g_string_append_printf (sql, " FROM \"%s\" WHERE %s AND deleted IS NULL", bare->entity->name,
                          bare->where);
  if (bare == &bare_figure)
    g_string_append (sql, " ORDER BY period DESC, id DESC LIMIT 1");
  return g_string_free (sql, FALSE);
}

/* @ret_record: (transfer full): NULL: there is none */
static gboolean
read_bare (LfScorer *self, const Bare *bare, const char *id, LfRecord **ret_record, GError **error)
{
  g_autofree char *sql = id == NULL ? NULL : make_select (bare);
  sqlite3_stmt *statement;
  g_autofree char *own = NULL;
  gboolean has_row;
  int column = 1;

  if (id == NULL)
    return TRUE;
  statement = lf_db_prepare (self->db, sql, error);
  if (statement == NULL)
    return FALSE;
  lf_db_bind_id (statement, 1, id);
  if (!lf_db_step (self->db, statement, &has_row, error))
    return FALSE;
  if (!has_row)
    return TRUE;
  own = lf_db_id (statement, 0);
  *ret_record = lf_record_new (bare->entity, own);
  for (guint i = 0; bare->fields[i] != NULL; i++)
    lf_record_take_at (
        *ret_record, (guint) lf_entity_index (bare->entity, bare->fields[i]),
        lf_sql_read_value (statement, &column, lf_entity_field (bare->entity, bare->fields[i])));
  sqlite3_reset (statement);
  return TRUE;
}

/* What is judged, in records of its own. */
typedef struct
{
  LfRecord *segment, *enterprise, *figure; /* (nullable) */
} Named;

static void
named_clear (Named *self)
{
  g_clear_pointer (&self->segment, lf_record_unref);
  g_clear_pointer (&self->enterprise, lf_record_unref);
  g_clear_pointer (&self->figure, lf_record_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Named, named_clear)

static gboolean
read_named (LfScorer *self, const LfRecord *project, Named *named, GError **error)
{
  const char *enterprise = lf_record_get (project, "enterprise");

  return read_zone (self, error)
         && read_bare (self, &bare_segment, lf_record_get (project, "segment"), &named->segment,
                       error)
         && read_bare (self, &bare_enterprise, enterprise, &named->enterprise, error)
         && read_bare (self, &bare_figure, named->enterprise == NULL ? NULL : enterprise,
                       &named->figure, error);
}

static LfLeadScore *
score (const LfScorer *self, const LfRecord *project, const Named *named)
{
  const LfScoreFacts facts = { .project = project,
                               .segment = named->segment,
                               .industry = find_industry (self, project),
                               .enterprise = named->enterprise,
                               .figure = named->figure,
                               .zone = self->zone };

  return lf_lead_score_new (&facts, self->rules, &self->today);
}

/* ---- For people ---- */

/* In place of the bare one. */
static gboolean
load_whole (LfScorer *self, LfRecord **record, GError **error)
{
  LfRecord *whole;
  g_autoptr (GError) cause = NULL;

  if (*record == NULL)
    return TRUE;
  whole = lf_rows_load_live (self->db, lf_record_entity (*record), lf_record_id (*record), &cause);
  lf_record_unref (*record);
  *record = whole;
  if (cause != NULL)
    g_propagate_error (error, g_steal_pointer (&cause));
  return *record != NULL || *error == NULL;
}

LfLeadScore *
lf_scorer_tell (LfScorer *self, const LfRecord *project, GError **error)
{
  g_auto (Named) named = { NULL };
  g_autoptr (GError) cause = NULL;

  if (!read_named (self, project, &named, &cause) || !load_whole (self, &named.segment, &cause)
      || !load_whole (self, &named.enterprise, &cause) || !load_whole (self, &named.figure, &cause))
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return NULL;
    }
  return score (self, project, &named);
}

/* ---- For columns ---- */

void
lf_score_append_columns (GString *sql)
{
  for (const char *const *name = lf_score_fields (); *name != NULL; name++)
    lf_sql_each_column (lf_entity_field (&lf_entity_project, *name), append_column, sql);
}

static int
count_columns (void)
{
  guint n = 0;

  for (const char *const *name = lf_score_fields (); *name != NULL; name++)
    n += lf_sql_n_columns (lf_entity_field (&lf_entity_project, *name));
  return (int) n;
}

gboolean
lf_scorer_judge_row (LfScorer *self,
                     const LfFacts *facts,
                     sqlite3_stmt *statement,
                     int *column,
                     LfLeadScore **ret_score,
                     GError **error)
{
  g_auto (Named) named = { NULL };
  g_autoptr (LfRecord) project = NULL;
  g_autofree char *id = NULL;

  if (!lf_score_fits (facts->stage))
    {
      *column += count_columns ();
      return TRUE;
    }
  id = lf_db_id (statement, 1);
  project = lf_record_new (&lf_entity_project, id);
  lf_record_set (project, "park", facts->park);
  for (const char *const *name = lf_score_fields (); *name != NULL; name++)
    lf_record_take_at (
        project, (guint) lf_entity_index (&lf_entity_project, *name),
        lf_sql_read_value (statement, column, lf_entity_field (&lf_entity_project, *name)));
  if (!read_named (self, project, &named, error))
    return FALSE;
  *ret_score = score (self, project, &named);
  return TRUE;
}
