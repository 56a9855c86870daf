/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All clocks of one project and its lamp. */

#include "config.h"

#include "lf-store-clocks.h"

#include "lf-store-standing.h"

#define LAND "land_case"

static void
statute_clock_free (gpointer data)
{
  LfStatuteClock *clock = data;

  g_clear_pointer (&clock->land, lf_record_unref);
  g_free (clock);
}

void
lf_clocks_free (LfClocks *self)
{
  g_clear_pointer (&self->project, lf_record_unref);
  g_clear_pointer (&self->statutes, g_ptr_array_unref);
  lf_lamp_facts_clear (&self->lamp_facts);
  lf_facts_clear (&self->facts);
  g_free (self);
}

/* ---- Reading ---- */

/* (transfer full) (element-type LfRecord) (nullable): what belongs to the project */
static GPtrArray *
load_parts (LfDb *db, const LfEntity *entity, const char *project, GError **error)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_record_unref);
  sqlite3_stmt *statement
      = lf_db_preparef (db, error, "%s WHERE t.\"%s\" = ?1 AND t.deleted IS NULL ORDER BY t.id",
                        lf_sql_select (entity), entity->parent);
  gboolean has_row = TRUE;

  if (statement == NULL)
    return NULL;
  lf_db_bind_id (statement, 1, project);
  while (lf_db_step (db, statement, &has_row, error) && has_row)
    g_ptr_array_add (records, lf_sql_read_record (statement, entity, 0));
  return has_row ? NULL : g_steal_pointer (&records);
}

static gboolean
judge_lamp (LfClocks *self, LfDb *db, const LfBasis *basis, GError **error)
{
  self->facts = lf_facts_of (self->project);
  self->lamp_facts.project = &self->facts;
  for (guint part = 0; part < LF_N_LAMP_PARTS; part++)
    {
      const LfEntity *entity = lf_schema_find (lf_lamp_part_entity ((LfLampPart) part));
      g_autoptr (GPtrArray) records = load_parts (db, entity, lf_record_id (self->project), error);

      if (records == NULL)
        return FALSE;
      for (guint i = 0; i < records->len; i++)
        lf_lamp_facts_take_record (&self->lamp_facts, records->pdata[i]);
    }
  self->lamp = lf_lamp_judge (basis, &self->lamp_facts);
  return TRUE;
}

static void
add_statute (LfClocks *self, const LfBasis *basis, const LfStatute *statute, LfRecord *land)
{
  LfStatuteClock *clock;
  const LfDeadline deadline = lf_statute_judge (basis, statute, self->project, land);

  if (deadline.state == LF_DEADLINE_NONE)
    return;
  clock = g_new (LfStatuteClock, 1);
  *clock = (LfStatuteClock){ statute, land == NULL ? NULL : lf_record_ref (land), deadline };
  g_ptr_array_add (self->statutes, clock);
}

static gboolean
judge_statutes (LfClocks *self, LfDb *db, const LfBasis *basis, GError **error)
{
  g_autoptr (GPtrArray) lands
      = load_parts (db, lf_schema_find (LAND), lf_record_id (self->project), error);
  guint n;

  lf_statutes (&n);
  for (guint i = 0; lands != NULL && i < n; i++)
    {
      const LfStatute *statute = lf_statute_at (i);

      if (!lf_statute_is_of_land (statute))
        add_statute (self, basis, statute, NULL);
      for (guint land = 0; lf_statute_is_of_land (statute) && land < lands->len; land++)
        add_statute (self, basis, statute, lands->pdata[land]);
    }
  return lands != NULL;
}

typedef struct
{
  char *project;
  LfDate today;
} Asked;

static void
asked_free (gpointer data)
{
  Asked *asked = data;

  g_free (asked->project);
  g_free (asked);
}

LfClocks *
lf_clocks_read (LfDb *db, const char *project, const LfDate *today, GError **error)
{
  g_autoptr (LfRulebook) book = lf_standing_load_book (db, error);
  g_autoptr (LfCalendar) calendar = book == NULL ? NULL : lf_zone_calendar_read (db, error);
  const LfBasis basis = { book, calendar, *today };
  g_autoptr (LfClocks) clocks = g_new0 (LfClocks, 1);

  if (calendar == NULL)
    return NULL;
  clocks->statutes = g_ptr_array_new_with_free_func (statute_clock_free);
  clocks->project = lf_rows_load (db, lf_standing_entity (), project, error);
  if (clocks->project == NULL || !judge_statutes (clocks, db, &basis, error)
      || !judge_lamp (clocks, db, &basis, error))
    return NULL;
  for (guint leg = 0; leg < LF_N_LEGS; leg++)
    clocks->legs[leg] = lf_leg_judge (&basis, (LfLeg) leg, clocks->project);
  return g_steal_pointer (&clocks);
}

static gpointer
read_clocks (LfDb *db, gpointer data, GError **error)
{
  const Asked *asked = data;

  return lf_clocks_read (db, asked->project, &asked->today, error);
}

/* ---- Asking ---- */

LfClocks *
lf_store_clocks_sync (LfStore *self, const char *project, const LfDate *today, GError **error)
{
  Asked asked = { (char *) project, *today };

  return lf_store_read (self, read_clocks, &asked, error);
}

void
lf_store_clocks_async (LfStore *self,
                       const char *project,
                       const LfDate *today,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  Asked *asked = g_new (Asked, 1);

  *asked = (Asked){ g_strdup (project), *today };
  lf_store_read_async (self, read_clocks, asked, asked_free, (GDestroyNotify) lf_clocks_free,
                       cancellable, callback, user_data);
}

LfClocks *
lf_store_clocks_finish (LfStore *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
