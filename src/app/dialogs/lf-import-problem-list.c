/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What in a spreadsheet cannot be read. */

#include "config.h"

#include "lf-import-problem-list.h"

#include "lf-new-record-dialog.h"

#include <glib/gi18n.h>

#define MAX_SHOWN 100

struct _LfImportProblemList
{
  AdwPreferencesGroup parent_instance;

  GPtrArray *rows; /* (element-type GtkWidget), owned by the group */
};

G_DEFINE_FINAL_TYPE (LfImportProblemList, lf_import_problem_list, ADW_TYPE_PREFERENCES_GROUP)

static void
lf_import_problem_list_finalize (GObject *object)
{
  g_ptr_array_unref (LF_IMPORT_PROBLEM_LIST (object)->rows);
  G_OBJECT_CLASS (lf_import_problem_list_parent_class)->finalize (object);
}

static void
lf_import_problem_list_class_init (LfImportProblemListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lf_import_problem_list_finalize;
  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (klass),
                                               LF_DIALOG_UI ("lf-import-problem-list"));
}

static void
lf_import_problem_list_init (LfImportProblemList *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
add_row (LfImportProblemList *self, const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_ptr_array_add (self->rows, row);
}

static void
add_problem (LfImportProblemList *self, const LfImportProblem *problem)
{
  g_autofree char *place
      = g_strdup_printf (*problem->heading != '\0' ? _ ("Row %1$u, column %2$u (%3$s)")
                                                   : _ ("Row %1$u, column %2$u%3$s"),
                         problem->row, problem->column, problem->heading);

  add_row (self, place, problem->message);
}

void
lf_import_problem_list_show (LfImportProblemList *self, const LfImport *import)
{
  GPtrArray *problems = lf_import_problems (import);
  guint n_shown = MIN (problems->len, MAX_SHOWN);

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < n_shown; i++)
    add_problem (self, problems->pdata[i]);
  if (n_shown < problems->len)
    {
      g_autofree char *more
          = g_strdup_printf (ngettext ("And %u more", "And %u more", problems->len - n_shown),
                             problems->len - n_shown);
      add_row (self, more, "");
    }
  gtk_widget_set_visible (GTK_WIDGET (self), problems->len > 0);
}
