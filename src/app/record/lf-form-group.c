/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A form's group of rows. */

#include "config.h"

#include "lf-form-group.h"

#include "lf-editor.h"

#include <glib/gi18n.h>

struct _LfFormGroup
{
  AdwPreferencesGroup parent_instance;

  GtkToggleButton *fold_button;
  AdwButtonContent *fold_content;
  LfFormBar *bar;      /* unowned */
  GPtrArray *rows;     /* (element-type LfFieldRow), owned by the group, in the schema's order */
  GPtrArray *optional; /* those that are hidden while they are blank */
};

G_DEFINE_FINAL_TYPE (LfFormGroup, lf_form_group, ADW_TYPE_PREFERENCES_GROUP)

static void
label_fold_button (LfFormGroup *self)
{
  gboolean is_open = gtk_toggle_button_get_active (self->fold_button);
  guint n_blank = 0;
  g_autofree char *label = NULL;
  g_autofree char *name = NULL;

  for (guint i = 0; i < self->optional->len; i++)
    if (lf_field_row_is_blank (self->optional->pdata[i]))
      n_blank++;
  label = is_open ? g_strdup (_ ("Show Less"))
                  : g_strdup_printf (ngettext ("%u More", "%u More", n_blank), n_blank);
  /* Translators: a button's name for screen readers: what it does, and the group of fields it does
   * it to. */
  name = g_strdup_printf (C_ ("button and group", "%1$s: %2$s"), label,
                          adw_preferences_group_get_title (ADW_PREFERENCES_GROUP (self)));
  adw_button_content_set_label (self->fold_content, label);
  adw_button_content_set_icon_name (self->fold_content,
                                    is_open ? "pan-up-symbolic" : "pan-down-symbolic");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->fold_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, -1);
  gtk_widget_set_visible (GTK_WIDGET (self->fold_button), !lf_form_bar_is_finding (self->bar)
                                                              && !lf_form_bar_shows_all (self->bar)
                                                              && (is_open || n_blank > 0));
}

static void
on_fold_toggled_cb (LfFormGroup *self)
{
  lf_form_group_update (self, /* is_other_record= */ TRUE);
}

static void
lf_form_group_finalize (GObject *object)
{
  g_ptr_array_unref (LF_FORM_GROUP (object)->rows);
  g_ptr_array_unref (LF_FORM_GROUP (object)->optional);
  G_OBJECT_CLASS (lf_form_group_parent_class)->finalize (object);
}

static void
lf_form_group_class_init (LfFormGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = lf_form_group_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, LF_RECORD_UI ("lf-form-group"));
  gtk_widget_class_bind_template_child (widget_class, LfFormGroup, fold_button);
  gtk_widget_class_bind_template_child (widget_class, LfFormGroup, fold_content);
  gtk_widget_class_bind_template_callback (widget_class, on_fold_toggled_cb);
}

static void
lf_form_group_init (LfFormGroup *self)
{
  self->rows = g_ptr_array_new ();
  self->optional = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

LfFormGroup *
lf_form_group_new (const char *title, LfFormBar *bar)
{
  LfFormGroup *self = g_object_new (LF_TYPE_FORM_GROUP, "title", title, NULL);

  self->bar = bar;
  return self;
}

/* Fields of an entity stand in one table. */
static int
compare_rows (GtkListBoxRow *a, GtkListBoxRow *b, gpointer user_data)
{
  const LfField *one = lf_field_row_get_field (LF_FIELD_ROW (a));
  const LfField *other = lf_field_row_get_field (LF_FIELD_ROW (b));

  return (one > other) - (one < other);
}

static int
compare_pointers (gconstpointer a, gconstpointer b)
{
  return compare_rows (*(GtkListBoxRow *const *) a, *(GtkListBoxRow *const *) b, NULL);
}

/* Where a preferences group keeps its rows. */
static GtkListBox *
list_of (LfFieldRow *row)
{
  return GTK_LIST_BOX (gtk_widget_get_ancestor (GTK_WIDGET (row), GTK_TYPE_LIST_BOX));
}

static void
drop_row (LfFieldRow *row)
{
  LfFormGroup *group
      = LF_FORM_GROUP (gtk_widget_get_ancestor (GTK_WIDGET (row), LF_TYPE_FORM_GROUP));

  if (group == NULL)
    return;
  g_ptr_array_remove (group->rows, row);
  g_ptr_array_remove (group->optional, row);
  adw_preferences_group_remove (ADW_PREFERENCES_GROUP (group), GTK_WIDGET (row));
}

void
lf_form_group_take (LfFormGroup *self, LfFieldRow *row, gboolean is_essential)
{
  g_autoptr (LfFieldRow) kept = g_object_ref_sink (row);

  drop_row (row);
  g_ptr_array_add (self->rows, row);
  g_ptr_array_sort (self->rows, compare_pointers);
  if (!is_essential)
    g_ptr_array_add (self->optional, row);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (row));
  if (self->rows->len == 1)
    gtk_list_box_set_sort_func (list_of (row), compare_rows, NULL, NULL);
}

gboolean
lf_form_group_holds (LfFormGroup *self, LfFieldRow *row)
{
  return gtk_widget_is_ancestor (GTK_WIDGET (row), GTK_WIDGET (self));
}

static gboolean
is_shown (LfFormGroup *self, LfFieldRow *row, gboolean is_other_record)
{
  if (lf_form_bar_is_finding (self->bar))
    return lf_form_bar_finds (self->bar, lf_field_row_get_field (row));
  return !g_ptr_array_find (self->optional, row, NULL) || lf_form_bar_shows_all (self->bar)
         || gtk_toggle_button_get_active (self->fold_button)
         || (!is_other_record && gtk_widget_get_visible (GTK_WIDGET (row)))
         || !lf_field_row_is_blank (row) || lf_field_row_has_problem (row)
         || lf_field_row_get_mark (row) != LF_RECORD_SYNCED;
}

guint
lf_form_group_update (LfFormGroup *self, gboolean is_other_record)
{
  guint n = 0;

  for (guint i = 0; i < self->rows->len; i++)
    {
      LfFieldRow *row = self->rows->pdata[i];
      gboolean is_visible = is_shown (self, row, is_other_record);

      gtk_widget_set_visible (GTK_WIDGET (row), is_visible);
      n += is_visible ? 1 : 0;
    }
  /* an empty list would be drawn as a line */
  if (self->rows->len > 0)
    gtk_widget_set_visible (GTK_WIDGET (list_of (self->rows->pdata[0])), n > 0);
  gtk_widget_set_visible (GTK_WIDGET (self),
                          self->rows->len > 0 && (n > 0 || !lf_form_bar_is_finding (self->bar)));
  label_fold_button (self);
  return n;
}

guint
lf_form_group_count_blank (LfFormGroup *self, guint *ret_n_rows)
{
  guint n_blank = 0, n = 0;

  for (guint i = 0; i < self->rows->len; i++)
    if (!(lf_field_row_get_field (self->rows->pdata[i])->flags & LF_FIELD_MACHINE))
      {
        n++;
        n_blank += lf_field_row_is_blank (self->rows->pdata[i]) ? 1 : 0;
      }
  *ret_n_rows = n;
  return n_blank;
}

LfFieldRow *
lf_form_group_first (LfFormGroup *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (gtk_widget_get_visible (GTK_WIDGET (self->rows->pdata[i])))
      return self->rows->pdata[i];
  return NULL;
}
