/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The card of a park. */

#include "config.h"

#include "lf-park-paper.h"

#include "lf-text.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define MOST_PLOTS 8 /* that the page has room for */
#define MOST_FIRMS 12

#define ON_OFFER "state=ready|listed and park=%s"
#define OF_NAME                                                                                    \
  "park=%s and (top_list!= or is_stock_listed=1 or is_above_scale=1 or is_above_quota=1 "          \
  "or is_high_tech=1)"

/* ---- Reading ---- */

void
lf_park_card_free (LfParkCard *self)
{
  g_clear_pointer (&self->sheet, lf_park_sheet_free);
  g_clear_pointer (&self->plots, g_ptr_array_unref);
  g_clear_pointer (&self->firms, g_ptr_array_unref);
  g_free (self->manager);
  g_free (self->mobile);
  g_free (self);
}

static GPtrArray *
list (LfStore *store,
      const char *entity,
      const char *filter,
      const char *ids,
      const char *sort,
      GError **error)
{
  const LfDate today = lf_date_today ();
  g_autofree char *where = g_strdup_printf (filter, ids);
  g_autoptr (LfQuery) query = lf_query_parse (lf_schema_find (entity), where, sort, &today, error);

  return query == NULL ? NULL : lf_store_list_sync (store, query, /* limit= */ 0, error);
}

/* Who manages it, else who has that role there. */
static void
read_manager (LfParkCard *self, LfStore *store, const LfRecord *park)
{
  const char *id = lf_record_get (park, "manager");
  g_autoptr (LfRecord) account
      = id == NULL ? NULL : lf_store_load_sync (store, lf_schema_find ("account"), id, NULL);
  g_autoptr (GPtrArray) others = account != NULL
                                     ? NULL
                                     : list (store, "account", "role=park_manager and park=%s",
                                             lf_record_id (park), "name", NULL);

  if (account == NULL && others != NULL && others->len > 0)
    account = lf_record_ref (others->pdata[0]);
  if (account == NULL)
    return;
  self->manager = lf_record_title (account);
  self->mobile = g_strdup (lf_record_get (account, "mobile"));
}

LfParkCard *
lf_park_card_read_sync (LfStore *store, const char *id, GError **error)
{
  g_autoptr (LfParkCard) self = g_new0 (LfParkCard, 1);
  g_autofree char *ids = NULL;
  int index;

  self->sheet = lf_store_parks_sync (store, NULL, error);
  if (self->sheet == NULL)
    return NULL;
  index = lf_park_sheet_find (self->sheet, id);
  if (index < 0)
    {
      g_set_error (error, LF_ERROR, LF_ERROR_NOT_FOUND, _ ("There is no park %s."), id);
      return NULL;
    }
  self->index = (guint) index;
  ids = lf_park_tree_ids (self->sheet->tree, self->index);
  self->plots = list (store, "plot", ON_OFFER, ids, "-area_mu", error);
  self->firms
      = self->plots == NULL ? NULL : list (store, "enterprise", OF_NAME, ids, "name", error);
  if (self->firms == NULL)
    return NULL;
  read_manager (self, store, ((const LfPark *) self->sheet->tree->pdata[index])->record);
  return g_steal_pointer (&self);
}

/* ---- Words ---- */

static char *
tell_mu (gint64 area)
{
  g_autofree char *told = g_strdup_printf (_ ("%.0f mu"), (double) area / LF_MU);

  return area == LF_LAND_UNKNOWN ? g_strdup ("–") : lf_text_group_digits (told);
}

char *
lf_park_tell_land (const LfParkLand *land)
{
  gint64 occupied = lf_park_land_occupied (land);
  g_autofree char *area = tell_mu (land->area);
  g_autofree char *vacant = tell_mu (land->vacant);

  if (land->area == LF_LAND_UNKNOWN)
    return g_strdup ("");
  if (occupied == LF_LAND_UNKNOWN || land->area == 0)
    return g_steal_pointer (&area);
  return g_strdup_printf (_ ("%1$s of %2$s vacant, %3$.0f%% occupied"), vacant, area,
                          100.0 * (double) occupied / (double) land->area);
}

char *
lf_park_tell_figures (const LfParkFigures *figures)
{
  double fit = lf_park_figures_fit_percent (figures);
  g_autofree char *projects
      = g_strdup_printf (ngettext ("%d project", "%d projects", (gulong) figures->n_projects),
                         (int) figures->n_projects);
  g_autofree char *firms
      = g_strdup_printf (ngettext ("%d enterprise", "%d enterprises", (gulong) figures->n_firms),
                         (int) figures->n_firms);
  g_autofree char *amount = lf_totals_format (&figures->investment);
  g_autofree char *share = isnan (fit) ? NULL : g_strdup_printf (_ ("%.0f%% fit"), fit);

  return g_strconcat (projects, " · ", firms, " · ", amount, share == NULL ? NULL : " · ", share,
                      NULL);
}

/* ---- Paper ---- */

static char *
tell_place (const LfRecord *park)
{
  static const char *const fields[] = { "zone", "parent", "address" };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (lf_record_get (park, fields[i]) != NULL)
      {
        g_autofree char *value = lf_record_format (park, fields[i]);

        g_string_append_printf (text, "%s%s", text->len == 0 ? "" : " · ", value);
      }
  return g_string_free (text, FALSE);
}

