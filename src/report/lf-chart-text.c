/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Labels that keep out of each other's way: wrapped, turned, or not all of them. */

#include "config.h"

#include "lf-chart-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define NAME_SCALE 0.85
#define LEADING 1.22 /* from line to line, in sizes of the font */
#define MAX_LINES 3  /* of a row */
#define MAX_HEAD_LINES 4
#define WRAP_EM 3.3 /* the narrowest column that is worth wrapping to */

/* ---- What was drawn ---- */

void
lf_chart_trace_text (LfChart *self, PangoLayout *layout, double x, double y, gboolean turned)
{
  PangoRectangle ink;
  LfChartShape shape = { 0 };

  if (self->trace == NULL)
    return;
  pango_layout_get_pixel_extents (layout, &ink, NULL);
  shape = turned ? (LfChartShape){ x - ink.y - ink.height, y + ink.x, ink.height, ink.width }
                 : (LfChartShape){ x + ink.x, y + ink.y, ink.width, ink.height };
  if (self->trace->shortened != NULL && pango_layout_is_ellipsized (layout))
    g_ptr_array_add (self->trace->shortened, g_strdup (pango_layout_get_text (layout)));
  self->trace->n_unknown += (guint) pango_layout_get_unknown_glyphs_count (layout);
  g_array_append_val (self->trace->texts, shape);
}

/* ---- Lines ---- */

double
lf_chart_line_height (LfChart *self, double scale)
{
  return self->style->font_px * scale * LEADING;
}

static void
wrap (LfChart *self, PangoLayout *layout, const LfChartPlace *place)
{
  static const PangoAlignment alignments[]
      = { PANGO_ALIGN_LEFT, PANGO_ALIGN_CENTER, PANGO_ALIGN_RIGHT };

  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_set_width (layout, (int) (place->width * PANGO_SCALE));
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_height (layout, -place->lines);
  pango_layout_set_alignment (layout, alignments[place->align]);
  pango_layout_set_line_spacing (layout, 0.84F);
}

void
lf_chart_text_in (LfChart *self, const char *text, const LfChartPlace *place, const double color[4])
{
  g_autoptr (PangoLayout) layout = NULL;
  double x, y;
  int height;

  if (place->lines < 1 || place->width < self->style->font_px)
    return;
  layout = lf_chart_layout (self, text, place->scale);
  wrap (self, layout, place);
  pango_layout_get_pixel_size (layout, NULL, &height);
  x = place->align == LF_ALIGN_START ? place->x
      : place->align == LF_ALIGN_END ? place->x - place->width
                                     : place->x - place->width / 2;
  y = place->y - height / 2.0;
  lf_chart_color (self, color, 1);
  cairo_move_to (self->cr, x, y);
  pango_cairo_show_layout (self->cr, layout);
  lf_chart_trace_text (self, layout, x, y, FALSE);
}

/* From the top down, Han characters upright as they are written in columns. */
static void
draw_turned (
    LfChart *self, const char *text, double center, double y, double length, const double color[4])
{
  g_autoptr (PangoLayout) layout = lf_chart_layout (self, text, NAME_SCALE);
  PangoContext *context = pango_layout_get_context (layout);
  int height;

  pango_context_set_base_gravity (context, PANGO_GRAVITY_EAST);
  pango_context_set_gravity_hint (context, PANGO_GRAVITY_HINT_NATURAL);
  pango_layout_context_changed (layout);
  pango_layout_set_width (layout, (int) (length * PANGO_SCALE));
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_get_pixel_size (layout, NULL, &height);
  lf_chart_color (self, color, 1);
  cairo_save (self->cr);
  cairo_translate (self->cr, center + height / 2.0, y);
  cairo_rotate (self->cr, G_PI / 2);
  cairo_move_to (self->cr, 0, 0);
  pango_cairo_show_layout (self->cr, layout);
  cairo_restore (self->cr);
  lf_chart_trace_text (self, layout, center + height / 2.0, y, TRUE);
}

/* Han characters are all as wide, and so are figures: of as many of them one is measured. */
void
lf_chart_widen (LfChart *self, LfChartWidest *widest, const char *text, double scale)
{
  double bound = 0;
  gboolean has_letters = FALSE;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      has_letters = has_letters || g_ascii_isalpha (*p);
      bound += (guchar) *p < 0x80 ? 0.6 : 1;
    }
  if (bound <= widest->bound * (has_letters ? 0.7 : 1))
    return;
  widest->bound = MAX (widest->bound, bound);
  widest->width = MAX (widest->width, lf_chart_text_width (self, text, scale));
}

/* ---- Along an axis ---- */

LfChartNames *
lf_chart_names_new (guint n)
{
  LfChartNames *self = g_new0 (LfChartNames, 1);

  self->n = n;
  self->texts = g_new0 (char *, n + 1);
  self->centers = g_new0 (double, n);
  return self;
}

