/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the bones lie. */

#include "config.h"

#include "lf-fishbone.h"

#include <math.h>

/* in font sizes */
#define BOX_WIDTH 12.5
#define BOX_HEIGHT 4.6
#define BOX_GAP 0.7
#define COLUMN_GAP 2.0
#define SLANT 1.6 /* of a rib, for each box on it */
#define HEAD_WIDTH 9.0
#define HEAD_HEIGHT 5.0
#define HEAD_GAP 2.5
#define SPINE_GAP 1.4  /* between the spine and the nearest box */
#define SPINES_GAP 2.0 /* between one row of ribs and the next */
#define LOOSEST 1.35   /* columns, where there is room */
#define TWIG 1.4       /* upright: right of the spine, and for each depth */

/* One layout under way. */
typedef struct
{
  LfFishbone *fish;
  const LfChain *chain;
  double px;
  double column; /* width of a rib with its boxes */
  guint n_ribs_a_row;
} Laying;

/* The boxes on the rib of @segment, itself first. */
static guint
count_rib (const LfChain *chain, guint segment)
{
  guint n = 1;

  while (segment + n < chain->segments->len
         && lf_chain_segment (chain, segment + n)->parent >= (int) segment)
    n++;
  return n;
}

static LfFishboneBox *
box_at (const LfFishbone *self, guint i)
{
  return &g_array_index (self->boxes, LfFishboneBox, i);
}

/* ---- The spine runs across ---- */

static double
reach_of (const Laying *self, guint n)
{
  return n == 0 ? self->px * BOX_GAP
                : self->px * (SPINE_GAP + n * (BOX_HEIGHT + BOX_GAP) - BOX_GAP);
}

/* All ribs of a row lean alike, so columns that are apart at one height are so at every height.
 * @reach: of the longest rib of the row; @up: whether it stands above the spine */
static void
lay_rib (const Laying *self, guint segment, double x, double spine, double reach, gboolean up)
{
  guint n = count_rib (self->chain, segment);
  double height = self->px * BOX_HEIGHT, step = self->px * (BOX_HEIGHT + BOX_GAP);

  for (guint i = 0; i < n; i++)
    {
      LfFishboneBox *box = box_at (self->fish, segment + i);
      double away = self->px * SPINE_GAP + (n - 1 - i) * step + height / 2;
      double indent = self->px * MIN (lf_chain_segment (self->chain, segment + i)->depth, 4);
      double left = x + (reach - away) * self->fish->slant;

      box->segment = segment + i;
      box->x = left + indent;
      box->y = (up ? spine - away : spine + away) - height / 2;
      box->width = self->px * BOX_WIDTH - indent;
      box->height = height;
      box->rib_x = left + self->px * (BOX_WIDTH + COLUMN_GAP / 2);
      box->rib_y = box->y + height / 2;
      box->spine = spine;
    }
}

static guint
longest (const Laying *self, const guint *ribs, guint first, guint end)
{
  guint most = 0;

  for (guint i = first; i < end; i += 2)
    most = MAX (most, count_rib (self->chain, ribs[i]));
  return most;
}

/* Ribs take turns above and below; a row of them has a spine of its own. */
static void
lay_across (Laying *self, const guint *ribs, guint n_ribs)
{
  guint a_row = self->n_ribs_a_row * 2;
  double head = self->px * HEAD_HEIGHT / 2, y = 2;

  for (guint first = 0; first < n_ribs; first += a_row)
    {
      guint end = MIN (first + a_row, n_ribs);
      double above = reach_of (self, longest (self, ribs, first, end));
      double below = reach_of (self, longest (self, ribs, first + 1, end));
      double spine = y + MAX (above, head);

      for (guint i = first; i < end; i++)
        lay_rib (self, ribs[i], (i - first) / 2 * self->column, spine, MAX (above, below),
                 (i - first) % 2 == 0);
      g_array_append_val (self->fish->spines, spine);
      y = spine + MAX (below, head) + self->px * SPINES_GAP;
    }
  self->fish->height = y - self->px * (SPINES_GAP - 0.5);
}

/* ---- The spine runs down ---- */

static void
lay_upright (Laying *self)
{
  LfFishbone *fish = self->fish;
  double x = self->px * 1.0, y = self->px * (HEAD_HEIGHT * 0.8 + 1.2);

  fish->is_upright = TRUE;
  g_array_append_val (fish->spines, x);
  for (guint i = 0; i < self->chain->segments->len; i++)
    {
      const LfChainSegment *segment = lf_chain_segment (self->chain, i);
      double left = x + self->px * TWIG * (1 + MIN (segment->depth, 3));
      LfFishboneBox *box = box_at (fish, i);

      *box = (LfFishboneBox){ .x = left,
                              .y = y,
                              .width = MAX (fish->width - left - 2, self->px * 4),
                              .height = self->px * BOX_HEIGHT,
                              .rib_x = segment->parent < 0 ? x : left - self->px * TWIG / 2,
                              .rib_y = y + self->px * BOX_HEIGHT / 2,
                              .spine = x,
                              .segment = i };
      y += self->px * (BOX_HEIGHT + BOX_GAP);
    }
  fish->head_x = 1;
  fish->head_y = 1;
  fish->head_width = fish->width - 2;
  fish->head_height = self->px * HEAD_HEIGHT * 0.8;
  fish->height = y + self->px * 0.5;
}

