/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A column of a list: the cells of one field. */

#include "config.h"

#include "lf-record-column.h"

#include "lf-cell-binding.h"
#include "lf-list-model.h"
#include "lf-text-tip.h"

#include <glib/gi18n.h>
#include <string.h>

/* ---- Cells ---- */

static gboolean
is_number (const LfField *field)
{
  return field->type == LF_VALUE_MONEY || field->type == LF_VALUE_QUANTITY
         || field->type == LF_VALUE_INTEGER || field->type == LF_VALUE_DECIMAL;
}

static gboolean
is_stage (const LfField *field)
{
  return g_strcmp0 (field->bundle, "stage") == 0 && field->type == LF_VALUE_CHOICE;
}

static gboolean
has_icon (const LfField *field)
{
  return is_stage (field) || lf_standing_icon (field, NULL) != NULL;
}

static GtkWidget *
new_text (const LfField *field)
{
  GtkWidget *text = gtk_inscription_new (NULL);

  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (text),
                                     GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_inscription_set_min_lines (GTK_INSCRIPTION (text), 1);
  gtk_inscription_set_nat_lines (GTK_INSCRIPTION (text), 1);
  gtk_inscription_set_xalign (GTK_INSCRIPTION (text), is_number (field) ? 1 : 0);
  gtk_widget_set_hexpand (text, TRUE);
  lf_text_tip_add (GTK_INSCRIPTION (text));
  if (is_number (field) || field->type == LF_VALUE_DATE)
    gtk_widget_add_css_class (text, "numeric");
  return text;
}

static void
set_cell (GtkListItem *item, GtkWidget *cell)
{
  g_object_set_data (G_OBJECT (cell), "lf-item", item);
  gtk_list_item_set_child (item, cell);
}

static void
on_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  const LfField *field = user_data;
  GtkWidget *box;

  g_object_set_data (G_OBJECT (item), "field", user_data);
  if (!has_icon (field))
    {
      set_cell (item, new_text (field));
      return;
    }
  box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_box_append (GTK_BOX (box), gtk_image_new ());
  gtk_box_append (GTK_BOX (box), new_text (field));
  set_cell (item, box);
}

/* What has no value has no icon either. */
static void
show_icon (GtkWidget *box, const LfRecord *record, const LfField *field)
{
  GtkImage *image = GTK_IMAGE (gtk_widget_get_first_child (box));
  const char *value = lf_record_get (record, field->name);
  const char *style = lf_standing_style (field, value);
  LfStage stage;

  if (is_stage (field) && lf_stage_from_key (value, &stage))
    gtk_image_set_from_icon_name (image, lf_stage_icon (stage));
  if (is_stage (field))
    return;
  gtk_image_set_from_icon_name (image, value == NULL ? NULL : lf_standing_icon (field, value));
  gtk_widget_set_css_classes (GTK_WIDGET (image), (const char *[]){ style, NULL });
}

static void
show_record (GtkListItem *item, LfRecord *record, gpointer data)
{
  const LfField *field = data;
  GtkWidget *child = gtk_list_item_get_child (item);
  GtkWidget *text = has_icon (field) ? gtk_widget_get_last_child (child) : child;
  g_autofree char *shown = record == NULL ? g_strdup ("…") : lf_record_format (record, field->name);

  for (char *p = shown; *p != '\0'; p++)
    if (*p == '\n')
      *p = ' ';
  gtk_inscription_set_text (GTK_INSCRIPTION (text), shown);
  if (record != NULL && has_icon (field))
    show_icon (child, record, field);
}

LfRecord *
lf_record_column_cell (GtkWidget *cell, const LfField **ret_field)
{
  GtkListItem *item = g_object_get_data (G_OBJECT (cell), "lf-item");
  LfRow *row = gtk_list_item_get_item (item);

  *ret_field = g_object_get_data (G_OBJECT (item), "field");
  return row == NULL ? NULL : lf_row_get_record (row);
}

static gboolean
is_cell (GtkWidget *widget)
{
  return widget != NULL && g_object_get_data (G_OBJECT (widget), "lf-item") != NULL;
}

GtkWidget *
lf_record_column_find_cell (GtkWidget *within)
{
  for (GtkWidget *widget = within; widget != NULL; widget = gtk_widget_get_parent (widget))
    {
      GtkWidget *child = gtk_widget_get_first_child (widget);

      if (is_cell (widget))
        return widget;
      if (g_str_equal (gtk_widget_get_css_name (widget), "cell"))
        return is_cell (child) ? child : NULL;
    }
  return NULL;
}

gboolean
lf_record_column_is_editable (const LfField *field)
{
  return !(field->flags & (LF_FIELD_MACHINE | LF_FIELD_HIDDEN)) && field->stamp == LF_STAMP_NONE
         && field->type != LF_VALUE_ATTACHMENT_SET && field->type != LF_VALUE_TIMESTAMP;
}

/* Ret: (nullable): @box, a child of a row, holds no cell that people may edit */
static GtkWidget *
editable_in (GtkWidget *box, const LfField **ret_field)
{
  GtkWidget *cell = gtk_widget_get_first_child (box);

  *ret_field = NULL;
  if (!is_cell (cell) || !gtk_widget_get_visible (box))
    return NULL;
  lf_record_column_cell (cell, ret_field);
  return *ret_field != NULL && lf_record_column_is_editable (*ret_field) ? cell : NULL;
}

GtkWidget *
lf_record_column_cell_of (GtkWidget *row, const LfField *field)
{
  GtkWidget *first = NULL;

  for (GtkWidget *box = gtk_widget_get_first_child (row); box != NULL;
       box = gtk_widget_get_next_sibling (box))
    {
      const LfField *its_field;
      GtkWidget *cell = editable_in (box, &its_field);

      if (cell != NULL && its_field == field)
        return cell;
      if (first == NULL)
        first = cell;
    }
  return first;
}