void
lf_chart_names_free (LfChartNames *self)
{
  g_strfreev (self->texts);
  g_strfreev (self->briefs);
  g_free (self->centers);
  g_free (self->dates);
  g_free (self);
}

/* "2026年3月", and after another of its year "3月" */
void
lf_chart_names_add_times (LfChartNames *self, LfChart *chart)
{
  LfDate date;

  self->is_time = TRUE;
  for (guint i = 0; i < self->n; i++)
    if (!lf_chart_row_date (chart, i, &date))
      return;
  self->briefs = g_new0 (char *, self->n + 1);
  self->dates = g_new0 (LfDate, self->n);
  for (guint i = 0; i < self->n; i++)
    {
      g_autoptr (GDateTime) time = NULL;

      lf_chart_row_date (chart, i, &date);
      time = g_date_time_new_utc (date.year, MAX (date.month, 1), MAX (date.day, 1), 0, 0, 0);
      g_free (self->texts[i]);
      self->texts[i] = lf_date_format (&date);
      self->dates[i] = date;
      self->briefs[i]
          = date.month == 0
                ? g_strdup (self->texts[i])
                /* Translators: a day of a year: "5 Mar" */
                : g_date_time_format (time, date.day == 0 ? "%b" : C_ ("day", "%-d %b"));
    }
}

static double
widest (const LfChartNames *self, LfChart *chart)
{
  LfChartWidest all = { 0 };

  for (guint i = 0; i < self->n; i++)
    lf_chart_widen (chart, &all, self->texts[i], NAME_SCALE);
  return all.width;
}

/* Han text may break anywhere; a word of letters that is cut in two is no word. */
static gboolean
would_cut_word (const LfChartNames *self, LfChart *chart, double width)
{
  for (guint i = 0; i < self->n; i++)
    {
      g_auto (GStrv) words = g_strsplit (self->texts[i], " ", -1);

      for (char **word = words; *word != NULL; word++)
        if (strpbrk (*word, "aeiouyAEIOUY") != NULL
            && lf_chart_text_width (chart, *word, NAME_SCALE) > width)
          return TRUE;
    }
  return FALSE;
}

/* How many lines the tallest takes at the width of a slot. */
static guint
count_lines (const LfChartNames *self, LfChart *chart, double width)
{
  guint most = 1;

  for (guint i = 0; i < self->n; i++)
    {
      g_autoptr (PangoLayout) layout = lf_chart_layout (chart, self->texts[i], NAME_SCALE);

      wrap (chart, layout, &(LfChartPlace){ .width = width, .lines = 99 });
      most = MAX (most, (guint) pango_layout_get_line_count (layout));
    }
  return most;
}

void
lf_chart_names_fit (LfChartNames *self, LfChart *chart, double slot, double most)
{
  double px = chart->style->font_px, width = widest (self, chart);
  double line = lf_chart_line_height (chart, NAME_SCALE), inner = slot - px * 0.4;

  self->slot = slot;
  self->lines = 1;
  self->height = line + px * 0.4;
  if (width <= inner || self->is_time)
    return;
  self->lines = inner < px * NAME_SCALE * WRAP_EM || would_cut_word (self, chart, inner)
                    ? 0
                    : count_lines (self, chart, inner);
  if (self->lines > 0 && self->lines <= MAX_HEAD_LINES && self->lines * line + px * 0.4 <= most)
    {
      self->height = self->lines * line + px * 0.4;
      return;
    }
  self->lines = 0;
  self->height = MIN (width + px * 0.8, most);
}

/* Has the one that was shown before it said the year? */
static gboolean
is_of_year (const LfChartNames *self, guint i, int shown)
{
  return self->briefs != NULL && shown >= 0 && self->dates[i].year == self->dates[shown].year;
}

typedef struct
{
  const char *text;
  double center, width;
} Placed;

static Placed
place_name (const LfChartNames *self, LfChart *chart, guint i, int shown)
{
  const char *text = is_of_year (self, i, shown) ? self->briefs[i] : self->texts[i];
  double width = self->is_time      ? lf_chart_text_width (chart, text, NAME_SCALE)
                 : self->lines == 0 ? lf_chart_line_height (chart, NAME_SCALE)
                                    : self->slot - chart->style->font_px * 0.4;

  return (Placed){ text,
                   MAX (MIN (self->centers[i], chart->width - width / 2), self->start + width / 2),
                   width };
}

