/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The industry layout map. */

#include "config.h"

#include "lf-layout.h"

#include <string.h>

static void
layout_line_free (gpointer data)
{
  LfLayoutLine *line = data;

  g_clear_pointer (&line->plot, lf_record_unref);
  g_free (line->areas);
  g_free (line);
}

void
lf_layout_free (LfLayout *self)
{
  g_ptr_array_unref (self->industries);
  g_ptr_array_unref (self->lines);
  g_free (self);
}

/* ---- Industries ---- */

typedef struct
{
  char *name;
  gint64 area;
} Industry;

static void
industry_free (gpointer data)
{
  g_free (((Industry *) data)->name);
  g_free (data);
}

static gint64
occupied_by (const LfRecord *plot)
{
  LfParkLand land = lf_plot_land (plot, /* is_built= */ FALSE);

  return MAX (lf_park_land_occupied (&land), 0);
}

static int
compare_industries (gconstpointer a, gconstpointer b)
{
  const Industry *one = *(Industry *const *) a, *other = *(Industry *const *) b;

  return one->area != other->area ? (one->area < other->area) - (one->area > other->area)
                                  : strcmp (one->name, other->name);
}

/* (transfer full) (element-type utf8) */
static GPtrArray *
order_industries (GPtrArray *plots, GHashTable *industries)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (industry_free);
  g_autoptr (GHashTable) by_name = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < plots->len; i++)
    {
      const char *name = g_hash_table_lookup (industries, lf_record_id (plots->pdata[i]));
      gint64 area = name == NULL ? 0 : occupied_by (plots->pdata[i]);
      Industry *industry = area == 0 ? NULL : g_hash_table_lookup (by_name, name);

      if (area == 0)
        continue;
      if (industry == NULL)
        {
          industry = g_new0 (Industry, 1);
          industry->name = g_strdup (name);
          g_ptr_array_add (found, industry);
          g_hash_table_insert (by_name, industry->name, industry);
        }
      industry->area += area;
    }
  g_ptr_array_sort (found, compare_industries);
  for (guint i = 0; i < found->len; i++)
    g_ptr_array_add (names, g_strdup (((Industry *) found->pdata[i])->name));
  return names;
}

/* ---- Lines ---- */

typedef struct
{
  LfLayout *layout;
  GHashTable *of_parks; /* (element-type utf8 GPtrArray): of each park its plots */
  GHashTable *industries;
} Builder;

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  const LfRecord *one = *(LfRecord *const *) a, *other = *(LfRecord *const *) b;
  int order = g_strcmp0 (lf_record_get (one, "number"), lf_record_get (other, "number"));

  return order != 0 ? order : strcmp (lf_record_id (one), lf_record_id (other));
}

static LfLayoutLine *
add_line (const Builder *self, const LfPark *park, LfParkLand land)
{
  LfLayoutLine *line = g_new0 (LfLayoutLine, 1);

  line->park = park;
  line->land = land;
  line->areas = g_new0 (gint64, self->layout->industries->len + 1);
  g_ptr_array_add (self->layout->lines, line);
  return line;
}

static void
set_others (const Builder *self, LfLayoutLine *line)
{
  line->others = lf_park_land_occupied (&line->land);
  for (guint i = 0; line->others > 0 && i < self->layout->industries->len; i++)
    line->others = MAX (line->others - line->areas[i], 0);
}

static void
add_plot (const Builder *self, LfLayoutLine *of_park, LfRecord *plot)
{
  LfLayoutLine *line = add_line (self, of_park->park, lf_plot_land (plot, /* is_built= */ FALSE));
  const char *industry = g_hash_table_lookup (self->industries, lf_record_id (plot));

  line->plot = lf_record_ref (plot);
  for (guint i = 0; industry != NULL && i < self->layout->industries->len; i++)
    if (strcmp (self->layout->industries->pdata[i], industry) == 0)
      {
        line->areas[i] = occupied_by (plot);
        of_park->areas[i] += line->areas[i];
      }
  set_others (self, line);
}

/* (transfer none): its line. @index: from that park to the last of those in it */
static LfLayoutLine *
add_park (const Builder *self, GPtrArray *tree, guint *index)
{
  const LfPark *park = tree->pdata[*index];
  GPtrArray *plots = g_hash_table_lookup (self->of_parks, lf_record_id (park->record));
  LfLayoutLine *line = add_line (self, park, park->land);
  guint end = *index + park->n_within;

  if (plots != NULL)
    g_ptr_array_sort (plots, compare_numbers);
  for (guint i = 0; plots != NULL && i < plots->len; i++)
    add_plot (self, line, plots->pdata[i]);
  while (*index < end)
    {
      const LfLayoutLine *inside;

      ++*index;
      inside = add_park (self, tree, index);
      for (guint i = 0; i < self->layout->industries->len; i++)
        line->areas[i] += inside->areas[i];
    }
  set_others (self, line);
  return line;
}

static void
put_under_parks (const Builder *self, GPtrArray *plots)
{
  for (guint i = 0; i < plots->len; i++)
    {
      const char *park = lf_record_get (plots->pdata[i], "park");
      GPtrArray *own = park == NULL ? NULL : g_hash_table_lookup (self->of_parks, park);

      if (park == NULL)
        continue;
      if (own == NULL)
        {
          own = g_ptr_array_new ();
          g_hash_table_insert (self->of_parks, g_strdup (park), own);
        }
      g_ptr_array_add (own, plots->pdata[i]);
    }
}

LfLayout *
lf_layout_new (GPtrArray *tree, GPtrArray *plots, GHashTable *industries)
{
  LfLayout *layout = g_new0 (LfLayout, 1);
  g_autoptr (GHashTable) of_parks
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  const Builder self = { layout, of_parks, industries };

  layout->industries = order_industries (plots, industries);
  layout->lines = g_ptr_array_new_with_free_func (layout_line_free);
  put_under_parks (&self, plots);
  for (guint i = 0; i < tree->len; i++)
    add_park (&self, tree, &i);
  return layout;
}
