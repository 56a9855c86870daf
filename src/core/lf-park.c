/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tree of parks and its land. */

#include "config.h"

#include "lf-park.h"

#include <math.h>
#include <string.h>

void
lf_park_free (LfPark *self)
{
  lf_record_unref (self->record);
  g_free (self);
}

/* ---- Land ---- */

static gint64
hundredths (const LfRecord *record, const char *field)
{
  const char *text = lf_record_get (record, field);

  return text == NULL ? LF_LAND_UNKNOWN : llround (g_ascii_strtod (text, NULL) * LF_MU);
}

static void
add_area (gint64 *area, gint64 more)
{
  if (more != LF_LAND_UNKNOWN)
    *area = more + (*area == LF_LAND_UNKNOWN ? 0 : *area);
}

gint64
lf_park_land_occupied (const LfParkLand *self)
{
  if (self->area == LF_LAND_UNKNOWN || self->vacant == LF_LAND_UNKNOWN)
    return LF_LAND_UNKNOWN;
  return MAX (self->area - self->vacant, 0);
}

/* What lies idle was supplied: it cannot be offered until it is taken back (§6). */
static gboolean
is_supplied (const LfRecord *plot)
{
  const char *state = lf_record_get (plot, "state");

  return g_strcmp0 (state, "supplied") == 0 || g_strcmp0 (state, "idle") == 0;
}

LfParkLand
lf_plot_land (const LfRecord *plot, gboolean is_built)
{
  gint64 area = hundredths (plot, "area_mu"), vacant = hundredths (plot, "vacant_area_mu");

  if (area == LF_LAND_UNKNOWN)
    return (LfParkLand){ LF_LAND_UNKNOWN, LF_LAND_UNKNOWN, LF_LAND_UNKNOWN };
  if (vacant == LF_LAND_UNKNOWN)
    vacant = is_supplied (plot) ? 0 : area;
  return (LfParkLand){ area, is_built ? area : 0, MIN (vacant, area) };
}

static void
add_land (LfParkLand *self, const LfParkLand *other)
{
  add_area (&self->area, other->area);
  add_area (&self->built, other->built);
  add_area (&self->vacant, other->vacant);
}

static void
add_plot (LfPark *park, const LfRecord *plot, gboolean is_built)
{
  LfParkLand land = lf_plot_land (plot, is_built);

  park->n_plots++;
  add_land (&park->land, &land);
}

/* ---- The tree ---- */

typedef struct
{
  GHashTable *by_id; /* (element-type utf8 LfRecord) */
  GHashTable *plots; /* (element-type utf8 GPtrArray): of each park */
  GHashTable *built;
  GHashTable *inside; /* (element-type utf8 GPtrArray): of each park the parks right in it */
  GPtrArray *tree;
} Builder;

static int
compare_names (gconstpointer a, gconstpointer b)
{
  g_autofree char *one = lf_record_title (*(LfRecord *const *) a);
  g_autofree char *other = lf_record_title (*(LfRecord *const *) b);
  int order = g_utf8_collate (one, other);

  return order != 0 ? order
                    : strcmp (lf_record_id (*(LfRecord *const *) a),
                              lf_record_id (*(LfRecord *const *) b));
}

static void
put_under (GHashTable *table, const char *key, LfRecord *record)
{
  GPtrArray *records = g_hash_table_lookup (table, key);

  if (records == NULL)
    {
      records = g_ptr_array_new ();
      g_hash_table_insert (table, g_strdup (key), records);
    }
  g_ptr_array_add (records, record);
}

/* (nullable): the park it lies in; NULL too where that lies in it in turn */
static const char *
parent_of (const Builder *self, const LfRecord *park)
{
  const char *parent = lf_record_get (park, "parent"), *above = parent;

  if (parent == NULL || !g_hash_table_contains (self->by_id, parent))
    return NULL;
  for (guint i = 0; above != NULL && i <= g_hash_table_size (self->by_id); i++)
    {
      const LfRecord *record = g_hash_table_lookup (self->by_id, above);

      if (strcmp (above, lf_record_id (park)) == 0)
        return NULL;
      above = record == NULL ? NULL : lf_record_get (record, "parent");
    }
  return parent;
}

