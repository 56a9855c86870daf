/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether the lamps of the last month wait to be closed (V3), by those who may. A park's month is
 * closed with the first of its lamps that is kept: only where there is none projects are judged,
 * and no more of them than until one has a lamp. */

#include "config.h"

#include "lf-store-today-private.h"

#include "lf-lamp-month.h"
#include "lf-rules.h"
#include "lf-sight.h"
#include "lf-store-list.h"
#include "lf-store-standing.h"

#include <glib/gi18n-lib.h>

#define KEPT "lamp_month"
#define PAGE 64
/* What is none of this has no lamp. */
#define JUDGED                                                                                     \
  "production_date= and (approved_date!= or signed_date!= or planned_start_date!= or "             \
  "started_date!= or stage=started|completed)"

typedef struct
{
  LfTodayReading *reading;
  LfDate month;
  LfRulebook *book;
  char *parts[LF_N_LAMP_PARTS];
  char *role, *sight; /* (nullable): nobody's store */
} Closer;

static void
closer_clear (Closer *self)
{
  g_clear_pointer (&self->book, lf_rulebook_free);
  for (guint part = 0; part < LF_N_LAMP_PARTS; part++)
    g_free (self->parts[part]);
  g_free (self->role);
  g_free (self->sight);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Closer, closer_clear)

static gboolean
begin (Closer *self, GError **error)
{
  LfDb *db = self->reading->db;

  for (guint part = 0; part < LF_N_LAMP_PARTS; part++)
    self->parts[part] = lf_standing_parts_sql ((LfLampPart) part);
  self->month = lf_date_month (&self->reading->today);
  self->month = lf_date_add_months (&self->month, -1);
  self->book = lf_standing_load_book (db, error);
  return self->book != NULL && lf_setting_get (db, LF_SETTING_ROLE, &self->role, error)
         && lf_setting_get (db, LF_SETTING_SIGHT, &self->sight, error);
}

static gboolean
may_close (const Closer *self, const char *park)
{
  return self->role == NULL || lf_sight_has (self->sight, LF_SCOPE_PARKS)
         || (park != NULL && lf_sight_has_park (self->sight, park));
}

/* ---- A park ---- */

static LfQuery *
query_park (
    const Closer *self, const char *entity, const char *filter, const char *park, GError **error)
{
  g_autofree char *quoted = park == NULL ? g_strdup ("") : lf_filter_quote (park);
  g_autofree char *text = g_strdup_printf ("%s and park=%s", filter, quoted);

  return lf_query_parse (lf_schema_find (entity), text, NULL, &self->reading->today, error);
}

static gboolean
is_closed (const Closer *self, const char *park, gboolean *ret_closed, GError **error)
{
  g_autofree char *month = lf_date_to_canonical (&self->month);
  g_autofree char *filter = g_strdup_printf ("period=%s", month);
  g_autoptr (LfQuery) query = query_park (self, KEPT, filter, park, error);
  g_autoptr (GPtrArray) one
      = query == NULL ? NULL : lf_rows_list (self->reading->db, query, /* limit= */ 1, error);

  if (one == NULL)
    return FALSE;
  *ret_closed = one->len > 0;
  return TRUE;
}

static gboolean
has_lamp (const Closer *self, const LfRecord *project, gboolean *ret_has, GError **error)
{
  g_auto (LfFacts) facts = lf_facts_of (project);
  g_auto (LfLampFacts) lamp_facts = { &facts };
  const LfBasis basis = { self->book, NULL, lf_date_month_end (&self->month) };
  const LfDate first = lf_stage_first_day (project);

  *ret_has = FALSE;
  if (lf_date_compare (&first, &basis.today) > 0)
    return TRUE;
  for (guint part = 0; part < LF_N_LAMP_PARTS; part++)
    if (lf_lamp_needs (&basis, &facts, (LfLampPart) part)
        && !lf_standing_take_parts (self->reading->db, self->parts[part], (LfLampPart) part,
                                    lf_record_id (project), &lamp_facts, error))
      return FALSE;
  *ret_has = lf_lamp_of_day (&basis, &lamp_facts) != LF_LAMP_NONE;
  return TRUE;
}

/* The next PAGE of @park's projects after the row @after that may have a lamp: as many of the park
 * are looked at, and none of another's. */
