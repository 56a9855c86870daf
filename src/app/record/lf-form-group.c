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
  GPtrArray *optional; /* (element-type LfFieldRow), owned by the group: hidden while blank */
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
  gtk_widget_set_visible (GTK_WIDGET (self->fold_button), is_open || n_blank > 0);
}

static void
on_fold_toggled_cb (LfFormGroup *self)
{
  lf_form_group_update (self, /* is_other_record= */ TRUE);
}

static void
lf_form_group_finalize (GObject *object)
{
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
  self->optional = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

LfFormGroup *
lf_form_group_new (const char *title)
{
  return g_object_new (LF_TYPE_FORM_GROUP, "title", title, NULL);
}

void
lf_form_group_add (LfFormGroup *self, LfFieldRow *row, gboolean is_essential)
{
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (row));
  if (!is_essential)
    g_ptr_array_add (self->optional, row);
}

void
lf_form_group_update (LfFormGroup *self, gboolean is_other_record)
{
  gboolean is_open = gtk_toggle_button_get_active (self->fold_button);

  for (guint i = 0; i < self->optional->len; i++)
    {
      LfFieldRow *row = self->optional->pdata[i];
      gboolean was_shown = !is_other_record && gtk_widget_get_visible (GTK_WIDGET (row));

      gtk_widget_set_visible (GTK_WIDGET (row), is_open || was_shown || !lf_field_row_is_blank (row)
                                                    || lf_field_row_has_problem (row));
    }
  label_fold_button (self);
}

void
lf_form_group_unfold (LfFormGroup *self)
{
  gtk_toggle_button_set_active (self->fold_button, TRUE);
}
