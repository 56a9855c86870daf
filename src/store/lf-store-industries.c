/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading and loading the zone's industries. */

#include "config.h"

#include "lf-store-industries.h"

#include "lf-counting.h"
#include "lf-store-figures.h"

#include <glib/gi18n-lib.h>
#include <string.h>

void
lf_industry_sheet_free (LfIndustrySheet *self)
{
  g_clear_pointer (&self->tree, g_ptr_array_unref);
  g_clear_pointer (&self->taxonomy, lf_taxonomy_free);
  g_free (self->figures);
  g_free (self);
}

static LfQuery *
ask (const char *entity, const char *filter, GError **error)
{
  const LfDate today = lf_date_today ();

  return lf_query_parse (lf_schema_find (entity), filter, NULL, &today, error);
}

static GPtrArray *
list (LfStore *store, const char *entity, GError **error)
{
  g_autoptr (LfQuery) query = ask (entity, "", error);

  return query == NULL ? NULL : lf_store_list_sync (store, query, /* limit= */ 0, error);
}

/* ---- Reading ---- */

static void
add_figures (LfIndustryFigures *sum, gint64 n, const LfTotals *investment)
{
  sum->n_projects += n;
  if (!lf_totals_merge (&sum->investment, investment))
    g_warning ("the sum of an industry's projects does not fit");
}

static void
add_group (LfIndustrySheet *sheet, const LfFigureGroup *group)
{
  const LfRecord *industry = lf_taxonomy_find_name (sheet->taxonomy, group->keys[0]);

  for (guint i = 0; industry != NULL && i < sheet->tree->len; i++)
    if (((const LfIndustryNode *) sheet->tree->pdata[i])->record == industry)
      add_figures (&sheet->figures[i], group->values[0].n, &group->values[1].totals);
}

/* What is part of one stands right behind it. */
static void
roll_up (LfIndustrySheet *sheet)
{
  for (guint i = 0; i < sheet->tree->len; i++)
    for (guint k = 1; k <= ((const LfIndustryNode *) sheet->tree->pdata[i])->n_within; k++)
      add_figures (&sheet->figures[i], sheet->figures[i + k].n_projects,
                   &sheet->figures[i + k].investment);
}

LfIndustrySheet *
lf_store_industries_sync (LfStore *self, GError **error)
{
  const LfEntity *project = lf_schema_find ("project");
  const LfGrouping grouping = { .field = lf_entity_field (project, "industry") };
  const LfFigure figures[] = {
    { LF_FIGURE_COUNT },
    { LF_FIGURE_SUM, .field = lf_entity_field (project, "total_investment") },
  };
  g_autoptr (LfIndustrySheet) sheet = g_new0 (LfIndustrySheet, 1);
  g_autoptr (GPtrArray) industries = list (self, "industry", error);
  g_autoptr (LfQuery) query
      = industries == NULL ? NULL : ask ("project", LF_COUNTED " and industry!=", error);
  g_autoptr (GPtrArray) groups = query == NULL
                                     ? NULL
                                     : lf_store_figures_sync (self, query, &grouping, 1, figures,
                                                              G_N_ELEMENTS (figures), error);

  if (groups == NULL)
    return NULL;
  sheet->taxonomy = lf_taxonomy_new ();
  for (guint i = 0; i < industries->len; i++)
    lf_taxonomy_take (sheet->taxonomy, industries->pdata[i]);
  sheet->tree = lf_taxonomy_tree (sheet->taxonomy);
  sheet->figures = g_new0 (LfIndustryFigures, sheet->tree->len + 1);
  for (guint i = 0; i < groups->len; i++)
    add_group (sheet, groups->pdata[i]);
  roll_up (sheet);
  return g_steal_pointer (&sheet);
}

char *
lf_industry_sheet_where (const LfIndustrySheet *self, guint index)
{
  const LfIndustryNode *node = self->tree->pdata[index];
  GString *where = g_string_new (LF_COUNTED " and (");

  for (guint i = index; i <= index + node->n_within; i++)
    {
      const LfIndustryNode *part = self->tree->pdata[i];
      g_autofree char *title = lf_record_title (part->record);
      g_autofree char *quoted = lf_filter_quote (title);

      g_string_append_printf (where, "%sindustry=%s", i > index ? " or " : "", quoted);
    }
  g_string_append_c (where, ')');
  return g_string_free (where, FALSE);
}

char *
lf_industry_figures_tell (const LfIndustryFigures *self)
{
  g_autofree char *projects = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%d project", "%d projects", (gulong) self->n_projects),
      (int) self->n_projects);
  g_autofree char *amount = lf_totals_format (&self->investment);

  return self->n_projects == 0     ? g_strdup ("")
         : self->investment.n == 0 ? g_steal_pointer (&projects)
                                   : g_strconcat (projects, " · ", amount, NULL);
}

/* ---- Presets ---- */

/* (transfer full): the zone's industries, and of @made what was deleted */
static GPtrArray *
read_there (LfStore *store, GPtrArray *made, GError **error)
{
  g_autoptr (GPtrArray) there = list (store, "industry", error);

  for (guint i = 0; there != NULL && i < made->len; i++)
    {
      g_autoptr (GError) cause = NULL;
      g_autoptr (LfRecord) industry = lf_store_load_sync (store, lf_schema_find ("industry"),
                                                          lf_record_id (made->pdata[i]), &cause);

      if (cause != NULL && !g_error_matches (cause, LF_ERROR, LF_ERROR_NOT_FOUND))
        {
          g_propagate_error (error, g_steal_pointer (&cause));
          return NULL;
        }
      if (industry != NULL && lf_record_is_deleted (industry))
        g_ptr_array_add (there, g_steal_pointer (&industry));
    }
  return g_steal_pointer (&there);
}

gboolean
lf_store_industries_load_sync (LfStore *self, const char *preset, guint *ret_n, GError **error)
{
  g_autoptr (GPtrArray) parks = list (self, "park", error);
  g_autoptr (GPtrArray) made
      = parks == NULL ? NULL : lf_industry_preset_make (preset, parks, error);
  g_autoptr (GPtrArray) there = made == NULL ? NULL : read_there (self, made, error);
  g_autoptr (LfChange) change = there == NULL ? NULL : lf_industry_preset_load (made, there, ret_n);

  return there != NULL && (change == NULL || lf_store_commit_parts_sync (self, change, error));
}
