/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A tree as areas: each row's is its figure, within its parents', as near to a square as it goes
 * (Bruls, Huizing and van Wijk: squarified treemaps). */

#include "config.h"

#include "lf-chart-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define NAME_SCALE 0.9
#define PARENT_SCALE 0.78

typedef struct _Node Node;
struct _Node
{
  char *name;
  double area;         /* of all below it */
  int row;             /* -1: it has others below it */
  GPtrArray *children; /* Node */
};

static Node *
node_new (const char *name)
{
  Node *self = g_new0 (Node, 1);

  self->name = g_strstrip (g_strdup (name));
  self->row = -1;
  return self;
}

static void
node_free (gpointer data)
{
  Node *self = data;

  g_clear_pointer (&self->children, g_ptr_array_unref);
  g_free (self->name);
  g_free (self);
}

static Node *
add_child (Node *self, const char *name)
{
  Node *child = node_new (name);

  if (self->children == NULL)
    self->children = g_ptr_array_new_with_free_func (node_free);
  g_ptr_array_add (self->children, child);
  return child;
}

/* The one of that name that is no row; made where there is none. */
static Node *
find_parent (Node *self, const char *name)
{
  g_autofree char *stripped = g_strstrip (g_strdup (name));

  for (guint i = 0; self->children != NULL && i < self->children->len; i++)
    {
      Node *child = self->children->pdata[i];

      if (child->row < 0 && strcmp (child->name, stripped) == 0)
        return child;
    }
  return add_child (self, stripped);
}

/* ---- The tree ---- */

/* (transfer full): from the outermost on */
static char **
path_of (LfChart *self, guint row)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();

  for (guint i = 0; i < self->report->columns->len; i++)
    {
      const char *text = lf_chart_cell (self, row, i)->text;

      if (lf_chart_column_type (self, i) != LF_COLUMN_TEXT)
        break;
      g_ptr_array_add (parts, g_strdup (text == NULL ? "" : text));
    }
  if (parts->len == 1)
    {
      char **split = g_strsplit (parts->pdata[0], "/", -1);

      g_free (parts->pdata[0]);
      return split;
    }
  g_ptr_array_add (parts, NULL);
  return (char **) g_ptr_array_steal (parts, NULL);
}

static void
add_row (LfChart *self, Node *root, guint row, double area)
{
  g_auto (GStrv) path = path_of (self, row);
  guint n = g_strv_length (path);
  Node *node = root;

  root->area += area;
  for (guint i = 0; i + 1 < n; i++)
    {
      node = find_parent (node, path[i]);
      node->area += area;
    }
  node = add_child (node, n == 0 ? "" : path[n - 1]);
  node->area = area;
  node->row = (int) row;
}

static int
compare_areas (gconstpointer a, gconstpointer b)
{
  double first = (*(const Node *const *) a)->area, second = (*(const Node *const *) b)->area;

  return first > second ? -1 : first < second;
}

static void
sort (Node *self)
{
  if (self->children == NULL)
    return;
  g_ptr_array_sort (self->children, compare_areas);
  for (guint i = 0; i < self->children->len; i++)
    sort (self->children->pdata[i]);
}

/* ---- Areas ---- */

typedef struct
{
  LfChart *chart;
  guint group;          /* the outermost parent: its colour */
  GString *path;        /* of parents that no leaf has named yet */
  LfChartShape pointed; /* the leaf; of no width: none */
} Map;

static void draw_node (
    Map *self, const Node *node, double x, double y, double width, double height, guint depth);

static void
draw_names (Map *self, const Node *node, const LfChartShape *shape, const double color[4])
{
  LfChart *chart = self->chart;
  double px = chart->style->font_px, pad = px * 0.4, width = shape->width - 2 * pad;
  double line = lf_chart_line_height (chart, NAME_SCALE), y = shape->y + pad;
  g_autofree char *figure = NULL;
  double room = shape->height - 2 * pad;

  if (width < px * 1.8 || room < line * 0.8)
    return;
  figure = lf_chart_short (chart, lf_chart_figure (chart, shape->row, shape->column));
  if (self->path->len > 0 && room > line)
    {
      lf_chart_text (chart, self->path->str, shape->x + pad, y + line * 0.45, width, LF_ALIGN_START,
                     PARENT_SCALE, lf_chart_on (color));
      y += line;
      room -= line;
    }
  if (room < line * 0.8)
    return;
  {
    double name_width = lf_chart_text_width (chart, node->name, NAME_SCALE);
    int lines = (int) CLAMP (MIN (ceil (name_width / width), floor (room / line)), 1, 3);

    lf_chart_text_in (chart, node->name,
                      &(LfChartPlace){ shape->x + pad, y + lines * line / 2, width, lines,
                                       LF_ALIGN_START, NAME_SCALE },
                      lf_chart_on (color));
    y += lines * line;
    room -= lines * line;
  }
  if (room > line * 0.8 && lf_chart_text_width (chart, figure, NAME_SCALE) < width)
    lf_chart_text (chart, figure, shape->x + pad, y + line / 2, width, LF_ALIGN_START, NAME_SCALE,
                   lf_chart_on (color));
}

