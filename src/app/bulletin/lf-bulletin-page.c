/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page of bulletins. */

#include "config.h"

#include "lf-bulletin-page.h"

#include "lf-bulletin-editor.h"
#include "lf-bulletin-kept.h"
#include "lf-bulletin-links.h"
#include "lf-bulletin-save.h"
#include "lf-bulletin-task.h"
#include "lf-compat-drop-down.h"
#include "lf-may.h"
#include "lf-page-reader.h"
#include "lf-print.h"
#include "lf-question-dialog.h"

#include <glib/gi18n.h>
#include <string.h>

struct _LfBulletinPage
{
  GtkWidget parent_instance;

  GtkWidget *scroller;
  GtkDropDown *period_drop_down;
  GtkStringList *period_labels;
  GtkDropDown *template_drop_down;
  GtkStringList *template_labels;
  GtkWidget *template_box;
  LfBulletinEditor *editor;
  GtkLabel *message;
  GtkWidget *card;
  GtkLabel *title;
  GtkLabel *preview;
  LfBulletinKept *kept;

  LfAppContext *context;
  LfPageReader *reader;
  GArray *periods;            /* (element-type LfBulletinPeriod): of the drop-down */
  LfBulletinReading *reading; /* (nullable): what is shown */
  char *edited;               /* (nullable): the template's text, as it was typed */
  gboolean is_editing;
  gboolean is_showing; /* the drop-downs are being filled */
};

enum
{
  PROP_0,
  PROP_IS_EDITING,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (LfBulletinPage, lf_bulletin_page, GTK_TYPE_WIDGET)

static const LfBulletinTemplate *
get_template (LfBulletinPage *self)
{
  return self->reading == NULL ? NULL : self->reading->templates->pdata[self->reading->chosen];
}

static const LfBulletin *
get_bulletin (LfBulletinPage *self) /* (nullable): one that has a text */
{
  const LfBulletin *bulletin = self->reading == NULL ? NULL : self->reading->bulletin;

  return bulletin != NULL && bulletin->text != NULL ? bulletin : NULL;
}

/* ---- Showing ---- */

static void
show_templates (LfBulletinPage *self)
{
  const GPtrArray *templates = self->reading->templates;

  self->is_showing = TRUE;
  gtk_string_list_splice (self->template_labels, 0,
                          g_list_model_get_n_items (G_LIST_MODEL (self->template_labels)), NULL);
  for (guint i = 0; i < templates->len; i++)
    gtk_string_list_append (self->template_labels,
                            ((const LfBulletinTemplate *) templates->pdata[i])->name);
  gtk_drop_down_set_selected (self->template_drop_down, self->reading->chosen);
  self->is_showing = FALSE;
}

static void
show_actions (LfBulletinPage *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean has_text = get_bulletin (self) != NULL;

  gtk_widget_action_set_enabled (widget, "bulletin.keep",
                                 has_text && self->edited == NULL
                                     && lf_may (self->context, "bulletin", 'c'));
  gtk_widget_action_set_enabled (widget, "bulletin.copy", has_text);
  gtk_widget_action_set_enabled (widget, "bulletin.print", has_text);
  gtk_widget_action_set_enabled (widget, "bulletin.save", has_text);
  gtk_widget_action_set_enabled (widget, "bulletin.save-template",
                                 self->edited != NULL && self->reading != NULL
                                     && self->reading->fault == NULL
                                     && lf_may (self->context, "bulletin_template", 'c'));
}

static void
show_reading (LfBulletinPage *self)
{
  const LfBulletinReading *reading = self->reading;
  const LfBulletin *bulletin = get_bulletin (self);
  const char *message = bulletin != NULL         ? NULL
                        : reading->fault != NULL ? reading->fault
                                                 : reading->bulletin->nothing;
  g_autofree char *markup = bulletin == NULL ? NULL : lf_bulletin_to_markup (bulletin);

  show_templates (self);
  gtk_label_set_label (self->message, message == NULL ? "" : message);
  gtk_widget_set_visible (GTK_WIDGET (self->message), message != NULL);
  gtk_widget_set_visible (self->card, bulletin != NULL);
  gtk_label_set_label (self->title, bulletin == NULL ? "" : bulletin->title);
  gtk_label_set_label (self->preview, markup == NULL ? "" : markup);
  lf_bulletin_kept_show (self->kept, lf_app_context_store (self->context), reading->kept);
  if (self->edited == NULL)
    lf_bulletin_editor_set_text (self->editor, get_template (self)->text);
  lf_bulletin_editor_set_fault (self->editor, reading->fault, &reading->spot);
  show_actions (self);
}

static void
on_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LfBulletinPage *self = user_data;
  g_autoptr (GError) error = NULL;
  LfBulletinReading *reading = lf_bulletin_read_finish (LF_STORE (source), result, &error);

