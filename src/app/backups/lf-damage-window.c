/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is shown in the place of the window when the store is damaged. */

#include "config.h"

#include "lf-damage-window.h"

#include "lf-compat-files.h"

#include <glib/gi18n.h>

struct _LfDamageWindow
{
  AdwApplicationWindow parent_instance;

  AdwStatusPage *status;
  GtkLabel *details;
  GtkLabel *after;
  GtkWidget *salvage_row;
  GtkSwitch *salvage_switch;
  GtkButton *restore_button;
  GtkWidget *choose_button;

  char *backup; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (LfDamageWindow, lf_damage_window, ADW_TYPE_APPLICATION_WINDOW)

static void
restore (LfDamageWindow *self, const char *path)
{
  gboolean salvages
      = gtk_widget_get_visible (self->salvage_row) && gtk_switch_get_active (self->salvage_switch);

  gtk_widget_set_sensitive (GTK_WIDGET (self->restore_button), FALSE);
  gtk_widget_set_sensitive (self->choose_button, FALSE);
  gtk_widget_activate_action (GTK_WIDGET (self), "app.restore", "(^ayb)", path, salvages);
}

static void
on_restore_clicked_cb (LfDamageWindow *self)
{
  restore (self, self->backup);
}

static void
on_file_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LfDamageWindow *self = LF_DAMAGE_WINDOW (source);
  g_autoptr (GFile) file = lf_file_open_finish (GTK_WINDOW (self), result, NULL);

  if (file != NULL && g_file_peek_path (file) != NULL)
    restore (self, g_file_peek_path (file));
}

static void
on_choose_clicked_cb (LfDamageWindow *self)
{
  static const char *const suffixes[] = { "db", NULL };

  lf_file_open_async (GTK_WINDOW (self), _ ("Choose a Backup"), _ ("Backups"), suffixes,
                      on_file_chosen_cb, NULL);
}

static void
lf_damage_window_finalize (GObject *object)
{
  g_free (LF_DAMAGE_WINDOW (object)->backup);
  G_OBJECT_CLASS (lf_damage_window_parent_class)->finalize (object);
}

static void
lf_damage_window_class_init (LfDamageWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = lf_damage_window_finalize;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/landfall/Landfall/backups/lf-damage-window.ui");
  gtk_widget_class_bind_template_child (widget_class, LfDamageWindow, status);
  gtk_widget_class_bind_template_child (widget_class, LfDamageWindow, details);
  gtk_widget_class_bind_template_child (widget_class, LfDamageWindow, after);
  gtk_widget_class_bind_template_child (widget_class, LfDamageWindow, salvage_row);
  gtk_widget_class_bind_template_child (widget_class, LfDamageWindow, salvage_switch);
  gtk_widget_class_bind_template_child (widget_class, LfDamageWindow, restore_button);
  gtk_widget_class_bind_template_child (widget_class, LfDamageWindow, choose_button);
  gtk_widget_class_bind_template_callback (widget_class, on_restore_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_choose_clicked_cb);
}

static void
lf_damage_window_init (LfDamageWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
name_button (LfDamageWindow *self, const LfDamage *damage)
{
  g_autofree char *time = lf_backup_format_time (damage->backup->time_us);
  g_autofree char *label = damage->is_own ? g_strdup (_ ("_Go On With What Is Left"))
                                          : g_strdup_printf (_ ("_Restore the Backup of %s"), time);

  gtk_button_set_label (self->restore_button, label);
}

LfDamageWindow *
lf_damage_window_new (GtkApplication *application, const LfDamage *damage)
{
  LfDamageWindow *self = g_object_new (LF_TYPE_DAMAGE_WINDOW, "application", application, NULL);
  g_autofree char *details = lf_damage_describe (damage);
  g_autofree char *escaped = g_markup_escape_text (damage->message, -1);

  adw_status_page_set_description (self->status, escaped);
  gtk_label_set_label (self->details, details);
  gtk_widget_set_visible (GTK_WIDGET (self->after), damage->has_server && damage->backup != NULL);
  gtk_widget_set_visible (self->salvage_row,
                          damage->n_unsent > 0 && damage->backup != NULL && !damage->is_own);
  gtk_widget_set_visible (GTK_WIDGET (self->restore_button), damage->backup != NULL);
  if (damage->backup != NULL)
    {
      self->backup = g_strdup (damage->backup->path);
      name_button (self, damage);
    }
  return self;
}
