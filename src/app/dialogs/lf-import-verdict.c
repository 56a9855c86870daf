/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows of a spreadsheet that may be there already. */

#include "config.h"

#include "lf-import-verdict.h"

#include "lf-new-record-dialog.h"

#include <glib/gi18n.h>

#define MAX_SHOWN 20

struct _LfImportVerdict
{
  AdwPreferencesGroup parent_instance;

  AdwComboRow *verdict_row; /* “not said yet”, then as in verdicts[] */
  AdwEntryRow *reason_row;
  AdwExpanderRow *rows_row;

  GPtrArray *rows; /* (element-type GtkWidget), owned by @rows_row */
  guint n_waiting;
};

enum
{
  CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static const LfVerdict verdicts[]
    = { LF_VERDICT_IGNORE, LF_VERDICT_MERGE, LF_VERDICT_OVERWRITE, LF_VERDICT_NEW };

G_DEFINE_FINAL_TYPE (LfImportVerdict, lf_import_verdict, ADW_TYPE_PREFERENCES_GROUP)

static gboolean
is_said (LfImportVerdict *self)
{
  return adw_combo_row_get_selected (self->verdict_row) > 0;
}

static LfVerdict
get_verdict (LfImportVerdict *self)
{
  return verdicts[adw_combo_row_get_selected (self->verdict_row) - 1];
}

static gboolean
needs_reason (LfImportVerdict *self)
{
  return is_said (self) && get_verdict (self) == LF_VERDICT_NEW;
}

static char *
get_reason (LfImportVerdict *self)
{
  return lf_text_clean (gtk_editable_get_text (GTK_EDITABLE (self->reason_row)));
}

static void
on_changed_cb (LfImportVerdict *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->reason_row), needs_reason (self));
  g_signal_emit (self, signals[CHANGED], 0);
}

gboolean
lf_import_verdict_is_given (LfImportVerdict *self)
{
  g_autofree char *reason = get_reason (self);

  return self->n_waiting == 0 || (is_said (self) && (!needs_reason (self) || reason != NULL));
}

void
lf_import_verdict_apply (LfImportVerdict *self, LfImport *import)
{
  g_autofree char *reason = needs_reason (self) ? get_reason (self) : NULL;

  if (self->n_waiting > 0)
    lf_import_judge (import, get_verdict (self), reason);
}

/* ---- What is shown ---- */

static void
add_row (LfImportVerdict *self, const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_expander_row_add_row (self->rows_row, row);
  g_ptr_array_add (self->rows, row);
}

static void
add_duplicate (LfImportVerdict *self, const LfImportDuplicate *one)
{
  const LfDuplicate *first = one->duplicates->pdata[0];
  g_autofree char *title = lf_record_title (one->record);
  g_autofree char *other = lf_record_title (first->record);
  g_autofree char *why = lf_duplicate_explain (first->rule);
  g_autofree char *heading = g_strdup_printf (_ ("Row %1$u: %2$s"), one->row, title);
  g_autofree char *subtitle = g_strdup_printf (_ ("May be “%1$s” (%2$s)"), other, why);

  add_row (self, heading, subtitle);
}

static void
show_counts (LfImportVerdict *self, guint n_all)
{
  g_autofree char *waiting = g_strdup_printf (
      ngettext ("%u row waits for a verdict", "%u rows wait for a verdict", self->n_waiting),
      self->n_waiting);
  g_autofree char *hints = g_strdup_printf (
      ngettext ("%u row resembles another record", "%u rows resemble other records", n_all), n_all);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->rows_row),
                                 self->n_waiting > 0 ? waiting : hints);
  gtk_widget_set_visible (GTK_WIDGET (self->verdict_row), self->n_waiting > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->reason_row),
                          self->n_waiting > 0 && needs_reason (self));
  gtk_widget_set_visible (GTK_WIDGET (self), n_all > 0);
}

static void
show_rows (LfImportVerdict *self, GPtrArray *duplicates)
{
  guint n_shown = 0;

  for (guint i = 0; i < duplicates->len && n_shown < MAX_SHOWN; i++)
    if (self->n_waiting == 0 || lf_import_duplicate_blocks (duplicates->pdata[i]))
      {
        add_duplicate (self, duplicates->pdata[i]);
        n_shown++;
      }
  if (n_shown < (self->n_waiting > 0 ? self->n_waiting : duplicates->len))
    {
      guint n_more = (self->n_waiting > 0 ? self->n_waiting : duplicates->len) - n_shown;
      g_autofree char *more
          = g_strdup_printf (ngettext ("And %u more", "And %u more", n_more), n_more);

      add_row (self, more, "");
    }
}

void
lf_import_verdict_show (LfImportVerdict *self, const LfImport *import)
{
  GPtrArray *duplicates = lf_import_duplicates (import);

  for (guint i = 0; i < self->rows->len; i++)
    adw_expander_row_remove (self->rows_row, self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  self->n_waiting = 0;
  for (guint i = 0; i < duplicates->len; i++)
    self->n_waiting += lf_import_duplicate_blocks (duplicates->pdata[i]);
  show_rows (self, duplicates);
  show_counts (self, duplicates->len);
}

/* ---- Widget ---- */

static void
lf_import_verdict_finalize (GObject *object)
{
  g_ptr_array_unref (LF_IMPORT_VERDICT (object)->rows);
  G_OBJECT_CLASS (lf_import_verdict_parent_class)->finalize (object);
}

static void
lf_import_verdict_class_init (LfImportVerdictClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = lf_import_verdict_finalize;
  signals[CHANGED] = g_signal_new ("changed", LF_TYPE_IMPORT_VERDICT, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, LF_DIALOG_UI ("lf-import-verdict"));
  gtk_widget_class_bind_template_child (widget_class, LfImportVerdict, verdict_row);
  gtk_widget_class_bind_template_child (widget_class, LfImportVerdict, reason_row);
  gtk_widget_class_bind_template_child (widget_class, LfImportVerdict, rows_row);
  gtk_widget_class_bind_template_callback (widget_class, on_changed_cb);
}

static void
lf_import_verdict_init (LfImportVerdict *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}
