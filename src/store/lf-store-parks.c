/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading the parks of a zone. */

#include "config.h"

#include "lf-store-parks.h"

#include "lf-counting.h"
#include "lf-store-figures.h"

#include <math.h>
#include <string.h>

#define PARK "park"
#define PROJECT "project"

/* What stands on a plot is complete (L1). */
#define BUILT "project(stage=completed|production|full_capacity)"

void
lf_park_sheet_free (LfParkSheet *self)
{
  for (guint i = 0; self->industries != NULL && i < self->tree->len * LF_N_FITS; i++)
    g_ptr_array_unref (self->industries[i]);
  g_clear_pointer (&self->tree, g_ptr_array_unref);
  g_clear_pointer (&self->taxonomy, g_ptr_array_unref);
  g_clear_pointer (&self->plots, g_ptr_array_unref);
  g_clear_pointer (&self->plot_industries, g_hash_table_unref);
  g_free (self->industries);
  g_free (self->figures);
  g_free (self);
}

/* ---- Reading ---- */

typedef struct
{
  LfStore *store;
  const LfDate *as_of; /* (nullable) */
  LfParkSheet *sheet;
} Reading;

static LfQuery *
ask (const Reading *self, const char *entity, const char *filter, GError **error)
{
  const LfDate today = lf_date_today ();
  LfQuery *query = lf_query_parse (lf_schema_find (entity), filter, NULL, &today, error);

  if (query != NULL && self->as_of != NULL)
    lf_query_set_as_of (query, self->as_of);
  return query;
}

static GPtrArray *
list (const Reading *self, const char *entity, const char *filter, GError **error)
{
  g_autoptr (LfQuery) query = ask (self, entity, filter, error);

  return query == NULL ? NULL : lf_store_list_sync (self->store, query, /* limit= */ 0, error);
}

static gboolean
read_tree (Reading *self, GError **error)
{
  g_autoptr (GPtrArray) parks = list (self, PARK, "", error);
  g_autoptr (GPtrArray) plots = parks == NULL ? NULL : list (self, "plot", "park!=", error);
  g_autoptr (GPtrArray) complete = plots == NULL ? NULL : list (self, "plot", BUILT, error);
  g_autoptr (GHashTable) built = g_hash_table_new (g_str_hash, g_str_equal);

  if (complete == NULL)
    return FALSE;
  for (guint i = 0; i < complete->len; i++)
    g_hash_table_add (built, (gpointer) lf_record_id (complete->pdata[i]));
  self->sheet->tree = lf_park_tree (parks, plots, built);
  self->sheet->plots = g_steal_pointer (&plots);
  self->sheet->figures = g_new0 (LfParkFigures, self->sheet->tree->len + 1);
  self->sheet->industries = g_new0 (GPtrArray *, self->sheet->tree->len * LF_N_FITS + 1);
  for (guint i = 0; i < self->sheet->tree->len * LF_N_FITS; i++)
    self->sheet->industries[i] = g_ptr_array_new_with_free_func (g_free);
  return TRUE;
}

static gboolean
read_plot_industries (const Reading *self, GError **error)
{
  g_autoptr (GPtrArray) projects
      = list (self, PROJECT, LF_COUNTED " and industry!= and plot()", error);
  g_autoptr (GHashTable) by_project = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *plots = self->sheet->plots;

  if (projects == NULL)
    return FALSE;
  self->sheet->plot_industries = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  for (guint i = 0; i < projects->len; i++)
    g_hash_table_insert (by_project, (gpointer) lf_record_id (projects->pdata[i]),
                         (gpointer) lf_record_get (projects->pdata[i], "industry"));
  for (guint i = 0; i < plots->len; i++)
    {
      const char *project = lf_record_get (plots->pdata[i], PROJECT);
      const char *industry = project == NULL ? NULL : g_hash_table_lookup (by_project, project);

      if (industry != NULL)
        g_hash_table_insert (self->sheet->plot_industries,
                             (gpointer) lf_record_id (plots->pdata[i]), g_strdup (industry));
    }
  return TRUE;
}

static void
add_projects (LfParkSheet *sheet, const LfFigureGroup *group)
{
  int at = group->keys[0] == NULL ? -1 : lf_park_sheet_find (sheet, group->keys[0]);
  const LfPark *park = at < 0 ? NULL : sheet->tree->pdata[at];
  LfFit fit;

  if (park == NULL)
    return;
  fit = lf_fit_judge (park->record, group->keys[1], sheet->taxonomy);
  g_ptr_array_add (sheet->industries[(guint) at * LF_N_FITS + fit], g_strdup (group->keys[1]));
  sheet->figures[at].n_projects += group->values[0].n;
  sheet->figures[at].n_fit[fit] += group->values[0].n;
  if (!lf_totals_merge (&sheet->figures[at].investment, &group->values[1].totals))
    g_warning ("the sum of a park's projects does not fit");
}

static gboolean
read_projects (const Reading *self, GError **error)
{
  const LfEntity *entity = lf_schema_find (PROJECT);
  const LfGrouping groupings[] = {
    { .field = lf_entity_field (entity, PARK) },
    { .field = lf_entity_field (entity, "industry") },
  };
  const LfFigure figures[] = {
    { LF_FIGURE_COUNT },
    { LF_FIGURE_SUM, .field = lf_entity_field (entity, "total_investment") },
  };
  g_autoptr (LfQuery) query = ask (self, PROJECT, LF_COUNTED " and park!=", error);
  g_autoptr (GPtrArray) groups
      = query == NULL
            ? NULL
            : lf_store_figures_sync (self->store, query, groupings, G_N_ELEMENTS (groupings),
                                     figures, G_N_ELEMENTS (figures), error);

  for (guint i = 0; groups != NULL && i < groups->len; i++)
    add_projects (self->sheet, groups->pdata[i]);
  return groups != NULL;
}