/* Returns: where the next may begin; @last: it has no room */
static double
draw_name (const LfChartNames *self, LfChart *chart, guint i, int shown, double last, double y)
{
  const Placed placed = place_name (self, chart, i, shown);
  double px = chart->style->font_px;

  if (placed.center - placed.width / 2 < last)
    return last;
  if (self->lines == 0)
    {
      double length = MIN (lf_chart_text_width (chart, placed.text, NAME_SCALE) + px * 0.3,
                           self->height - px * 0.6);

      draw_turned (chart, placed.text, placed.center,
                   self->is_above ? y + self->height - px * 0.3 - length : y + px * 0.3, length,
                   chart->style->dim);
    }
  else
    lf_chart_text_in (chart, placed.text,
                      &(LfChartPlace){ placed.center, y + self->height / 2, placed.width + 1,
                                       (int) self->lines, LF_ALIGN_MIDDLE, NAME_SCALE },
                      chart->style->dim);
  return placed.center + placed.width / 2 + (self->is_time ? px * 0.7 : 0);
}

/* ---- Times at even steps ---- */

/* Each so many years, months or, for 7, Mondays; of days @n months mean their first. */
typedef struct
{
  guint n;
  gboolean is_of_months;
} Step;

static gboolean
is_monday (const LfDate *date)
{
  GDate day;

  g_date_clear (&day, 1);
  g_date_set_dmy (&day, (GDateDay) date->day, (GDateMonth) date->month, (GDateYear) date->year);
  return g_date_get_weekday (&day) == G_DATE_MONDAY;
}

static gboolean
is_on_step (const LfChartNames *self, guint i, const Step *step)
{
  const LfDate *date = &self->dates[i];
  guint month = (guint) date->year * 12 + (guint) MAX (date->month, 1) - 1;

  if (date->month == 0)
    return !step->is_of_months && (guint) date->year % step->n == 0;
  if (date->day == 0)
    return step->is_of_months && month % step->n == 0;
  if (step->is_of_months)
    return month % step->n == 0
           && (date->day == 1 || (i > 0 && self->dates[i - 1].month != date->month));
  return step->n == 1 || (step->n == 7 && is_monday (date));
}

/* Whether all of them have room, and there are two to tell the step by. */
static gboolean
has_room (const LfChartNames *self, LfChart *chart, const Step *step)
{
  double last = -G_MAXDOUBLE;
  int shown = -1;
  guint n = 0;

  for (guint i = 0; i < self->n; i++)
    if (is_on_step (self, i, step))
      {
        const Placed placed = place_name (self, chart, i, shown);

        if (placed.center - placed.width / 2 < last)
          return FALSE;
        last = placed.center + placed.width / 2 + chart->style->font_px * 0.7;
        shown = (int) i;
        n++;
      }
  return n > 1;
}

/* (nullable): the closest that has room */
static const Step *
find_step (const LfChartNames *self, LfChart *chart)
{
  static const Step steps[] = { { 1 },        { 2 },        { 5 },       { 7 },       { 10 },
                                { 1, TRUE },  { 2, TRUE },  { 3, TRUE }, { 6, TRUE }, { 12, TRUE },
                                { 24, TRUE }, { 60, TRUE }, { 20 },      { 50 },      { 100 } };

  for (guint i = 0; self->dates != NULL && i < G_N_ELEMENTS (steps); i++)
    if (has_room (self, chart, &steps[i]))
      return &steps[i];
  return NULL;
}

/* Times stand at even steps, or where they touch no other; of too many names each how manieth. */
void
lf_chart_names_draw (LfChartNames *self, LfChart *chart, double y)
{
  const Step *step = find_step (self, chart);
  double last = -G_MAXDOUBLE;
  int shown = -1;

  for (guint i = 0; i < self->n; i++)
    if (self->centers[i] >= last && (step == NULL || is_on_step (self, i, step)))
      {
        double end = draw_name (self, chart, i, shown, last, y);

        shown = end > last ? (int) i : shown;
        last = MAX (end, last);
      }
}

/* ---- Beside rows ---- */

double
lf_chart_row_names_width (LfChart *self, double share)
{
  LfChartWidest all = { 0 };

  for (guint row = 0; row < self->report->rows->len; row++)
    {
      g_autofree char *label = lf_chart_label (self, row);

      lf_chart_widen (self, &all, label, NAME_SCALE);
    }
  return MIN (all.width + self->style->font_px, self->width * share);
}

guint
lf_chart_row_names_step (LfChart *self, double height)
{
  return (guint) MAX (1, ceil (lf_chart_line_height (self, NAME_SCALE) * 0.9 / MAX (height, 0.1)));
}

void
lf_chart_row_name (LfChart *self, guint row, double y, double height, double width)
{
  g_autofree char *label = NULL;
  double line = lf_chart_line_height (self, NAME_SCALE);

  if (row % lf_chart_row_names_step (self, height) != 0)
    return;
  label = lf_chart_label (self, row);
  lf_chart_text_in (self, label,
                    &(LfChartPlace){ 0, y + height / 2, width - self->style->font_px * 0.6,
                                     CLAMP ((int) (height / line), 1, MAX_LINES), LF_ALIGN_START,
                                     NAME_SCALE },
                    self->style->foreground);
}