  if (lf_page_reader_was_cancelled (error))
    return;
  lf_page_reader_done (self->reader);
  if (reading == NULL)
    {
      gtk_label_set_label (self->message, error->message);
      gtk_widget_set_visible (GTK_WIDGET (self->message), TRUE);
      return;
    }
  g_clear_pointer (&self->reading, lf_bulletin_reading_free);
  self->reading = reading;
  show_reading (self);
}

static void
read_bulletin (GtkWidget *page, GCancellable *cancellable)
{
  LfBulletinPage *self = LF_BULLETIN_PAGE (page);
  guint chosen = gtk_drop_down_get_selected (self->template_drop_down);
  g_auto (LfBulletinAsked) asked = { 0 };

  asked.period = g_array_index (self->periods, LfBulletinPeriod,
                                gtk_drop_down_get_selected (self->period_drop_down));
  asked.text = g_strdup (self->edited);
  if (chosen != GTK_INVALID_LIST_POSITION)
    asked.template_name = g_strdup (gtk_string_list_get_string (self->template_labels, chosen));
  lf_bulletin_read_async (lf_app_context_store (self->context), &asked, cancellable, on_read_cb,
                          self);
}

/* ---- Asking for another ---- */

static void
on_period_selected_cb (LfBulletinPage *self)
{
  if (self->reader != NULL)
    lf_page_reader_restart (self->reader);
}

static void
on_template_selected_cb (LfBulletinPage *self)
{
  if (self->reader == NULL || self->is_showing)
    return;
  g_clear_pointer (&self->edited, g_free);
  lf_page_reader_restart (self->reader);
}

static void
on_edited_cb (LfBulletinPage *self)
{
  g_free (self->edited);
  self->edited = lf_bulletin_editor_get_text (self->editor);
  lf_page_reader_restart (self->reader);
}

static gboolean
on_link_cb (LfBulletinPage *self, const char *uri)
{
  const LfBulletin *bulletin = get_bulletin (self);
  const LfBulletinFigure *figure = bulletin == NULL ? NULL : lf_bulletin_find_link (bulletin, uri);
  g_autofree char *title = NULL;

  if (figure == NULL || figure->entity == NULL)
    return TRUE;
  if (figure->record != NULL)
    {
      lf_app_context_open_record (self->context, figure->entity->name, figure->record);
      return TRUE;
    }
  /* Translators: the list behind a figure: the report, and the figure's row. */
  title
      = g_strdup_printf (C_ ("list behind a figure", "%1$s: %2$s"), bulletin->title, figure->text);
  lf_app_context_open_list (self->context, figure->entity->name, figure->filter, title);
  return TRUE;
}

/* ---- Keeping ---- */

static void
keep_now (LfBulletinPage *self)
{
  g_autofree char *id = NULL;
  g_autoptr (LfChange) change = NULL;

  if (get_bulletin (self) == NULL)
    return;
  change = lf_bulletin_keep (get_bulletin (self), self->reading->author, &id);
  lf_app_context_commit (self->context, change, _ ("Saved"));
}

static void
on_answered_cb (LfBulletinPage *self, const char *answer)
{
  if (strcmp (answer, "keep") == 0)
    keep_now (self);
}

