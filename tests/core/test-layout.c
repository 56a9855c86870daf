/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The industry layout map (domain.md L1): plots by table, random zones against a slow second
 * count. */

#include "config.h"

#include "lf-core.h"
#include "lf-layout.h"

#include <string.h>

#define N_ZONES 1500
#define MOST_PARKS 6
#define MOST_PLOTS 14

static char *
id_of (char kind, guint n)
{
  return g_strdup_printf ("01900000-0000-7000-8000-0000000000%c%x", kind, n);
}

static LfRecord *
park_new (guint n, int parent)
{
  g_autofree char *id = id_of ('a', n);
  g_autofree char *above = parent < 0 ? NULL : id_of ('a', (guint) parent);
  g_autofree char *name = g_strdup_printf ("园区%u", n);
  LfRecord *park = lf_record_new (lf_schema_find ("park"), id);

  lf_record_set (park, "name", name);
  lf_record_set (park, "parent", above);
  return park;
}

static LfRecord *
plot_new (guint n, guint park, const char *area, const char *vacant, const char *state)
{
  g_autofree char *id = id_of ('b', n);
  g_autofree char *of = id_of ('a', park);
  g_autofree char *number = g_strdup_printf ("%02u", n);
  LfRecord *plot = lf_record_new (lf_schema_find ("plot"), id);

  lf_record_set (plot, "park", of);
  lf_record_set (plot, "number", number);
  lf_record_set (plot, "area_mu", area);
  lf_record_set (plot, "vacant_area_mu", vacant);
  lf_record_set (plot, "state", state);
  return plot;
}

typedef struct
{
  GPtrArray *parks, *plots, *tree;
  GHashTable *built, *industries;
} Zone;

static void
zone_init (Zone *self)
{
  *self = (Zone){ g_ptr_array_new_with_free_func ((GDestroyNotify) lf_record_unref),
                  g_ptr_array_new_with_free_func ((GDestroyNotify) lf_record_unref), NULL,
                  g_hash_table_new (g_str_hash, g_str_equal),
                  g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL) };
}

static void
zone_clear (Zone *self)
{
  g_clear_pointer (&self->tree, g_ptr_array_unref);
  g_ptr_array_unref (self->parks);
  g_ptr_array_unref (self->plots);
  g_hash_table_unref (self->built);
  g_hash_table_unref (self->industries);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Zone, zone_clear)

static LfLayout *
lay_out (Zone *self)
{
  self->tree = lf_park_tree (self->parks, self->plots, self->built);
  return lf_layout_new (self->tree, self->plots, self->industries);
}

static gint64
area_of (const LfLayout *layout, const LfLayoutLine *line, const char *industry)
{
  for (guint i = 0; i < layout->industries->len; i++)
    if (strcmp (layout->industries->pdata[i], industry) == 0)
      return line->areas[i];
  return 0;
}

/* ---- L1: what of a plot is whose ---- */

