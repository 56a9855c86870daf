/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The fishbone of a chain (domain.md L2): no box and no text lies on another, at any width; all
 * three states are told without colour. */

#include "lf-fishbone.h"

#include "lf-chart-private.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

static const LfDate today = { 2026, 11, 22 };

static void
take (LfChain *chain, const char *entity, const char *id, const char *const *values)
{
  g_autoptr (LfRecord) record = lf_record_new (lf_schema_find (entity), id);

  for (; *values != NULL; values += 2)
    lf_record_set (record, values[0], values[1]);
  lf_chain_take (chain, record);
}

#define TAKE(chain, entity, id, ...)                                                               \
  take (chain, entity, id, (const char *const[]){ __VA_ARGS__, NULL })

/* @n_ribs ribs; the i-th of them has i % @n_parts parts, every second of which has a part */
static LfChain *
make_chain (guint n_ribs, guint n_parts)
{
  g_autoptr (LfRecord) record = lf_record_new (lf_schema_find ("chain"), "chain");
  LfChain *chain;

  lf_record_set (record, "name", "集成电路与新型显示产业链");
  chain = lf_chain_new (record, NULL, &today);
  for (guint i = 0; i < n_ribs; i++)
    {
      g_autofree char *rib = g_strdup_printf ("rib-%02u", i);

      TAKE (chain, "segment", rib, "name", "第三代半导体材料与衬底制造", "chain", "chain");
      for (guint j = 0; n_parts > 0 && j < i % n_parts; j++)
        {
          g_autofree char *part = g_strdup_printf ("part-%02u-%02u", i, j);
          g_autofree char *within = g_strdup_printf ("part-%02u-%02u", i, j - 1);
          g_autofree char *project = g_strdup_printf ("project-%02u-%02u", i, j);

          TAKE (chain, "segment", part, "name", "Substrates 衬底", "chain", "chain", "parent",
                j % 2 == 1 ? within : rib);
          TAKE (chain, "project", project, "name", part, "segment", part, "stage",
                j % 2 == 0 ? "production" : "signed");
        }
    }
  lf_chain_settle (chain);
  return chain;
}

static gboolean
overlap (
    double x, double y, double width, double height, double x2, double y2, double w2, double h2)
{
  return x + 0.5 < x2 + w2 && x2 + 0.5 < x + width && y + 0.5 < y2 + h2 && y2 + 0.5 < y + height;
}

static void
assert_apart (const LfFishbone *fish, const LfChartTrace *trace)
{
  const LfFishboneBox *boxes = (LfFishboneBox *) (void *) fish->boxes->data;
  const LfChartShape *texts = (LfChartShape *) (void *) trace->texts->data;

  for (guint i = 0; i < fish->boxes->len; i++)
    {
      g_assert_cmpfloat (boxes[i].x, >=, 0);
      g_assert_cmpfloat (boxes[i].y, >=, -0.5);
      g_assert_cmpfloat (boxes[i].x + boxes[i].width, <=, fish->width);
      g_assert_cmpfloat (boxes[i].y + boxes[i].height, <=, fish->height);
      g_assert_false (overlap (boxes[i].x, boxes[i].y, boxes[i].width, boxes[i].height,
                               fish->head_x, fish->head_y, fish->head_width, fish->head_height));
      for (guint j = 0; j < i; j++)
        g_assert_false (overlap (boxes[i].x, boxes[i].y, boxes[i].width, boxes[i].height,
                                 boxes[j].x, boxes[j].y, boxes[j].width, boxes[j].height));
    }
  for (guint i = 0; i < trace->texts->len; i++)
    for (guint j = 0; j < i; j++)
      g_assert_false (overlap (texts[i].x, texts[i].y, texts[i].width, texts[i].height, texts[j].x,
                               texts[j].y, texts[j].width, texts[j].height));
}

static void
test_apart (void)
{
  static const double widths[] = { 300, 360, 700, 1000, 1600 };
  guint n_upright = 0, n_rows = 0;

  for (guint n = 0; n <= 13; n += n < 3 ? 1 : 5)
    for (guint parts = 0; parts <= 4; parts += 2)
      for (guint i = 0; i < G_N_ELEMENTS (widths); i++)
        {
          g_autoptr (LfChain) chain = make_chain (n, parts);
          g_autoptr (LfFishbone) fish = NULL;
          cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR, NULL);
          cairo_t *cr = cairo_create (surface);
          LfChartTrace trace = { g_array_new (FALSE, FALSE, sizeof (LfChartShape)),
                                 g_array_new (FALSE, FALSE, sizeof (LfChartShape)), 0 };
          LfChartStyle style;

          lf_chart_style_paper (&style);
          style.font_px = 14;
          fish = lf_fishbone_new (chain, &style, widths[i]);
          g_test_message ("%u ribs, %u parts, %g wide: %g high", n, parts, widths[i], fish->height);
          lf_fishbone_draw_traced (fish, chain, &style, cr, 0, &trace);
          g_assert_cmpuint (trace.texts->len, ==, 2 * chain->segments->len + 2);
          g_assert_cmpuint (trace.n_unknown, ==, 0);
          assert_apart (fish, &trace);
          n_upright += fish->is_upright;
          n_rows += fish->spines->len > 1;
          g_array_unref (trace.cells);
          g_array_unref (trace.texts);
          cairo_destroy (cr);
          cairo_surface_destroy (surface);
        }
  g_assert_cmpuint (n_upright, >, 0);
  g_assert_cmpuint (n_rows, >, 0);
}