/* ---- Both ---- */

/* Those of the chain itself. */
static guint *
list_ribs (const LfChain *chain, guint *ret_n)
{
  guint *ribs = g_new (guint, chain->segments->len + 1);

  *ret_n = 0;
  for (guint i = 0; i < chain->segments->len; i++)
    if (lf_chain_segment (chain, i)->parent < 0)
      ribs[(*ret_n)++] = i;
  return ribs;
}

/* How many stand side by side, in rows that are about as full; 0: there is no room for two. They
 * move apart where there is room for more. */
static guint
fit_ribs (Laying *self, const guint *ribs, guint n_ribs)
{
  guint most = MAX (longest (self, ribs, 0, n_ribs), longest (self, ribs, 1, n_ribs));
  guint n_pairs = (n_ribs + 1) / 2, fitting, n_rows;
  double room = self->fish->width - self->px * (HEAD_WIDTH + HEAD_GAP)
                - reach_of (self, most) * self->fish->slant;

  if (room < self->column * 2)
    return 0;
  fitting = (guint) (room / self->column);
  n_rows = (n_pairs + fitting - 1) / fitting;
  fitting = (n_pairs + n_rows - 1) / n_rows;
  self->column = MIN (room / fitting, self->column * LOOSEST);
  return fitting;
}

static void
lay_head (const Laying *self)
{
  LfFishbone *fish = self->fish;
  double spine = g_array_index (fish->spines, double, fish->spines->len - 1);

  fish->head_width = self->px * HEAD_WIDTH;
  fish->head_height = self->px * HEAD_HEIGHT;
  fish->head_x = fish->width - fish->head_width - 1;
  fish->head_y = spine - fish->head_height / 2;
}

LfFishbone *
lf_fishbone_new (const LfChain *chain, const LfChartStyle *style, double width)
{
  LfFishbone *fish = g_new0 (LfFishbone, 1);
  Laying laying = { fish, chain, style->font_px, style->font_px * (BOX_WIDTH + COLUMN_GAP), 0 };
  guint n_ribs;
  g_autofree guint *ribs = list_ribs (chain, &n_ribs);

  fish->width = width;
  fish->slant = SLANT / (BOX_HEIGHT + BOX_GAP);
  fish->boxes = g_array_new (FALSE, TRUE, sizeof (LfFishboneBox));
  fish->spines = g_array_new (FALSE, FALSE, sizeof (double));
  g_array_set_size (fish->boxes, chain->segments->len);
  laying.n_ribs_a_row = n_ribs == 0 ? 0 : fit_ribs (&laying, ribs, n_ribs);
  if (laying.n_ribs_a_row == 0)
    {
      lay_upright (&laying);
      return fish;
    }
  lay_across (&laying, ribs, n_ribs);
  lay_head (&laying);
  return fish;
}

void
lf_fishbone_free (LfFishbone *self)
{
  g_array_unref (self->boxes);
  g_array_unref (self->spines);
  g_free (self);
}

int
lf_fishbone_segment_at (const LfFishbone *self, double x, double y)
{
  for (guint i = 0; i < self->boxes->len; i++)
    {
      const LfFishboneBox *box = box_at (self, i);

      if (x >= box->x && x <= box->x + box->width && y >= box->y && y <= box->y + box->height)
        return (int) i;
    }
  return -1;
}

int
lf_fishbone_beside (const LfFishbone *self, int from, int right, int down)
{
  const LfFishboneBox *here;
  double nearest = G_MAXDOUBLE;
  int found = -1;

  if (from < 0 || from >= (int) self->boxes->len)
    return self->boxes->len == 0 ? -1 : 0;
  here = box_at (self, (guint) from);
  for (guint i = 0; i < self->boxes->len; i++)
    {
      const LfFishboneBox *box = box_at (self, i);
      double dx = box->x - here->x, dy = box->y - here->y;
      double ahead = right != 0 ? dx * right : dy * down, aside = right != 0 ? dy : dx;

      /* a box ahead, rather straight ahead than near */
      if ((int) i == from || ahead < here->height / 4)
        continue;
      if (ahead + 3 * fabs (aside) < nearest)
        {
          nearest = ahead + 3 * fabs (aside);
          found = (int) i;
        }
    }
  return found;
}