static void
draw_leaf (Map *self, const Node *node, LfChartShape shape)
{
  LfChart *chart = self->chart;
  double color[4], gap;

  shape.row = (guint) node->row;
  shape.column = chart->report->measure;
  lf_chart_series_color (chart, self->group, color);
  lf_chart_mix (chart->style->background, color, 0.5, color);
  gap = MIN (shape.width, shape.height) > 3 ? 0.5 : 0;
  lf_chart_color (chart, color, 1);
  cairo_rectangle (chart->cr, shape.x + gap, shape.y + gap, shape.width - 2 * gap,
                   shape.height - 2 * gap);
  cairo_fill (chart->cr);
  lf_chart_trace_cell (chart, &shape);
  if (lf_chart_mark_cell (chart, &shape, /* names_column= */ FALSE))
    self->pointed = shape;
  draw_names (self, node, &shape, color);
  g_string_truncate (self->path, 0);
}

static double
worst_ratio (double least, double most, double sum, double side)
{
  double square = side * side;

  return MAX (square * most / (sum * sum), sum * sum / (square * least));
}

/* How many of @nodes from @start on make the best strip along the shorter side. */
static guint
count_strip (GPtrArray *nodes, guint start, double side, double unit, double *ret_sum)
{
  double sum = 0, worst = G_MAXDOUBLE, most = ((Node *) nodes->pdata[start])->area * unit;
  guint n = 0;

  for (guint i = start; i < nodes->len; i++)
    {
      double area = ((Node *) nodes->pdata[i])->area * unit;
      double ratio = worst_ratio (area, most, sum + area, side);

      if (ratio > worst)
        break;
      worst = ratio;
      sum += area;
      n++;
    }
  *ret_sum = sum;
  return n;
}

static void
squarify (Map *self, GPtrArray *nodes, LfChartShape room, guint depth)
{
  double total = 0, unit;

  for (guint i = 0; i < nodes->len; i++)
    total += ((Node *) nodes->pdata[i])->area;
  unit = room.width * room.height / total;
  for (guint start = 0; start < nodes->len;)
    {
      gboolean is_lying = room.width < room.height; /* the strip goes across */
      double side = MIN (room.width, room.height), sum, at = 0, thickness;
      guint n;

      if (side <= 0)
        {
          /* Too small beside the others to be seen, but they can be walked to. */
          for (; start < nodes->len; start++)
            draw_node (self, nodes->pdata[start], room.x, room.y, 0, 0, depth);
          return;
        }
      n = count_strip (nodes, start, side, unit, &sum);
      thickness = MIN (sum / side, MAX (room.width, room.height));
      for (guint i = start; i < start + n; i++)
        {
          const Node *node = nodes->pdata[i];
          double length = side * node->area * unit / sum;

          draw_node (self, node, room.x + (is_lying ? at : 0), room.y + (is_lying ? 0 : at),
                     is_lying ? length : thickness, is_lying ? thickness : length, depth);
          at += length;
        }
      room = is_lying ? (LfChartShape){ room.x, room.y + thickness, room.width,
                                        MAX (room.height - thickness, 0) }
                      : (LfChartShape){ room.x + thickness, room.y, MAX (room.width - thickness, 0),
                                        room.height };
      start += n;
    }
}

/* A frame of the background around what is of one parent. */
static void
draw_node (
    Map *self, const Node *node, double x, double y, double width, double height, guint depth)
{
  LfChart *chart = self->chart;

  if (node->children == NULL)
    {
      draw_leaf (self, node, (LfChartShape){ x, y, width, height });
      self->group += depth == 0;
      return;
    }
  g_string_append_printf (self->path, "%s%s", self->path->len > 0 ? " › " : "", node->name);
  squarify (self, node->children, (LfChartShape){ x, y, width, height }, depth + 1);
  g_string_truncate (self->path, 0);
  lf_chart_color (chart, chart->style->background, 1);
  cairo_set_line_width (chart->cr, depth == 0 ? 4 : 2.5);
  cairo_rectangle (chart->cr, x, y, width, height);
  cairo_stroke (chart->cr);
  self->group += depth == 0;
}

/* ---- The chart ---- */

void
lf_chart_draw_treemap (LfChart *chart)
{
  double px = chart->style->font_px, bottom = chart->height;
  g_autofree char *caption = lf_chart_caption (chart, chart->report->measure);
  g_autoptr (GString) path = g_string_new (NULL);
  Map map = { .chart = chart, .path = path };
  Node *root = node_new ("");
  guint n_left = 0;

  for (guint row = 0; row < chart->report->rows->len; row++)
    {
      double figure = lf_chart_figure (chart, row, chart->report->measure);

      if (figure > 0)
        add_row (chart, root, row, figure);
      else
        n_left++;
    }
  sort (root);
  lf_chart_text (chart, caption, 0, px * 0.7, chart->width, LF_ALIGN_START, 0.85,
                 chart->style->dim);
  if (n_left > 0)
    {
      /* Translators: what has no area in a drawing of areas */
      g_autofree char *note = g_strdup_printf (
          ngettext ("%u without an area is not drawn", "%u without an area are not drawn", n_left),
          n_left);

      bottom -= px * 1.4;
      lf_chart_text (chart, note, 0, chart->height - px * 0.6, chart->width, LF_ALIGN_START, 0.85,
                     chart->style->dim);
    }
  if (root->children != NULL)
    squarify (&map, root->children,
              (LfChartShape){ 0, px * 1.5, chart->width, MAX (bottom - px * 1.5, 1) }, 0);
  if (map.pointed.width > 0)
    lf_chart_frame (chart, &map.pointed);
  node_free (root);
}