static void
set_land (const Builder *self, LfPark *park, guint index)
{
  GPtrArray *plots = g_hash_table_lookup (self->plots, lf_record_id (park->record));

  park->land = (LfParkLand){ LF_LAND_UNKNOWN, LF_LAND_UNKNOWN, LF_LAND_UNKNOWN };
  for (guint i = 0; plots != NULL && i < plots->len; i++)
    add_plot (park, plots->pdata[i],
              g_hash_table_contains (self->built, lf_record_id (plots->pdata[i])));
  if (park->n_plots == 0 && hundredths (park->record, "area_mu") != LF_LAND_UNKNOWN)
    {
      park->land = (LfParkLand){ hundredths (park->record, "area_mu"),
                                 hundredths (park->record, "built_area_mu"),
                                 hundredths (park->record, "vacant_area_mu") };
      return;
    }
  for (guint i = index + 1; i < self->tree->len; i++)
    {
      const LfPark *inside = self->tree->pdata[i];

      if (inside->depth == park->depth + 1)
        add_land (&park->land, &inside->land);
    }
}

static void
add_park (Builder *self, LfRecord *record, guint depth)
{
  GPtrArray *inside = g_hash_table_lookup (self->inside, lf_record_id (record));
  LfPark *park = g_new0 (LfPark, 1);
  guint index = self->tree->len;

  park->record = lf_record_ref (record);
  park->depth = depth;
  g_ptr_array_add (self->tree, park);
  if (inside != NULL)
    g_ptr_array_sort (inside, compare_names);
  for (guint i = 0; inside != NULL && i < inside->len; i++)
    add_park (self, inside->pdata[i], depth + 1);
  park->n_within = self->tree->len - index - 1;
  set_land (self, park, index);
}

static GHashTable *
new_lists (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                (GDestroyNotify) g_ptr_array_unref);
}

GPtrArray *
lf_park_tree (GPtrArray *records, GPtrArray *plots, GHashTable *built)
{
  g_autoptr (GHashTable) by_id = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) of_parks = new_lists ();
  g_autoptr (GHashTable) inside = new_lists ();
  g_autoptr (GPtrArray) outermost = g_ptr_array_new ();
  Builder self = { by_id, of_parks, built, inside,
                   g_ptr_array_new_with_free_func ((GDestroyNotify) lf_park_free) };

  for (guint i = 0; i < records->len; i++)
    g_hash_table_insert (by_id, (gpointer) lf_record_id (records->pdata[i]), records->pdata[i]);
  for (guint i = 0; i < plots->len; i++)
    if (lf_record_get (plots->pdata[i], "park") != NULL)
      put_under (of_parks, lf_record_get (plots->pdata[i], "park"), plots->pdata[i]);
  for (guint i = 0; i < records->len; i++)
    {
      const char *parent = parent_of (&self, records->pdata[i]);

      if (parent == NULL)
        g_ptr_array_add (outermost, records->pdata[i]);
      else
        put_under (inside, parent, records->pdata[i]);
    }
  g_ptr_array_sort (outermost, compare_names);
  for (guint i = 0; i < outermost->len; i++)
    add_park (&self, outermost->pdata[i], 0);
  return self.tree;
}

char *
lf_park_tree_ids (GPtrArray *tree, guint index)
{
  const LfPark *park = tree->pdata[index];
  GString *ids = g_string_new (NULL);

  for (guint i = index; i <= index + park->n_within; i++)
    g_string_append_printf (ids, "%s%s", i > index ? "|" : "",
                            lf_record_id (((const LfPark *) tree->pdata[i])->record));
  return g_string_free (ids, FALSE);
}