/* K2: what was kept is not written over: a new one stands beside it, if that is what is wanted. */
static void
keep_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfBulletinPage *self = LF_BULLETIN_PAGE (widget);
  const LfBulletin *kept = self->reading == NULL ? NULL : self->reading->kept;
  LfQuestionDialog *dialog;

  if (kept == NULL)
    {
      keep_now (self);
      return;
    }
  if (g_strcmp0 (kept->text, self->reading->bulletin->text) == 0)
    {
      lf_app_context_toast (self->context, _ ("This text is kept already"), /* has_undo= */ FALSE);
      return;
    }
  dialog = lf_question_dialog_new (
      GTK_WINDOW (gtk_widget_get_root (widget)), _ ("Keep a new bulletin beside the one there is?"),
      _ ("The one that was kept stays as it was made. Its figures have changed since."));
  lf_question_dialog_add_answer (dialog, "keep", _ ("_Keep a New One"), "suggested-action");
  lf_question_dialog_add_answer (dialog, "cancel", _ ("_Cancel"), NULL);
  g_signal_connect_object (dialog, "answered", G_CALLBACK (on_answered_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
save_template_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfBulletinPage *self = LF_BULLETIN_PAGE (widget);
  const LfBulletinTemplate *template_ = get_template (self);
  g_autoptr (GError) error = NULL;
  g_autoptr (LfChange) change = NULL;

  if (template_ == NULL || self->edited == NULL)
    return;
  change = lf_bulletin_template_change (template_, template_->name, self->edited, &error);
  if (change == NULL)
    {
      lf_app_context_toast (self->context, error->message, /* has_undo= */ FALSE);
      return;
    }
  g_clear_pointer (&self->edited, g_free);
  lf_app_context_commit (self->context, change, _ ("Saved"));
}

static void
show_kept_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfBulletinPage *self = LF_BULLETIN_PAGE (widget);

  if (self->reading != NULL && self->reading->kept != NULL)
    lf_app_context_open_record (self->context, "bulletin",
                                lf_record_id (self->reading->kept->record));
}

static void
list_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  lf_app_context_open_list (LF_BULLETIN_PAGE (widget)->context, "bulletin", "",
                            _ ("Kept bulletins"));
}

/* ---- Giving it away ---- */

static void
copy_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfBulletinPage *self = LF_BULLETIN_PAGE (widget);
  const LfBulletin *bulletin = get_bulletin (self);
  g_autofree char *text = NULL;

  if (bulletin == NULL)
    return;
  text = g_strdup_printf ("%s\n\n%s\n", bulletin->title, bulletin->text);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
  lf_app_context_toast (self->context, _ ("The bulletin was copied"), /* has_undo= */ FALSE);
}

static void
print_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfBulletinPage *self = LF_BULLETIN_PAGE (widget);
  g_autoptr (GError) error = NULL;

  if (get_bulletin (self) != NULL
      && !lf_print_paper (GTK_WINDOW (gtk_widget_get_root (widget)),
                          lf_bulletin_paper (get_bulletin (self)), &error))
    lf_app_context_toast (self->context, error->message, /* has_undo= */ FALSE);
}

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfBulletinPage *self = LF_BULLETIN_PAGE (widget);

  if (get_bulletin (self) != NULL)
    lf_bulletin_save (GTK_WINDOW (gtk_widget_get_root (widget)), self->context, get_bulletin (self),
                      g_variant_get_string (parameter, NULL));
}

/* ---- Widget ---- */

static void
fill_periods (LfBulletinPage *self)
{
  const LfDate today = lf_date_today ();

  self->periods = lf_bulletin_periods (&today);
  for (guint i = 0; i < self->periods->len; i++)
    {
      g_autofree char *label = lf_bulletin_period_format (
          &g_array_index (self->periods, LfBulletinPeriod, i), C_ ("language of bulletins", "en"));

      gtk_string_list_append (self->period_labels, label);
    }
}

static void
lf_bulletin_page_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  g_value_set_boolean (value, LF_BULLETIN_PAGE (object)->is_editing);
}

static void
lf_bulletin_page_set_property (GObject *object,
                               guint prop_id,
                               const GValue *value,
                               GParamSpec *pspec)
{
  LfBulletinPage *self = LF_BULLETIN_PAGE (object);

  if (self->is_editing == g_value_get_boolean (value))
    return;
  self->is_editing = g_value_get_boolean (value);
  gtk_widget_set_visible (self->template_box, self->is_editing);
  g_object_notify_by_pspec (object, pspec);
}