GtkWidget *
lf_record_column_next_cell (GtkWidget *cell, gboolean is_forward)
{
  GtkWidget *box = gtk_widget_get_parent (cell), *next = NULL;
  const LfField *field;

  while (next == NULL && box != NULL)
    {
      box = is_forward ? gtk_widget_get_next_sibling (box) : gtk_widget_get_prev_sibling (box);
      next = box == NULL ? NULL : editable_in (box, &field);
    }
  return next;
}

/* ---- Room ---- */

/* What a column has room for: a value, or text as it stands. */
static const char *const samples[LF_N_VALUE_TYPES] = {
  [LF_VALUE_TEXT] = "五个字文字",
  [LF_VALUE_LONG_TEXT] = "长一些的文字有二十个字那么多也写得下",
  [LF_VALUE_INTEGER] = "8888888",
  [LF_VALUE_DECIMAL] = "88888.88",
  [LF_VALUE_QUANTITY] = "88888.8",
  [LF_VALUE_MONEY] = "nearly 88880000000.00 CNY",
  [LF_VALUE_DATE] = "2026-12-28",
  [LF_VALUE_CODE] = "91330100799655058B",
  [LF_VALUE_REFERENCE] = "汉字八个字的单位",
  [LF_VALUE_TEXT_SET] = "五个字文字、五个字文字",
};
#define TITLE_SAMPLE "高精度减速器产线项目一"
#define PERSON_SAMPLE "欧阳震华"
#define PHONE_SAMPLE "13888888888 "
#define OTHER_SAMPLE "五个字文字"

#define CELL_PADDING 8 /* as style.css has it */
#define SORT_ARROW 18
#define ICON 22
#define SLACK 8 /* figures of one width are wider than what is measured */

static gboolean
is_person (const LfField *field)
{
  const LfEntity *target = field->target == NULL ? NULL : lf_schema_find (field->target);

  if (field->flags & LF_FIELD_PERSON)
    return TRUE;
  for (guint i = 0; target != NULL && target->fields[i].name != NULL; i++)
    if (target->fields[i].flags & LF_FIELD_TITLE)
      return (target->fields[i].flags & LF_FIELD_PERSON) != 0;
  return FALSE;
}

static char *
sample_of (const LfField *field)
{
  const char *sample = samples[field->type] == NULL ? OTHER_SAMPLE : samples[field->type];

  if (is_person (field))
    return g_strdup (PERSON_SAMPLE);
  if (field->flags & LF_FIELD_TITLE)
    return g_strdup (TITLE_SAMPLE);
  if (field->check == LF_CHECK_PHONE)
    return g_strdup (PHONE_SAMPLE);
  return field->type == LF_VALUE_REFERENCE || field->options != NULL
             ? g_strdup (sample)
             : lf_field_format (field, sample);
}

static int
text_width (GtkWidget *view, const char *text)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (view, text);
  int width;

  pango_layout_get_pixel_size (layout, &width, NULL);
  return width;
}

/* Room for what the field usually holds in the user's language and font, and for the heading. */
static int
column_width (GtkWidget *view, const LfField *field)
{
  g_autofree char *sample = field->options == NULL ? sample_of (field) : NULL;
  int width = sample == NULL ? 0 : text_width (view, sample);

  for (const LfOption *option = field->options; option != NULL && option->key != NULL; option++)
    width = MAX (width, text_width (view, lf_option_label (option)));
  width += has_icon (field) ? ICON : 0;
  width = MAX (width, text_width (view, lf_field_label (field)) + SORT_ARROW);
  return width + 2 * CELL_PADDING + SLACK;
}

/* Takes a share of the room that is left over: what may be longer than its sample. */
static gboolean
is_wide (const LfField *field)
{
  gboolean is_text = field->type == LF_VALUE_TEXT || field->type == LF_VALUE_CODE;

  return (field->flags & LF_FIELD_TITLE) != 0
         || ((field->target != NULL || (is_text && field->check == LF_CHECK_NONE))
             && !is_person (field));
}

/* ---- The column ---- */

GtkColumnViewColumn *
lf_record_column_new (const LfField *field, GtkWidget *view)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkColumnViewColumn *column;

  g_signal_connect (factory, "setup", G_CALLBACK (on_setup_cb), (gpointer) field);
  lf_cell_binding_add (factory, show_record, (gpointer) field);
  column = gtk_column_view_column_new (lf_field_label (field), factory);
  g_object_set_data (G_OBJECT (column), "field", (gpointer) field);
  gtk_column_view_column_set_resizable (column, TRUE);
  gtk_column_view_column_set_fixed_width (column, column_width (view, field));
  gtk_column_view_column_set_expand (column, is_wide (field));
  return column;
}

const LfField *
lf_record_column_field (GtkColumnViewColumn *column)
{
  return g_object_get_data (G_OBJECT (column), "field");
}

gboolean
lf_record_column_is_number (const LfField *field)
{
  return is_number (field);
}

/* GTK 4.8 keeps the room of hidden columns free, unless they ask for none. */
void
lf_record_column_show (GtkColumnViewColumn *column, gboolean is_shown)
{
  const LfField *field = lf_record_column_field (column);
  GtkWidget *view = GTK_WIDGET (gtk_column_view_column_get_column_view (column));

  if (is_shown == gtk_column_view_column_get_visible (column))
    return;
  gtk_column_view_column_set_visible (column, is_shown);
  gtk_column_view_column_set_expand (column, is_shown && is_wide (field));
  gtk_column_view_column_set_fixed_width (column, is_shown ? column_width (view, field) : 0);
}