static void
test_plots (void)
{
  static const struct
  {
    const char *name, *area, *vacant, *state, *industry;
    gint64 of_industry, others, is_vacant; /* hundredths */
  } cases[] = {
    { "L1 supplied and built on", "60.5", NULL, "supplied", "新材料", 6050, 0, 0 },
    { "L1 part of it", "60", "20", "supplied", "新材料", 4000, 0, 2000 },
    { "L1 a project that has no land yet", "60", NULL, "listed", "新材料", 0, 0, 6000 },
    { "L1 nobody knows whose", "60", NULL, "supplied", NULL, 0, 6000, 0 },
    { "L1 idle is not vacant", "60", NULL, "idle", "新材料", 6000, 0, 0 },
    { "L1 ready", "60", NULL, "ready", NULL, 0, 0, 6000 },
    { "L1 no area", NULL, "20", "ready", "新材料", 0, -1, -1 },
    { "L1 more vacant than there is", "60", "80", "supplied", "新材料", 0, 0, 6000 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (Zone) zone = { NULL };
      g_autoptr (LfLayout) layout = NULL;

      g_test_message ("%s", cases[i].name);
      zone_init (&zone);
      g_ptr_array_add (zone.parks, park_new (1, -1));
      g_ptr_array_add (zone.plots, plot_new (1, 1, cases[i].area, cases[i].vacant, cases[i].state));
      if (cases[i].industry != NULL)
        g_hash_table_insert (zone.industries, id_of ('b', 1), (gpointer) cases[i].industry);
      layout = lay_out (&zone);
      g_assert_cmpuint (layout->lines->len, ==, 2);
      for (guint k = 0; k < 2; k++) /* the park has nothing else */
        {
          const LfLayoutLine *line = layout->lines->pdata[k];

          g_assert_cmpint (area_of (layout, line, "新材料"), ==, cases[i].of_industry);
          g_assert_cmpint (line->others, ==, cases[i].others);
          g_assert_cmpint (line->land.vacant, ==, cases[i].is_vacant);
        }
    }
}

/* ---- Order: the largest industry first, plots by number, then the parks inside ---- */

static void
test_order (void)
{
  static const char *const titles[] = { "园区1", "01", "02", "园区2", "03", "园区3" };
  g_auto (Zone) zone = { NULL };
  g_autoptr (LfLayout) layout = NULL;

  zone_init (&zone);
  g_ptr_array_add (zone.parks, park_new (3, -1));
  g_ptr_array_add (zone.parks, park_new (2, 1));
  g_ptr_array_add (zone.parks, park_new (1, -1));
  g_ptr_array_add (zone.plots, plot_new (2, 1, "30", NULL, "supplied"));
  g_ptr_array_add (zone.plots, plot_new (1, 1, "40", NULL, "supplied"));
  g_ptr_array_add (zone.plots, plot_new (3, 2, "50", NULL, "supplied"));
  g_hash_table_insert (zone.industries, id_of ('b', 1), (gpointer) "软件");
  g_hash_table_insert (zone.industries, id_of ('b', 2), (gpointer) "新材料");
  g_hash_table_insert (zone.industries, id_of ('b', 3), (gpointer) "新材料");
  layout = lay_out (&zone);
  g_assert_cmpuint (layout->industries->len, ==, 2);
  g_assert_cmpstr (layout->industries->pdata[0], ==, "新材料");
  g_assert_cmpuint (layout->lines->len, ==, G_N_ELEMENTS (titles));
  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    {
      const LfLayoutLine *line = layout->lines->pdata[i];
      g_autofree char *title
          = lf_record_title (line->plot == NULL ? line->park->record : line->plot);

      g_assert_cmpstr (title, ==, titles[i]);
    }
  g_assert_cmpint (area_of (layout, layout->lines->pdata[0], "新材料"), ==, 8000);
}

/* ---- Random zones against a slow second count ---- */

static gboolean
lies_in (GPtrArray *parks, const char *park, const char *outer)
{
  while (park != NULL)
    {
      const char *above = NULL;

      if (strcmp (park, outer) == 0)
        return TRUE;
      for (guint i = 0; i < parks->len; i++)
        if (strcmp (lf_record_id (parks->pdata[i]), park) == 0)
          above = lf_record_get (parks->pdata[i], "parent");
      park = above;
    }
  return FALSE;
}

static gint64
slow_area (const Zone *zone, const char *park, const char *industry)
{
  gint64 sum = 0;

  for (guint i = 0; i < zone->plots->len; i++)
    {
      const LfRecord *plot = zone->plots->pdata[i];
      const char *area = lf_record_get (plot, "area_mu");
      const char *vacant = lf_record_get (plot, "vacant_area_mu");
      gboolean is_taken = strcmp (lf_record_get (plot, "state"), "ready") != 0;

      if (area != NULL && lies_in (zone->parks, lf_record_get (plot, "park"), park)
          && g_strcmp0 (g_hash_table_lookup (zone->industries, lf_record_id (plot)), industry) == 0)
        sum += 100
               * (vacant != NULL ? MAX (atoi (area) - atoi (vacant), 0)
                  : is_taken     ? atoi (area)
                                 : 0);
    }
  return sum;
}

static void
fill (Zone *zone)
{
  static const char *const industries[] = { "新材料", "软件", "生物医药" };
  static const char *const states[] = { "ready", "supplied", "idle" };
  guint n = (guint) g_test_rand_int_range (1, MOST_PARKS + 1);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (zone->parks, park_new (i, g_test_rand_int_range (-1, (int) i)));
  for (int i = g_test_rand_int_range (0, MOST_PLOTS); i > 0; i--)
    {
      g_autofree char *area = g_strdup_printf ("%d", g_test_rand_int_range (0, 300));
      g_autofree char *vacant = g_strdup_printf ("%d", g_test_rand_int_range (0, 300));
      guint park = (guint) g_test_rand_int_range (0, (int) n);
      int industry = g_test_rand_int_range (-1, 3);

      g_ptr_array_add (zone->plots,
                       plot_new ((guint) i, park, area, g_test_rand_bit () ? vacant : NULL,
                                 states[g_test_rand_int_range (0, 3)]));
      if (industry >= 0)
        g_hash_table_insert (zone->industries, id_of ('b', (guint) i),
                             (gpointer) industries[industry]);
    }
}

static void
test_random (void)
{
  for (guint k = 0; k < N_ZONES; k++)
    {
      g_auto (Zone) zone = { NULL };
      g_autoptr (LfLayout) layout = NULL;

      zone_init (&zone);
      fill (&zone);
      layout = lay_out (&zone);
      for (guint i = 0; i < layout->lines->len; i++)
        {
          const LfLayoutLine *line = layout->lines->pdata[i];
          gint64 sum = MAX (line->others, 0) + MAX (line->land.vacant, 0);

          for (guint c = 0; c < layout->industries->len; c++)
            {
              sum += line->areas[c];
              if (line->plot == NULL)
                g_assert_cmpint (line->areas[c], ==,
                                 slow_area (&zone, lf_record_id (line->park->record),
                                            layout->industries->pdata[c]));
            }
          g_assert_cmpint (sum, ==, MAX (line->land.area, 0));
          if (line->plot == NULL)
            g_assert_cmpint (MAX (line->others, 0), ==,
                             slow_area (&zone, lf_record_id (line->park->record), NULL));
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/layout/L1-plots", test_plots);
  g_test_add_func ("/layout/L1-order", test_order);
  g_test_add_func ("/layout/L1-random-zones", test_random);
  return g_test_run ();
}