static GArray *
read_judged (const Closer *self, const char *park, gint64 after, GError **error)
{
  const LfEntity *entity = lf_standing_entity ();
  const LfField *field = lf_entity_field (entity, "park");
  g_autoptr (LfFilter) of_park = lf_filter_equal (field, park);
  g_autoptr (LfFilter) judged
      = lf_filter_parse (entity, JUDGED, &self->reading->today, NULL, error);
  g_autofree char *index = lf_sql_index (entity, field);
  g_autofree char *select
      = g_strdup_printf ("SELECT t.row FROM \"%s\" t INDEXED BY \"%s\" WHERE t.deleted IS NULL"
                         " AND t.row > ? AND ",
                         entity->name, index);
  g_autoptr (LfSql) sql = lf_sql_new (select);
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  sqlite3_stmt *statement;
  gboolean has_row = TRUE;

  if (judged == NULL)
    return NULL;
  lf_sql_bind (sql, g_variant_new_int64 (after));
  lf_sql_add_comparison (sql, of_park);
  g_string_append (sql->text, " AND ");
  lf_sql_add_filter (sql, entity, judged);
  g_string_append_printf (sql->text, " ORDER BY t.row LIMIT %d", PAGE);
  statement = lf_sql_prepare (sql, self->reading->db, error);
  while (statement != NULL && lf_db_step (self->reading->db, statement, &has_row, error) && has_row)
    {
      const gint64 row = sqlite3_column_int64 (statement, 0);

      g_array_append_val (rows, row);
    }
  return has_row ? NULL : g_steal_pointer (&rows);
}

static gboolean
has_any_lamp (const Closer *self, const char *park, gboolean *ret_has, GError **error)
{
  guint n = PAGE;
  gint64 after = 0;

  while (!*ret_has && n == PAGE)
    {
      g_autoptr (GArray) rows = read_judged (self, park, after, error);
      g_autoptr (GPtrArray) page
          = rows == NULL ? NULL
                         : lf_rows_page (self->reading->db, lf_standing_entity (),
                                         (const gint64 *) (gpointer) rows->data, rows->len, error);

      if (page == NULL)
        return FALSE;
      for (guint i = 0; i < page->len && !*ret_has; i++)
        if (page->pdata[i] != NULL && !has_lamp (self, page->pdata[i], ret_has, error))
          return FALSE;
      n = rows->len;
      after = n == 0 ? after : g_array_index (rows, gint64, n - 1);
    }
  return TRUE;
}

/* @ret_left is as it was where nothing is. */
static gboolean
look_at_park (const Closer *self, const char *park, gboolean *ret_left, GError **error)
{
  gboolean is_done = FALSE;

  if (!may_close (self, park))
    return TRUE;
  if (!is_closed (self, park, &is_done, error))
    return FALSE;
  return is_done || has_any_lamp (self, park, ret_left, error);
}

/* ---- The item ---- */

static void
add_item (const Closer *self)
{
  g_autofree char *id = lf_date_to_canonical (&self->month);
  g_autofree char *month = lf_date_format (&self->month);
  LfTodayItem *item = lf_today_add_blank (self->reading, LF_TODAY_UNCLOSED, KEPT, id);

  self->reading->found->counts[LF_TODAY_UNCLOSED] = 1;
  item->title = g_strdup_printf (_ ("The lamps of %s are not closed yet"), month);
  item->why = g_strdup (_ ("Until they are, what is corrected later changes that month’s chart"));
}

gboolean
lf_today_find_unclosed (LfTodayReading *reading, GError **error)
{
  g_auto (Closer) self = { reading };
  g_autoptr (LfQuery) query = lf_query_new (lf_schema_find ("park"), NULL, "name");
  g_autoptr (GPtrArray) parks = NULL;
  gboolean is_left = FALSE;

  if (!begin (&self, error))
    return FALSE;
  if (self.role != NULL && !lf_rules_may (self.role, KEPT, 'c'))
    return TRUE;
  parks = lf_rows_list (reading->db, query, /* limit= */ 0, error);
  if (parks == NULL)
    return FALSE;
  for (guint i = 0; i < parks->len && !is_left; i++)
    if (!look_at_park (&self, lf_record_id (parks->pdata[i]), &is_left, error))
      return FALSE;
  if (!is_left && !look_at_park (&self, /* park= */ NULL, &is_left, error))
    return FALSE;
  if (is_left)
    add_item (&self);
  return TRUE;
}
