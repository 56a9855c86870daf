/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a lead being taken down may be already. */

#include "config.h"

#include "lf-capture-matches.h"

#include "lf-app-context.h"
#include "lf-composing.h"
#include "lf-duplicate-box.h"

#include <glib/gi18n.h>

#define MAX_SHOWN 3 /* of each part */

struct _LfCaptureMatches
{
  AdwBin parent_instance;
  AdwPreferencesGroup *group;
  GtkWidget *reason_group;
  AdwEntryRow *reason_row;
  GPtrArray *rows;         /* (element-type GtkWidget), owned by the group */
  GtkWidget *first_button; /* (nullable): of a match that waits for a word */
};

enum
{
  CHOSEN,
  OPENED,
  LOGGED,
  CONFIRMED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LfCaptureMatches, lf_capture_matches, ADW_TYPE_BIN)

/* ---- What can be done with one ---- */

static LfRecord *
record_of (GtkWidget *button)
{
  return g_object_get_data (G_OBJECT (button), "record");
}

static void
on_choose_clicked_cb (LfCaptureMatches *self, GtkWidget *button)
{
  g_autoptr (LfRecord) record = lf_record_ref (record_of (button));
  int part = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "part"));

  g_signal_emit (self, signals[CHOSEN], 0, part, record);
}

static void
on_open_clicked_cb (LfCaptureMatches *self, GtkWidget *button)
{
  g_autoptr (LfRecord) record = lf_record_ref (record_of (button));

  g_signal_emit (self, signals[OPENED], 0, record);
}

static void
on_log_clicked_cb (LfCaptureMatches *self, GtkWidget *button)
{
  g_autoptr (LfRecord) record = lf_record_ref (record_of (button));

  g_signal_emit (self, signals[LOGGED], 0, record);
}

static void
on_reason_activated_cb (LfCaptureMatches *self)
{
  if (!lf_is_composing (GTK_EDITABLE (self->reason_row)))
    g_signal_emit (self, signals[CONFIRMED], 0);
}

/* ---- Rows ---- */

static GtkWidget *
add_button (LfCaptureMatches *self,
            GtkBox *buttons,
            const char *label,
            const char *tooltip,
            LfRecord *record,
            GCallback callback)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_widget_set_tooltip_text (button, tooltip);
  g_object_set_data_full (G_OBJECT (button), "record", lf_record_ref (record),
                          (GDestroyNotify) lf_record_unref);
  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);
  gtk_box_append (buttons, button);
  return button;
}

static void
add_buttons (LfCaptureMatches *self,
             GtkBox *buttons,
             LfRecord *record,
             LfCapturePart part,
             gboolean is_offered)
{
  GtkWidget *choose = NULL, *log;

  if (is_offered)
    {
      choose = add_button (self, buttons, _ ("_Use It"), _ ("The lead refers to this one"), record,
                           G_CALLBACK (on_choose_clicked_cb));
      g_object_set_data (G_OBJECT (choose), "part", GINT_TO_POINTER (part));
    }
  log = add_button (self, buttons, _ ("_Log to It"),
                    _ ("Take down what was said as an interaction instead"), record,
                    G_CALLBACK (on_log_clicked_cb));
  add_button (self, buttons, _ ("_Open"), _ ("What you entered is kept for the next time"), record,
              G_CALLBACK (on_open_clicked_cb));
  if (self->first_button == NULL)
    self->first_button = choose != NULL ? choose : log;
}

static char *
describe (const LfDuplicate *match)
{
  g_autofree char *why = lf_duplicate_explain (match->rule);
  g_autofree char *says = lf_duplicate_describe (match->record);

  return g_strdup_printf ("%s%s%s", why, *says != '\0' ? " · " : "", says);
}