static void
add_long (LfPaper *paper, const char *heading, const char *text)
{
  if (text == NULL || *text == '\0')
    return;
  lf_paper_add_heading (paper, heading);
  lf_paper_add_text (paper, text);
}

static void
add_facts (LfPaper *paper, const LfParkCard *card, const LfPark *park)
{
  const char *const headings[]
      = { _ ("Area"),        _ ("Built"),    _ ("Occupied"),         _ ("Vacant"),
          _ ("Enterprises"), _ ("Projects"), _ ("Total investment"), NULL };
  const double shares[] = { 0.13, 0.13, 0.13, 0.12, 0.16, 0.11, 0.22 };
  const LfParkFigures *figures = &card->sheet->figures[card->index];
  g_autofree char *area = tell_mu (park->land.area);
  g_autofree char *built = tell_mu (park->land.built);
  g_autofree char *occupied = tell_mu (lf_park_land_occupied (&park->land));
  g_autofree char *vacant = tell_mu (park->land.vacant);
  g_autofree char *firms = g_strdup_printf ("%d", (int) figures->n_firms);
  g_autofree char *projects = g_strdup_printf ("%d", (int) figures->n_projects);
  g_autofree char *amount = lf_totals_format (&figures->investment);
  const char *const cells[] = { area, built, occupied, vacant, firms, projects, amount };

  lf_paper_begin_table (paper, headings, shares);
  lf_paper_add_row (paper, cells);
}

/* (transfer full) (nullable) */
static char *
price_per_mu (const LfRecord *plot)
{
  const char *price = lf_record_get (plot, "starting_price");
  const char *area = lf_record_get (plot, "area_mu");
  double mu = area == NULL ? 0 : g_ascii_strtod (area, NULL);
  g_autofree char *text = NULL;
  LfMoney money;

  if (price == NULL || mu <= 0 || !lf_money_from_canonical (price, &money))
    return NULL;
  money.minor = LF_MONEY_WAN / 10 * llround ((double) money.minor / mu / (LF_MONEY_WAN / 10));
  text = lf_money_format (&money);
  return g_strdup_printf (_ ("%s per mu"), text);
}

static void
add_plots (LfPaper *paper, GPtrArray *plots)
{
  const char *const headings[]
      = { _ ("Plot number"), _ ("Use"), _ ("Area"), _ ("Location"), _ ("Starting price"), NULL };
  const double shares[] = { 0.24, 0.16, 0.12, 0.24, 0.24 };

  if (plots->len == 0)
    return;
  lf_paper_add_heading (paper, _ ("Land on offer"));
  lf_paper_begin_table (paper, headings, shares);
  for (guint i = 0; i < MIN (plots->len, MOST_PLOTS); i++)
    {
      const LfRecord *plot = plots->pdata[i];
      g_autofree char *use = lf_record_format (plot, "use");
      g_autofree char *area = lf_record_format (plot, "area_mu");
      g_autofree char *price = price_per_mu (plot);
      const char *const cells[]
          = { lf_record_get (plot, "number"), use, area, lf_record_get (plot, "location"), price };

      lf_paper_add_row (paper, cells);
    }
  if (plots->len > MOST_PLOTS)
    {
      g_autofree char *more
          = g_strdup_printf (ngettext ("and %u more", "and %u more", plots->len - MOST_PLOTS),
                             plots->len - MOST_PLOTS);

      lf_paper_add_text (paper, more);
    }
}

static void
add_firms (LfPaper *paper, GPtrArray *firms)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < MIN (firms->len, MOST_FIRMS); i++)
    {
      g_autofree char *name = lf_record_title (firms->pdata[i]);

      g_string_append_printf (names, "%s%s", i > 0 ? " · " : "", name);
    }
  add_long (paper, _ ("Firms of name"), names->str);
}

static void
add_contact (LfPaper *paper, const LfParkCard *card)
{
  g_autofree char *contact = card->manager == NULL ? NULL
                             : card->mobile == NULL
                                 ? g_strdup (card->manager)
                                 : g_strdup_printf ("%s  %s", card->manager, card->mobile);

  add_long (paper, _ ("Contact"), contact);
}

LfPaper *
lf_park_paper_new (const LfParkCard *card)
{
  const LfPark *park = card->sheet->tree->pdata[card->index];
  g_autofree char *title = lf_record_title (park->record);
  g_autofree char *place = tell_place (park->record);
  g_autofree char *leading = lf_record_format (park->record, "leading_industries");
  g_autofree char *amenities = lf_record_format (park->record, "amenities");
  LfPaper *paper = lf_paper_new (title, *place == '\0' ? NULL : place);

  add_facts (paper, card, park);
  add_long (paper, _ ("Leading industries"), leading);
  add_long (paper, _ ("Amenities and transport"), amenities);
  add_plots (paper, card->plots);
  add_firms (paper, card->firms);
  add_contact (paper, card);
  add_long (paper, _ ("About the park"), lf_record_get (park->record, "note"));
  return paper;
}
