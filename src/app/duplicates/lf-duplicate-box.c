/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a record about to be saved may be already. */

#include "config.h"

#include "lf-duplicate-box.h"

#include <glib/gi18n.h>

#define MAX_SHOWN 5
#define MAX_FIELDS 4

struct _LfDuplicateBox
{
  AdwBin parent_instance;

  AdwPreferencesGroup *found;
  GtkWidget *verdicts;
  AdwEntryRow *reason_row;

  GPtrArray *duplicates; /* (nullable) (element-type LfDuplicate) */
  GPtrArray *rows;       /* (element-type GtkWidget), owned by the group */
  GtkWidget *first_button;
};

enum
{
  JUDGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LfDuplicateBox, lf_duplicate_box, ADW_TYPE_BIN)

static const LfDuplicate *
duplicate_at (LfDuplicateBox *self, guint i)
{
  return self->duplicates->pdata[i];
}

static guint
count_blocking (LfDuplicateBox *self)
{
  guint n = 0;

  for (guint i = 0; self->duplicates != NULL && i < self->duplicates->len; i++)
    n += lf_duplicate_blocks (duplicate_at (self, i)->rule->level);
  return n;
}

/* ---- What is said ---- */

static void
judge (LfDuplicateBox *self, LfVerdict verdict, const char *id, const char *reason)
{
  g_signal_emit (self, signals[JUDGED], 0, (int) verdict, id, reason);
}

static void
on_merge_clicked_cb (LfDuplicateBox *self, GtkWidget *button)
{
  judge (self, LF_VERDICT_MERGE, g_object_get_data (G_OBJECT (button), "id"), NULL);
}

static void
on_overwrite_clicked_cb (LfDuplicateBox *self, GtkWidget *button)
{
  judge (self, LF_VERDICT_OVERWRITE, g_object_get_data (G_OBJECT (button), "id"), NULL);
}

static void
on_ignore_clicked_cb (LfDuplicateBox *self)
{
  judge (self, LF_VERDICT_IGNORE, lf_record_id (duplicate_at (self, 0)->record), NULL);
}

static void
on_reason_applied_cb (LfDuplicateBox *self)
{
  g_autofree char *reason = lf_text_clean (gtk_editable_get_text (GTK_EDITABLE (self->reason_row)));

  if (reason == NULL)
    {
      gtk_widget_add_css_class (GTK_WIDGET (self->reason_row), "error");
      return;
    }
  judge (self, LF_VERDICT_NEW, lf_record_id (duplicate_at (self, 0)->record), reason);
}

/* ---- What is shown ---- */

char *
lf_duplicate_describe (const LfRecord *record)
{
  const LfEntity *entity = lf_record_entity (record);
  GString *text = g_string_new (NULL);
  guint n = 0;

  for (guint i = 0; entity->fields[i].name != NULL && n < MAX_FIELDS; i++)
    {
      const LfField *field = &entity->fields[i];
      g_autofree char *value = NULL;

      if ((field->flags & LF_FIELD_TITLE) || !(field->flags & LF_FIELD_LISTED)
          || lf_record_get_at (record, i) == NULL)
        continue;
      value = lf_record_format_at (record, i);
      g_string_append_printf (text, "%s%s", n++ > 0 ? " · " : "", value);
    }
  return g_string_free (text, FALSE);
}

static GtkWidget *
new_button (LfDuplicateBox *self,
            const char *label,
            const char *tooltip,
            const LfRecord *record,
            GCallback callback)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, tooltip);
  g_object_set_data_full (G_OBJECT (button), "id", g_strdup (lf_record_id (record)), g_free);
  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);
  return button;
}

static void
add_buttons (LfDuplicateBox *self, AdwActionRow *row, const LfRecord *record)
{
  GtkWidget *merge
      = new_button (self, _ ("_Merge"), _ ("Its blanks are filled with what you entered"), record,
                    G_CALLBACK (on_merge_clicked_cb));

  if (self->first_button == NULL)
    self->first_button = merge;
  adw_action_row_add_suffix (row, merge);
  adw_action_row_add_suffix (row, new_button (self, _ ("_Overwrite"),
                                              _ ("What you entered goes before what it says"),
                                              record, G_CALLBACK (on_overwrite_clicked_cb)));
}

