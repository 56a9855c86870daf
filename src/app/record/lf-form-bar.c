/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finding fields of a long form. */

#include "config.h"

#include "lf-form-bar.h"

#include "lf-composing.h"
#include "lf-editor.h"
#include "lf-name-fit.h"
#include "lf-text.h"

#include <glib/gi18n.h>

struct _LfFormBar
{
  AdwBin parent_instance;

  GtkSearchEntry *find_entry;
  GtkToggleButton *all_button;
  GtkLabel *nothing;

  char *wanted; /* folded: "" while nothing in particular is looked for */
};

enum
{
  CHANGED,
  ENTERED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LfFormBar, lf_form_bar, ADW_TYPE_BIN)

static void
find (LfFormBar *self)
{
  g_autofree char *wanted = lf_text_fold (gtk_editable_get_text (GTK_EDITABLE (self->find_entry)));

  if (g_str_equal (wanted, self->wanted))
    return;
  g_free (self->wanted);
  self->wanted = g_steal_pointer (&wanted);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_search_changed_cb (LfFormBar *self)
{
  if (!lf_is_composing (GTK_EDITABLE (self->find_entry)))
    find (self);
}

static void
on_activate_cb (LfFormBar *self)
{
  if (lf_is_composing (GTK_EDITABLE (self->find_entry))) /* this Enter takes a candidate */
    return;
  find (self);
  g_signal_emit (self, signals[ENTERED], 0);
}

static void
on_all_toggled_cb (LfFormBar *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
lf_form_bar_finalize (GObject *object)
{
  g_free (LF_FORM_BAR (object)->wanted);
  G_OBJECT_CLASS (lf_form_bar_parent_class)->finalize (object);
}

static void
lf_form_bar_class_init (LfFormBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = lf_form_bar_finalize;
  signals[CHANGED] = g_signal_new ("changed", LF_TYPE_FORM_BAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  signals[ENTERED] = g_signal_new ("entered", LF_TYPE_FORM_BAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, LF_RECORD_UI ("lf-form-bar"));
  gtk_widget_class_bind_template_child (widget_class, LfFormBar, find_entry);
  gtk_widget_class_bind_template_child (widget_class, LfFormBar, all_button);
  gtk_widget_class_bind_template_child (widget_class, LfFormBar, nothing);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, lf_form_bar_clear);
  gtk_widget_class_bind_template_callback (widget_class, on_all_toggled_cb);
}

static void
lf_form_bar_init (LfFormBar *self)
{
  self->wanted = g_strdup ("");
  gtk_widget_init_template (GTK_WIDGET (self));
  lf_composing_watch (GTK_EDITABLE (self->find_entry));
}

gboolean
lf_form_bar_shows_all (LfFormBar *self)
{
  return gtk_toggle_button_get_active (self->all_button);
}

gboolean
lf_form_bar_is_finding (LfFormBar *self)
{
  return *self->wanted != '\0';
}

/* By what it is called in either language, by pinyin, or by the name of its group. */
gboolean
lf_form_bar_finds (LfFormBar *self, const LfField *field)
{
  const char *const names[] = {
    lf_field_label (field),
    field->label,
    field->group == NULL ? NULL : g_dgettext (GETTEXT_PACKAGE, field->group),
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (names[i] != NULL && lf_name_fit (names[i], self->wanted) != LF_FIT_NOT)
      return TRUE;
  return lf_names_fit (field->synonyms, self->wanted) != LF_FIT_NOT;
}

void
lf_form_bar_tell (LfFormBar *self, guint n_found)
{
  gboolean is_nothing = n_found == 0 && lf_form_bar_is_finding (self);
  g_autofree char *text
      = is_nothing ? g_strdup_printf (_ ("No field is called “%s”."),
                                      gtk_editable_get_text (GTK_EDITABLE (self->find_entry)))
                   : NULL;

  gtk_label_set_label (self->nothing, text == NULL ? "" : text);
  gtk_widget_set_visible (GTK_WIDGET (self->nothing), is_nothing);
}

void
lf_form_bar_focus (LfFormBar *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->find_entry));
}

void
lf_form_bar_clear (LfFormBar *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->find_entry), "");
  find (self);
}
