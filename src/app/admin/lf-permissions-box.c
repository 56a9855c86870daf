/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What each role may do. */

#include "config.h"

#include "lf-permissions-box.h"

#include "lf-admin-page.h"
#include "lf-composing.h"
#include "lf-core.h"

#include <glib/gi18n.h>
#include <string.h>

struct _LfPermissionsBox
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkEditable *filter_entry;
  GtkGrid *grid;
  GtkWidget *nothing;
};

G_DEFINE_FINAL_TYPE (LfPermissionsBox, lf_permissions_box, GTK_TYPE_WIDGET)

#define LABEL_CHARS 30 /* of the first column, before its lines are broken */

static GtkWidget *
new_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_valign (label, GTK_ALIGN_START);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static int
count_columns (void)
{
  int n = 1;

  for (const LfOption *role = lf_permission_roles (); role->key != NULL; role++)
    n++;
  return n;
}

static void
attach_heading (LfPermissionsBox *self)
{
  int column = 1;

  gtk_grid_attach (self->grid, new_label (_ ("Records"), "lf-table-heading"), 0, 0, 1, 1);
  for (const LfOption *role = lf_permission_roles (); role->key != NULL; role++, column++)
    gtk_grid_attach (self->grid, new_label (lf_option_label (role), "lf-table-heading"), column, 0,
                     1, 1);
}

static GtkWidget *
new_cell (const char *actions)
{
  g_autofree char *text = lf_permission_describe (actions);

  if (*actions == '\0')
    return new_label (_ ("read"), "dim-label");
  return new_label (strcmp (actions, LF_PERMISSION_ACTIONS) == 0 ? _ ("everything") : text, NULL);
}

static void
attach_group (LfPermissionsBox *self, const LfPermissionGroup *group, int row)
{
  g_autofree char *text = lf_permission_group_label (group);
  GtkWidget *label = new_label (text, NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_width_chars (GTK_LABEL (label), LABEL_CHARS);
  gtk_label_set_max_width_chars (GTK_LABEL (label), LABEL_CHARS);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_grid_attach (self->grid, label, 0, row, 1, 1);
  for (int i = 0; group->actions[i] != NULL; i++)
    gtk_grid_attach (self->grid, new_cell (group->actions[i]), i + 1, row, 1, 1);
}

static void
fill (LfPermissionsBox *self)
{
  const char *typed = gtk_editable_get_text (self->filter_entry);
  g_autofree char *filter = lf_text_clean (typed);
  g_autoptr (GPtrArray) groups = lf_permission_groups (filter);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->grid))) != NULL)
    gtk_grid_remove (self->grid, child);
  attach_heading (self);
  for (guint i = 0; i < groups->len; i++)
    {
      GtkWidget *line = gtk_separator_new (GTK_ORIENTATION_HORIZONTAL);

      gtk_grid_attach (self->grid, line, 0, (int) i * 2 + 1, count_columns (), 1);
      attach_group (self, groups->pdata[i], (int) i * 2 + 2);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->grid), groups->len > 0);
  gtk_widget_set_visible (self->nothing, groups->len == 0);
}

static void
on_filter_changed_cb (LfPermissionsBox *self)
{
  if (!lf_is_composing (self->filter_entry))
    fill (self);
}

/* Many labels: made when they are first looked at. */
static void
lf_permissions_box_map (GtkWidget *widget)
{
  LfPermissionsBox *self = LF_PERMISSIONS_BOX (widget);

  if (gtk_widget_get_first_child (GTK_WIDGET (self->grid)) == NULL)
    fill (self);
  GTK_WIDGET_CLASS (lf_permissions_box_parent_class)->map (widget);
}

static void
lf_permissions_box_dispose (GObject *object)
{
  g_clear_pointer (&LF_PERMISSIONS_BOX (object)->box, gtk_widget_unparent);
  G_OBJECT_CLASS (lf_permissions_box_parent_class)->dispose (object);
}

static void
lf_permissions_box_class_init (LfPermissionsBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_permissions_box_dispose;
  widget_class->map = lf_permissions_box_map;
  gtk_widget_class_set_template_from_resource (widget_class, LF_ADMIN_UI ("lf-permissions-box"));
  gtk_widget_class_bind_template_child (widget_class, LfPermissionsBox, box);
  gtk_widget_class_bind_template_child (widget_class, LfPermissionsBox, filter_entry);
  gtk_widget_class_bind_template_child (widget_class, LfPermissionsBox, grid);
  gtk_widget_class_bind_template_child (widget_class, LfPermissionsBox, nothing);
  gtk_widget_class_bind_template_callback (widget_class, on_filter_changed_cb);
}

static void
lf_permissions_box_init (LfPermissionsBox *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  lf_composing_watch (self->filter_entry);
}
