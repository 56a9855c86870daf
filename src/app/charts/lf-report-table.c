/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A report as a table, the drawing's twin. */

#include "config.h"

#include "lf-report-table.h"

#include "lf-chart-view.h"

#include <glib/gi18n.h>

#define HEADING_CHARS 14 /* wider ones take two lines */
#define MANY_COLUMNS 10  /* more of them have less room for each */
#define NARROW_CHARS 10
#define SPACING 18 /* px between columns */
#define NARROW_SPACING 12

struct _LfReportTable
{
  AdwBin parent_instance;

  GtkGrid *grid;
  guint n_columns;
};

enum
{
  ACTIVATED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LfReportTable, lf_report_table, ADW_TYPE_BIN)

static void
open_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  guint row, column;

  g_variant_get (parameter, "(uu)", &row, &column);
  g_signal_emit (widget, signals[ACTIVATED], 0, row, column);
}

static void
lf_report_table_class_init (LfReportTableClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  signals[ACTIVATED] = g_signal_new ("activated", LF_TYPE_REPORT_TABLE, G_SIGNAL_RUN_LAST, 0, NULL,
                                     NULL, NULL, G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_UINT);
  gtk_widget_class_install_action (widget_class, "table.open", "(uu)", open_action);
  gtk_widget_class_set_template_from_resource (widget_class, LF_CHART_UI ("lf-report-table"));
  gtk_widget_class_bind_template_child (widget_class, LfReportTable, grid);
}

static void
lf_report_table_init (LfReportTable *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
attach (LfReportTable *self, GtkWidget *cell, gboolean is_text, guint column, int at)
{
  gtk_widget_set_halign (cell, is_text ? GTK_ALIGN_START : GTK_ALIGN_END);
  gtk_widget_set_hexpand (cell, TRUE);
  gtk_grid_attach (self->grid, cell, (int) column, at, 1, 1);
}

static gboolean
is_narrow (const LfReportTable *self)
{
  return self->n_columns > MANY_COLUMNS;
}

/* In widths of a letter: a Han character takes two. */
static int
width_of (const char *word)
{
  int width = 0;

  for (const char *c = word; *c != '\0'; c = g_utf8_next_char (c))
    width += g_unichar_iswide (g_utf8_get_char (c)) ? 2 : 1;
  return width;
}

static int
longest_word (const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  int most = 1;

  for (char **word = words; *word != NULL; word++)
    most = MAX (most, width_of (*word));
  return most;
}

/* It takes a line where there is room, and as many as it has words where there is none. */
static void
set_heading (LfReportTable *self, GtkLabel *label, const char *text)
{
  int most = is_narrow (self) ? NARROW_CHARS : HEADING_CHARS;
  int least = is_narrow (self) ? longest_word (text)
                               : MIN ((int) g_utf8_strlen (text, -1), HEADING_CHARS);

  gtk_label_set_wrap (label, TRUE);
  gtk_label_set_width_chars (label, least);
  gtk_label_set_max_width_chars (label, MAX (least, most));
}

static void
add_label (LfReportTable *self,
           const char *text,
           gboolean is_text,
           guint column,
           int at,
           const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (label, style);
  gtk_label_set_xalign (GTK_LABEL (label), is_text ? 0 : 1);
  if (at == 0)
    {
      set_heading (self, GTK_LABEL (label), text);
      gtk_label_set_justify (GTK_LABEL (label), is_text ? GTK_JUSTIFY_LEFT : GTK_JUSTIFY_RIGHT);
      gtk_widget_set_valign (label, GTK_ALIGN_END);
    }
  attach (self, label, is_text, column, at);
}

static void
add_button (
    LfReportTable *self, const char *text, const char *name, guint row, guint column, int at)
{
  GtkWidget *button = gtk_button_new_with_label (text);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "numeric");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "(uu)", row, column);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "table.open");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  attach (self, button, /* is_text= */ FALSE, column, at);
}

static void
add_row (LfReportTable *self, const LfReport *report, GPtrArray *cells, guint row)
{
  const char *style = cells == report->total ? "lf-table-total" : "numeric";
  const LfReportCell *head = cells->pdata[0];

  for (guint column = 0; column < cells->len; column++)
    {
      const LfReportColumn *kind = report->columns->pdata[column];
      const LfReportCell *cell = cells->pdata[column];
      g_autofree char *text = lf_report_cell_format (kind, cell);
      gboolean is_text = kind->type == LF_COLUMN_TEXT;

      if (cell->filter == NULL || is_text)
        add_label (self, text, is_text, column, (int) row + 1, style);
      else
        {
          /* Translators: a figure of a table for screen readers: row, column, figure. */
          g_autofree char *name
              = g_strdup_printf (C_ ("figure", "%1$s, %2$s: %3$s"),
                                 head->text == NULL ? "" : head->text, kind->label, text);
          add_button (self, text, name, row, column, (int) row + 1);
        }
    }
}

gboolean
lf_report_table_open_list (
    LfAppContext *context, const LfReport *report, guint row, guint column, const char *title)
{
  const LfReportCell *cell = lf_report_cell_at (report, row, column);

  if (cell == NULL || cell->filter == NULL)
    return FALSE;
  lf_app_context_open_list (context, (cell->entity == NULL ? report->entity : cell->entity)->name,
                            cell->filter, title);
  return TRUE;
}

void
lf_report_table_set_report (LfReportTable *self, const LfReport *report)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->grid))) != NULL)
    gtk_grid_remove (self->grid, child);
  self->n_columns = report->columns->len;
  gtk_grid_set_column_spacing (self->grid, is_narrow (self) ? NARROW_SPACING : SPACING);
  for (guint column = 0; column < report->columns->len; column++)
    {
      const LfReportColumn *kind = report->columns->pdata[column];
      add_label (self, kind->label, kind->type == LF_COLUMN_TEXT, column, 0, "lf-table-heading");
    }
  for (guint row = 0; row < report->rows->len; row++)
    add_row (self, report, report->rows->pdata[row], row);
  if (report->total != NULL)
    add_row (self, report, report->total, report->rows->len);
}