/* From any box the arrow keys lead to every other one. */
static void
test_reached (void)
{
  static const double widths[] = { 360, 800, 1400 };

  for (guint i = 0; i < G_N_ELEMENTS (widths); i++)
    {
      g_autoptr (LfChain) chain = make_chain (7, 4);
      LfChartStyle style;
      g_autoptr (LfFishbone) fish = NULL;
      g_autoptr (GArray) reached = g_array_new (FALSE, TRUE, sizeof (int));
      gboolean seen[64] = { TRUE };
      int first = 0;

      lf_chart_style_paper (&style);
      style.font_px = 14;
      fish = lf_fishbone_new (chain, &style, widths[i]);
      g_array_append_val (reached, first);
      for (guint j = 0; j < reached->len; j++)
        for (int way = 0; way < 4; way++)
          {
            int to = lf_fishbone_beside (fish, g_array_index (reached, int, j),
                                         way < 2 ? way * 2 - 1 : 0, way < 2 ? 0 : way * 2 - 5);

            if (to >= 0 && !seen[to])
              g_array_append_val (reached, to);
            if (to >= 0)
              seen[to] = TRUE;
          }
      g_assert_cmpuint (reached->len, ==, chain->segments->len);
      g_assert_cmpint (lf_fishbone_beside (fish, -1, 0, 1), ==, 0);
      for (guint j = 0; j < fish->boxes->len; j++)
        {
          const LfFishboneBox *box = &g_array_index (fish->boxes, LfFishboneBox, j);

          g_assert_cmpint (lf_fishbone_segment_at (fish, box->x + 2, box->y + 2), ==, (int) j);
        }
      g_assert_cmpint (lf_fishbone_segment_at (fish, -3, -3), ==, -1);
    }
}

/* Without colours a present, a weak and a missing box are three pictures. */
static void
test_colourless (void)
{
  static const char *const stages[] = { "production", "signed", "lead" };
  double inks[3];

  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (LfRecord) record = lf_record_new (lf_schema_find ("chain"), "chain");
      g_autoptr (LfChain) chain = lf_chain_new (record, NULL, &today);
      g_autoptr (LfFishbone) fish = NULL;
      cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 300, 200);
      cairo_t *cr = cairo_create (surface);
      LfChartStyle style;
      const LfFishboneBox *box;

      TAKE (chain, "segment", "s", "name", "封装", "chain", "chain");
      TAKE (chain, "project", "p", "name", "甲", "segment", "s", "stage", stages[i]);
      lf_chain_settle (chain);
      lf_chart_style_paper (&style);
      memcpy (style.accent, style.foreground, sizeof style.accent);
      memcpy (style.warning, style.foreground, sizeof style.warning);
      cairo_set_source_rgb (cr, 1, 1, 1);
      cairo_paint (cr);
      fish = lf_fishbone_new (chain, &style, 300);
      lf_fishbone_draw (fish, chain, &style, cr, -1);
      cairo_destroy (cr);
      cairo_surface_flush (surface);
      box = &g_array_index (fish->boxes, LfFishboneBox, 0);
      inks[i] = 0;
      for (int y = (int) box->y + 3; y < (int) (box->y + box->height) - 3; y++)
        for (int x = (int) (box->x + box->width) - 40; x < (int) (box->x + box->width) - 4; x++)
          inks[i] += 255
                     - cairo_image_surface_get_data (
                         surface)[y * cairo_image_surface_get_stride (surface) + x * 4];
      cairo_surface_destroy (surface);
    }
  g_test_message ("%g %g %g", inks[0], inks[1], inks[2]);
  g_assert_cmpfloat (inks[0], >, inks[1] * 1.2); /* filled */
  g_assert_cmpfloat (inks[1], >, 1000);          /* hatched */
  g_assert_cmpfloat (inks[2], <, 10);            /* nothing but the dashed frame */
}

static void
test_files (void)
{
  static const char *const names[] = { "chain.svg", "chain.png", "chain.pdf" };
  static const char *const heads[] = { "<?xml", "\211PNG", "%PDF" };
  g_autoptr (LfChain) chain = make_chain (6, 3);
  g_autofree char *folder = g_dir_make_tmp ("fishbone-XXXXXX", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (LfReport) table = lf_fishbone_table (chain);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (folder, names[i], NULL);
      g_autofree char *contents = NULL;

      g_assert_true (lf_fishbone_write (chain, path, &error));
      g_assert_no_error (error);
      g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
      g_assert_true (g_str_has_prefix (contents, heads[i]));
      g_remove (path);
    }
  g_assert_false (lf_fishbone_write (chain, "chain.doc", &error));
  g_assert_error (error, LF_ERROR, LF_ERROR_SYNTAX);
  g_assert_cmpuint (table->rows->len, ==, chain->segments->len);
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fishbone/L2-apart", test_apart);
  g_test_add_func ("/fishbone/L2-reached-by-keys", test_reached);
  g_test_add_func ("/fishbone/L2-colourless", test_colourless);
  g_test_add_func ("/fishbone/L2-files", test_files);
  return g_test_run ();
}
