/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which report is looked at. */

#include "config.h"

#include "lf-report-choice.h"

#include "lf-chart-view.h"
#include "lf-composing.h"
#include "lf-report.h"
#include "lf-text.h"

#include <glib/gi18n.h>
#include <string.h>

struct _LfReportChoice
{
  AdwBin parent_instance;

  GtkMenuButton *button;
  GtkLabel *title;
  GtkPopover *popover;
  GtkSearchEntry *search_entry;
  GtkListBox *list_box;

  const char *name; /* of lf_report_names() */
};

enum
{
  PROP_0,
  PROP_REPORT_NAME,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (LfReportChoice, lf_report_choice, ADW_TYPE_BIN)

#define ROW_NAME "lf-report-name"

static const char *
name_of (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), ROW_NAME);
}

/* ---- Rows ---- */

static void
add_row (LfReportChoice *self, const char *name)
{
  GtkWidget *label = gtk_label_new (lf_report_title (name));
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  lf_report_title (name), -1);
  g_object_set_data (G_OBJECT (row), ROW_NAME, (gpointer) name);
  gtk_list_box_append (self->list_box, row);
}

static void
add_header (GtkListBoxRow *row, GtkListBoxRow *before, gpointer data)
{
  const char *subject = lf_report_subject (name_of (row));
  GtkWidget *header;

  if (before != NULL && strcmp (lf_report_subject (name_of (before)), subject) == 0)
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }
  header = gtk_label_new (subject);
  gtk_label_set_xalign (GTK_LABEL (header), 0);
  gtk_widget_add_css_class (header, "heading");
  gtk_widget_add_css_class (header, "dim-label");
  gtk_widget_add_css_class (header, "lf-choice-header");
  gtk_list_box_row_set_header (row, header);
}

/* The words of the search, in any order, in the title or the subject. */
static gboolean
is_found (GtkListBoxRow *row, gpointer data)
{
  LfReportChoice *self = data;
  const char *name = name_of (row);
  g_autofree char *sought
      = lf_text_fold (gtk_editable_get_text (GTK_EDITABLE (self->search_entry)));
  g_autofree char *text
      = g_strjoin (" ", lf_report_title (name), lf_report_subject (name), name, NULL);
  g_autofree char *folded = lf_text_fold (text);
  g_auto (GStrv) words = g_strsplit (sought, " ", -1);

  for (char **word = words; *word != NULL; word++)
    if (strstr (folded, *word) == NULL)
      return FALSE;
  return TRUE;
}

/* ---- Choosing ---- */

static void
choose (LfReportChoice *self, GtkListBoxRow *row)
{
  gtk_menu_button_popdown (self->button);
  g_object_set (self, "report-name", name_of (row), NULL);
}

static void
on_row_activated_cb (GtkListBox *list_box, GtkListBoxRow *row, gpointer user_data)
{
  choose (user_data, row);
}

static void
on_search_changed_cb (GtkSearchEntry *entry, gpointer user_data)
{
  if (!lf_is_composing (GTK_EDITABLE (entry)))
    gtk_list_box_invalidate_filter (LF_REPORT_CHOICE (user_data)->list_box);
}

/* The first that is found. */
static void
on_search_activated_cb (GtkSearchEntry *entry, gpointer user_data)
{
  LfReportChoice *self = user_data;
  GtkListBoxRow *row;

  if (lf_is_composing (GTK_EDITABLE (entry))) /* this Enter takes a candidate */
    return;
  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list_box, i)) != NULL; i++)
    if (is_found (row, self))
      {
        choose (self, row);
        return;
      }
}

static void
on_shown_cb (LfReportChoice *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
}

static void
set_name (LfReportChoice *self, const char *name)
{
  GtkListBoxRow *row;

  if (g_strcmp0 (name, self->name) == 0 || lf_report_title (name) == NULL)
    return;
  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list_box, i)) != NULL; i++)
    if (strcmp (name_of (row), name) == 0)
      {
        self->name = name_of (row);
        gtk_list_box_select_row (self->list_box, row);
      }
  gtk_label_set_label (self->title, lf_report_title (name));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  lf_report_title (name), -1);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REPORT_NAME]);
}

/* ---- Widget ---- */

static void
lf_report_choice_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  g_value_set_string (value, LF_REPORT_CHOICE (object)->name);
}

static void
lf_report_choice_set_property (GObject *object,
                               guint prop_id,
                               const GValue *value,
                               GParamSpec *pspec)
{
  set_name (LF_REPORT_CHOICE (object), g_value_get_string (value));
}

static void
lf_report_choice_class_init (LfReportChoiceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = lf_report_choice_get_property;
  object_class->set_property = lf_report_choice_set_property;
  properties[PROP_REPORT_NAME]
      = g_param_spec_string ("report-name", NULL, NULL, NULL,
                             G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_template_from_resource (widget_class, LF_CHART_UI ("lf-report-choice"));
  gtk_widget_class_bind_template_child (widget_class, LfReportChoice, button);
  gtk_widget_class_bind_template_child (widget_class, LfReportChoice, title);
  gtk_widget_class_bind_template_child (widget_class, LfReportChoice, popover);
  gtk_widget_class_bind_template_child (widget_class, LfReportChoice, search_entry);
  gtk_widget_class_bind_template_child (widget_class, LfReportChoice, list_box);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_search_activated_cb);
}

static void
lf_report_choice_init (LfReportChoice *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  lf_composing_watch (GTK_EDITABLE (self->search_entry));
  for (const char *const *name = lf_report_names (); *name != NULL; name++)
    add_row (self, *name);
  gtk_list_box_set_header_func (self->list_box, add_header, NULL, NULL);
  gtk_list_box_set_filter_func (self->list_box, is_found, self, NULL);
  g_signal_connect_object (self->popover, "show", G_CALLBACK (on_shown_cb), self,
                           G_CONNECT_SWAPPED);
  set_name (self, lf_report_names ()[0]);
}