static void
lf_bulletin_page_dispose (GObject *object)
{
  LfBulletinPage *self = LF_BULLETIN_PAGE (object);

  g_clear_object (&self->reader);
  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  G_OBJECT_CLASS (lf_bulletin_page_parent_class)->dispose (object);
}

static void
lf_bulletin_page_finalize (GObject *object)
{
  LfBulletinPage *self = LF_BULLETIN_PAGE (object);

  g_clear_object (&self->context);
  g_clear_pointer (&self->reading, lf_bulletin_reading_free);
  g_clear_pointer (&self->periods, g_array_unref);
  g_free (self->edited);
  G_OBJECT_CLASS (lf_bulletin_page_parent_class)->finalize (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "bulletin.keep", NULL, keep_action);
  gtk_widget_class_install_action (widget_class, "bulletin.copy", NULL, copy_action);
  gtk_widget_class_install_action (widget_class, "bulletin.print", NULL, print_action);
  gtk_widget_class_install_action (widget_class, "bulletin.save", "s", save_action);
  gtk_widget_class_install_action (widget_class, "bulletin.save-template", NULL,
                                   save_template_action);
  gtk_widget_class_install_action (widget_class, "bulletin.show-kept", NULL, show_kept_action);
  gtk_widget_class_install_action (widget_class, "bulletin.list", NULL, list_action);
  gtk_widget_class_install_property_action (widget_class, "bulletin.edit", "is-editing");
}

static void
lf_bulletin_page_class_init (LfBulletinPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = lf_bulletin_page_get_property;
  object_class->set_property = lf_bulletin_page_set_property;
  object_class->dispose = lf_bulletin_page_dispose;
  object_class->finalize = lf_bulletin_page_finalize;
  properties[PROP_IS_EDITING]
      = g_param_spec_boolean ("is-editing", NULL, NULL, FALSE,
                              G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  install_actions (widget_class);
  g_type_ensure (LF_TYPE_BULLETIN_EDITOR);
  g_type_ensure (LF_TYPE_BULLETIN_KEPT);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/landfall/Landfall/bulletin/lf-bulletin-page.ui");
  gtk_widget_class_bind_template_child (widget_class, LfBulletinPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, LfBulletinPage, period_drop_down);
  gtk_widget_class_bind_template_child (widget_class, LfBulletinPage, period_labels);
  gtk_widget_class_bind_template_child (widget_class, LfBulletinPage, template_drop_down);
  gtk_widget_class_bind_template_child (widget_class, LfBulletinPage, template_labels);
  gtk_widget_class_bind_template_child (widget_class, LfBulletinPage, template_box);
  gtk_widget_class_bind_template_child (widget_class, LfBulletinPage, editor);
  gtk_widget_class_bind_template_child (widget_class, LfBulletinPage, message);
  gtk_widget_class_bind_template_child (widget_class, LfBulletinPage, card);
  gtk_widget_class_bind_template_child (widget_class, LfBulletinPage, title);
  gtk_widget_class_bind_template_child (widget_class, LfBulletinPage, preview);
  gtk_widget_class_bind_template_child (widget_class, LfBulletinPage, kept);
  gtk_widget_class_bind_template_callback (widget_class, on_period_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_template_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_edited_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_link_cb);
}

static void
lf_bulletin_page_init (LfBulletinPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  lf_drop_down_speak_of_label (self->period_drop_down);
  lf_drop_down_speak_of_label (self->template_drop_down);
}

GtkWidget *
lf_bulletin_page_new (LfAppContext *context)
{
  LfBulletinPage *self = g_object_new (LF_TYPE_BULLETIN_PAGE, NULL);

  self->context = g_object_ref (context);
  fill_periods (self);
  gtk_drop_down_set_selected (self->period_drop_down, 0);
  show_actions (self);
  self->reader
      = lf_page_reader_new (GTK_WIDGET (self), lf_app_context_store (context), read_bulletin);
  return GTK_WIDGET (self);
}