static gboolean
read_firms (const Reading *self, GError **error)
{
  const LfEntity *entity = lf_schema_find ("enterprise");
  const LfGrouping grouping = { .field = lf_entity_field (entity, PARK) };
  const LfFigure figure = { LF_FIGURE_COUNT };
  g_autoptr (LfQuery) query = ask (self, "enterprise", "park!=", error);
  g_autoptr (GPtrArray) groups
      = query == NULL ? NULL
                      : lf_store_figures_sync (self->store, query, &grouping, 1, &figure, 1, error);

  for (guint i = 0; groups != NULL && i < groups->len; i++)
    {
      const LfFigureGroup *group = groups->pdata[i];
      int at = group->keys[0] == NULL ? -1 : lf_park_sheet_find (self->sheet, group->keys[0]);

      if (at >= 0)
        self->sheet->figures[at].n_firms += group->values[0].n;
    }
  return groups != NULL;
}

/* Those in a park stand right behind it, so the sums of its own are still whole where it comes
 * before them. */
static void
roll_up (LfParkSheet *sheet)
{
  for (guint i = 0; i < sheet->tree->len; i++)
    for (guint k = 1; k <= ((const LfPark *) sheet->tree->pdata[i])->n_within; k++)
      {
        LfParkFigures *sum = &sheet->figures[i];
        const LfParkFigures *inside = &sheet->figures[i + k];

        sum->n_firms += inside->n_firms;
        sum->n_projects += inside->n_projects;
        for (guint fit = 0; fit < LF_N_FITS; fit++)
          sum->n_fit[fit] += inside->n_fit[fit];
        if (!lf_totals_merge (&sum->investment, &inside->investment))
          g_warning ("the sum of a park's projects does not fit");
      }
}

LfParkSheet *
lf_store_parks_sync (LfStore *self, const LfDate *as_of, GError **error)
{
  g_autoptr (LfParkSheet) sheet = g_new0 (LfParkSheet, 1);
  Reading reading = { self, as_of, sheet };

  sheet->taxonomy = list (&reading, "industry", "", error);
  if (sheet->taxonomy == NULL || !read_tree (&reading, error)
      || !read_plot_industries (&reading, error) || !read_projects (&reading, error)
      || !read_firms (&reading, error))
    return NULL;
  roll_up (sheet);
  return g_steal_pointer (&sheet);
}

/* ---- What is in it ---- */

int
lf_park_sheet_find (const LfParkSheet *self, const char *id)
{
  for (guint i = 0; i < self->tree->len; i++)
    if (strcmp (lf_record_id (((const LfPark *) self->tree->pdata[i])->record), id) == 0)
      return (int) i;
  return -1;
}

LfLayout *
lf_park_sheet_layout (const LfParkSheet *self)
{
  return lf_layout_new (self->tree, self->plots, self->plot_industries);
}

double
lf_park_figures_fit_percent (const LfParkFigures *self)
{
  gint64 judged = self->n_fit[LF_FIT_YES] + self->n_fit[LF_FIT_NO];

  return judged == 0 ? NAN : 100.0 * (double) self->n_fit[LF_FIT_YES] / (double) judged;
}

/* (transfer full): "(industry=… or industry=…)" */
static char *
industries_where (GPtrArray *industries)
{
  GString *where = g_string_new ("(");

  for (guint i = 0; i < industries->len; i++)
    {
      g_autofree char *quoted
          = industries->pdata[i] == NULL ? g_strdup ("") : lf_filter_quote (industries->pdata[i]);

      g_string_append_printf (where, "%sindustry=%s", i > 0 ? " or " : "", quoted);
    }
  g_string_append_c (where, ')');
  return g_string_free (where, FALSE);
}

char *
lf_park_sheet_fit_where (const LfParkSheet *self, guint index, LfFit fit)
{
  const LfPark *park = self->tree->pdata[index];
  GString *where = g_string_new (NULL);

  for (guint i = index; i <= index + park->n_within; i++)
    {
      GPtrArray *industries = self->industries[i * LF_N_FITS + fit];
      g_autofree char *id
          = lf_filter_quote (lf_record_id (((const LfPark *) self->tree->pdata[i])->record));
      g_autofree char *of = industries->len == 0 ? NULL : industries_where (industries);

      if (of != NULL)
        g_string_append_printf (where, "%s(park=%s and %s)", where->len > 0 ? " or " : "", id, of);
    }
  if (where->len > 0)
    {
      g_string_prepend (where, LF_COUNTED " and (");
      g_string_append_c (where, ')');
    }
  return g_string_free (where, FALSE);
}

char *
lf_park_sheet_tell_fit (const LfParkSheet *self,
                        const char *park,
                        const char *industry,
                        LfFit *ret_fit)
{
  int at = park == NULL ? -1 : lf_park_sheet_find (self, park);
  const LfPark *asked = at < 0 ? NULL : self->tree->pdata[at];
  g_autoptr (GPtrArray) better = NULL;

  *ret_fit = LF_FIT_UNKNOWN;
  if (asked == NULL || industry == NULL)
    return NULL;
  *ret_fit = lf_fit_judge (asked->record, industry, self->taxonomy);
  better = lf_fit_better (self->tree, industry, self->taxonomy);
  return lf_fit_tell (*ret_fit, asked->record, industry, better);
}