static void
add_row (LfDuplicateBox *self, const LfDuplicate *duplicate)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *title = lf_record_title (duplicate->record);
  g_autofree char *why = lf_duplicate_explain (duplicate->rule);
  g_autofree char *says = lf_duplicate_describe (duplicate->record);
  g_autofree char *subtitle = g_strconcat (why, *says != '\0' ? "\n" : "", says, NULL);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  if (lf_duplicate_blocks (duplicate->rule->level))
    add_buttons (self, ADW_ACTION_ROW (row), duplicate->record);
  adw_preferences_group_add (self->found, row);
  g_ptr_array_add (self->rows, row);
}

static void
clear (LfDuplicateBox *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->found, self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  g_clear_pointer (&self->duplicates, g_ptr_array_unref);
  self->first_button = NULL;
}

void
lf_duplicate_box_show (LfDuplicateBox *self, GPtrArray *duplicates)
{
  guint n = duplicates == NULL ? 0 : duplicates->len;
  gboolean is_blocking;

  clear (self);
  gtk_widget_set_visible (GTK_WIDGET (self), n > 0);
  if (n == 0)
    return;
  self->duplicates = g_ptr_array_ref (duplicates);
  is_blocking = count_blocking (self) > 0;
  adw_preferences_group_set_title (self->found, is_blocking ? _ ("It May Be There Already")
                                                            : _ ("Similar Ones Are There"));
  adw_preferences_group_set_description (self->found, is_blocking
                                                          ? _ ("Say what it is; then it is saved.")
                                                          : _ ("Look at them before you save."));
  for (guint i = 0; i < MIN (n, MAX_SHOWN); i++)
    add_row (self, duplicates->pdata[i]);
  gtk_widget_set_visible (self->verdicts, is_blocking);
}

gboolean
lf_duplicate_box_blocks (LfDuplicateBox *self)
{
  return count_blocking (self) > 0;
}

void
lf_duplicate_box_focus (LfDuplicateBox *self)
{
  if (self->first_button != NULL)
    gtk_widget_grab_focus (self->first_button);
}

char **
lf_duplicate_box_dup_ids (LfDuplicateBox *self, const char *first)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();

  g_strv_builder_add (ids, first);
  for (guint i = 0; i < count_blocking (self); i++)
    {
      const char *id = lf_record_id (duplicate_at (self, i)->record);

      if (!g_str_equal (id, first))
        g_strv_builder_add (ids, id);
    }
  return g_strv_builder_end (ids);
}

const LfDuplicateRule *
lf_duplicate_box_rule (LfDuplicateBox *self, const char *id)
{
  for (guint i = 0; i < self->duplicates->len; i++)
    if (g_str_equal (lf_record_id (duplicate_at (self, i)->record), id))
      return duplicate_at (self, i)->rule;
  return NULL;
}

/* ---- Widget ---- */

static void
lf_duplicate_box_finalize (GObject *object)
{
  LfDuplicateBox *self = LF_DUPLICATE_BOX (object);

  g_clear_pointer (&self->duplicates, g_ptr_array_unref);
  g_ptr_array_unref (self->rows);
  G_OBJECT_CLASS (lf_duplicate_box_parent_class)->finalize (object);
}

static void
lf_duplicate_box_class_init (LfDuplicateBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = lf_duplicate_box_finalize;
  signals[JUDGED] = g_signal_new ("judged", LF_TYPE_DUPLICATE_BOX, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 3, G_TYPE_INT, G_TYPE_STRING, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (widget_class, LF_DUPLICATE_UI ("lf-duplicate-box"));
  gtk_widget_class_bind_template_child (widget_class, LfDuplicateBox, found);
  gtk_widget_class_bind_template_child (widget_class, LfDuplicateBox, verdicts);
  gtk_widget_class_bind_template_child (widget_class, LfDuplicateBox, reason_row);
  gtk_widget_class_bind_template_callback (widget_class, on_ignore_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_reason_applied_cb);
}

static void
lf_duplicate_box_init (LfDuplicateBox *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}