static void
add_row (LfCaptureMatches *self, const LfCapture *capture, LfCapturePart part, LfDuplicate *match)
{
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource (
      "/io/github/landfall/Landfall/capture/lf-capture-match-row.ui");
  GtkWidget *row = GTK_WIDGET (gtk_builder_get_object (builder, "row"));
  const LfRecord *taken = capture->taken[part];
  g_autofree char *title = lf_record_title (match->record);
  g_autofree char *text = describe (match);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_label_set_text (GTK_LABEL (gtk_builder_get_object (builder, "title")), title);
  gtk_label_set_text (GTK_LABEL (gtk_builder_get_object (builder, "kind")),
                      lf_entity_label (lf_record_entity (match->record)));
  gtk_label_set_text (GTK_LABEL (gtk_builder_get_object (builder, "text")), text);
  gtk_widget_set_visible (GTK_WIDGET (gtk_builder_get_object (builder, "taken")),
                          taken != NULL
                              && g_str_equal (lf_record_id (taken), lf_record_id (match->record)));
  add_buttons (self, GTK_BOX (gtk_builder_get_object (builder, "buttons")), match->record, part,
               part != LF_CAPTURE_LEAD && taken == NULL);
  adw_preferences_group_add (self->group, row);
  g_ptr_array_add (self->rows, row);
}

static void
clear (LfCaptureMatches *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->group, self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  self->first_button = NULL;
}

void
lf_capture_matches_show (LfCaptureMatches *self, const LfCapture *capture)
{
  gboolean is_waiting = FALSE;

  lf_app_leave (GTK_WIDGET (self->group));
  clear (self);
  for (guint part = 0; part < LF_CAPTURE_N_PARTS; part++)
    {
      const GPtrArray *matches = capture->matches[part];

      for (guint i = 0; matches != NULL && i < MIN (matches->len, MAX_SHOWN); i++)
        add_row (self, capture, part, matches->pdata[i]);
      is_waiting = is_waiting || lf_capture_waits (capture, part);
    }
  gtk_widget_set_visible (GTK_WIDGET (self), self->rows->len > 0);
  gtk_widget_set_visible (self->reason_group, is_waiting);
  adw_preferences_group_set_title (self->group, is_waiting ? _ ("It May Be There Already")
                                                           : _ ("Similar Ones Are There"));
}

char *
lf_capture_matches_reason (LfCaptureMatches *self)
{
  return gtk_widget_get_visible (self->reason_group)
             ? lf_text_clean (gtk_editable_get_text (GTK_EDITABLE (self->reason_row)))
             : NULL;
}

void
lf_capture_matches_focus (LfCaptureMatches *self)
{
  if (self->first_button != NULL)
    gtk_widget_grab_focus (self->first_button);
}

/* ---- Widget ---- */

static void
lf_capture_matches_finalize (GObject *object)
{
  g_ptr_array_unref (LF_CAPTURE_MATCHES (object)->rows);
  G_OBJECT_CLASS (lf_capture_matches_parent_class)->finalize (object);
}

static void
lf_capture_matches_class_init (LfCaptureMatchesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = lf_capture_matches_finalize;
  signals[CHOSEN] = g_signal_new ("chosen", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 2, G_TYPE_INT, LF_TYPE_RECORD);
  signals[OPENED] = g_signal_new ("opened", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, LF_TYPE_RECORD);
  signals[LOGGED] = g_signal_new ("logged", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, LF_TYPE_RECORD);
  signals[CONFIRMED]
      = g_signal_new ("confirmed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/landfall/Landfall/capture/lf-capture-matches.ui");
  gtk_widget_class_bind_template_child (widget_class, LfCaptureMatches, group);
  gtk_widget_class_bind_template_child (widget_class, LfCaptureMatches, reason_group);
  gtk_widget_class_bind_template_child (widget_class, LfCaptureMatches, reason_row);
  gtk_widget_class_bind_template_callback (widget_class, on_reason_activated_cb);
}

static void
lf_capture_matches_init (LfCaptureMatches *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  lf_composing_watch (GTK_EDITABLE (self->reason_row));
}
