/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A handover that is under way, on the project's page. */

#include "config.h"

#include "lf-handover-notice.h"

#include "lf-composing.h"
#include "lf-handover-paper.h"
#include "lf-handover.h"
#include "lf-print.h"
#include "lf-store-handover.h"
#include "lf-store-news.h"

#include <glib/gi18n.h>
#include <string.h>

struct _LfHandoverNotice
{
  AdwBin parent_instance;

  GtkLabel *title;
  GtkLabel *detail;
  GtkWidget *refusal;
  GtkEditable *reason_entry;
  GtkWidget *answers;
  GtkWidget *give, *take_back, *refuse, *accept;

  LfAppContext *context;
  char *project;         /* (nullable): its page */
  LfRecord *slip;        /* (nullable): the one that is shown */
  GCancellable *reading; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (LfHandoverNotice, lf_handover_notice, ADW_TYPE_BIN)

static void read_open (LfHandoverNotice *self);

/* ---- Showing ---- */

/* "7 items, 2 promises, 1 problem" */
static char *
count_what_goes (const LfRecord *slip)
{
  static const struct
  {
    const char *field, *one, *many;
  } sets[] = {
    { "items", N_ ("%u item"), N_ ("%u items") },
    { "promise_records", N_ ("%u promise"), N_ ("%u promises") },
    { "problem_records", N_ ("%u open problem"), N_ ("%u open problems") },
    { "contacts", N_ ("%u contact"), N_ ("%u contacts") },
    { "files", N_ ("%u file"), N_ ("%u files") },
  };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (sets); i++)
    {
      g_auto (GStrv) elements = lf_set_split (lf_record_get (slip, sets[i].field));
      guint n = g_strv_length (elements);

      if (n == 0)
        continue;
      if (text->len > 0)
        g_string_append (text, " · ");
      g_string_append_printf (text, ngettext (sets[i].one, sets[i].many, n), n);
    }
  return g_string_free (text, FALSE);
}

static char *
tell_state (const LfRecord *slip)
{
  g_autofree char *giver = lf_record_format (slip, "giver");
  g_autofree char *taker = lf_record_format (slip, "taker");
  g_autofree char *on = lf_record_format (slip, "given_on");

  if (g_strcmp0 (lf_record_get (slip, "state"), LF_HANDOVER_GIVEN) != 0)
    return g_strdup_printf (_ ("%1$s prepares to hand this over to %2$s"), giver, taker);
  return g_strdup_printf (_ ("%1$s handed this over to %2$s on %3$s; %2$s has not accepted it yet"),
                          giver, taker, on);
}

static void
show_refusal (LfHandoverNotice *self, gboolean is_asked)
{
  gtk_widget_set_visible (self->refusal, is_asked);
  gtk_widget_set_visible (self->answers, !is_asked);
}

static void
show_slip (LfHandoverNotice *self, const LfOpenHandover *open)
{
  g_autofree char *state = tell_state (open->record);
  g_autofree char *what = count_what_goes (open->record);

  if (self->slip == NULL || strcmp (lf_record_id (self->slip), lf_record_id (open->record)) != 0
      || !open->may_accept)
    show_refusal (self, FALSE);
  g_clear_pointer (&self->slip, lf_record_unref);
  self->slip = lf_record_ref (open->record);
  gtk_label_set_label (self->title, state);
  gtk_label_set_label (self->detail, what);
  gtk_widget_set_visible (self->give, open->may_give);
  gtk_widget_set_visible (self->take_back, open->may_take_back && !open->may_accept);
  gtk_widget_set_visible (self->refuse, open->may_accept);
  gtk_widget_set_visible (self->accept, open->may_accept);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
}

static void
show_nothing (LfHandoverNotice *self)
{
  if (self->slip != NULL)
    lf_app_leave (GTK_WIDGET (self));
  g_clear_pointer (&self->slip, lf_record_unref);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

static void
on_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LfHandoverNotice *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) open = lf_store_open_handovers_finish (LF_STORE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (open != NULL && open->len > 0)
    show_slip (self, open->pdata[0]);
  else
    show_nothing (self);
}

static void
read_open (LfHandoverNotice *self)
{
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  if (self->project == NULL)
    {
      show_nothing (self);
      return;
    }
  self->reading = g_cancellable_new ();
  lf_store_open_handovers_async (lf_app_context_store (self->context), self->project, self->reading,
                                 on_read_cb, self);
}

void
lf_handover_notice_show (LfHandoverNotice *self, const LfRecord *record)
{
  const LfField *project = lf_entity_parent_field (lf_schema_find ("handover"));
  const char *id = record == NULL || lf_record_entity (record) != lf_schema_find (project->target)
                       ? NULL
                       : lf_record_id (record);

  if (g_strcmp0 (id, self->project) != 0)
    show_nothing (self);
  g_free (self->project);
  self->project = g_strdup (id);
  read_open (self);
}

static void
on_store_changed_cb (LfHandoverNotice *self, LfStoreNews *news)
{
  const LfEntity *entity = lf_schema_find ("handover");
  gboolean concerns = news->is_wholesale;

  for (guint i = 0; !concerns && i < news->items->len; i++)
    concerns = ((LfNewsItem *) news->items->pdata[i])->entity == entity;
  if (concerns && self->project != NULL)
    read_open (self);
}

/* ---- Steps ---- */

static const struct
{
  const char *word;
  LfHandoverStep step;
  const char *done;
} steps[] = {
  { "give", LF_HANDOVER_GIVE, N_ ("Given; it waits for the taker: %s") },
  { "take-back", LF_HANDOVER_TAKE_BACK, N_ ("Taken back: %s") },
  { "accept", LF_HANDOVER_ACCEPT, N_ ("Accepted; the project is yours now: %s") },
  { "refuse", LF_HANDOVER_REFUSE, N_ ("Refused; the project stays with the giver: %s") },
};

typedef struct
{
  LfHandoverNotice *self;
  char *subject;
  const char *done;
} Stepping;

static void
on_stepped_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Stepping *stepping = user_data;
  g_autoptr (GError) error = NULL;
  gboolean is_done = lf_store_step_handover_finish (LF_STORE (source), result, &error);
  g_autofree char *sentence = g_strdup_printf (_ (stepping->done), stepping->subject);

  gtk_widget_set_sensitive (GTK_WIDGET (stepping->self), TRUE);
  lf_app_context_toast (stepping->self->context, is_done ? sentence : error->message,
                        /* has_undo= */ is_done);
  g_object_unref (stepping->self);
  g_free (stepping->subject);
  g_free (stepping);
}

static void
start_step (LfHandoverNotice *self, guint index, const char *reason)
{
  const LfDate today = lf_date_today ();
  Stepping *stepping = g_new0 (Stepping, 1);

  *stepping = (Stepping){ g_object_ref (self), lf_record_title (self->slip), steps[index].done };
  lf_app_leave (GTK_WIDGET (self));
  gtk_widget_set_sensitive (GTK_WIDGET (self), FALSE);
  lf_store_step_handover_async (lf_app_context_store (self->context), lf_record_id (self->slip),
                                steps[index].step, reason, &today, /* cancellable= */ NULL,
                                on_stepped_cb, stepping);
}

static void
ask_reason (LfHandoverNotice *self)
{
  gtk_editable_set_text (self->reason_entry, "");
  show_refusal (self, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->reason_entry));
}

static void
step_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfHandoverNotice *self = LF_HANDOVER_NOTICE (widget);

  for (guint i = 0; self->slip != NULL && i < G_N_ELEMENTS (steps); i++)
    if (strcmp (steps[i].word, g_variant_get_string (parameter, NULL)) == 0)
      {
        if (steps[i].step == LF_HANDOVER_REFUSE)
          ask_reason (self);
        else
          start_step (self, i, /* reason= */ NULL);
      }
}

static void
refuse_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfHandoverNotice *self = LF_HANDOVER_NOTICE (widget);
  g_autofree char *reason = lf_text_clean (gtk_editable_get_text (self->reason_entry));

  if (self->slip == NULL)
    return;
  if (reason == NULL)
    {
      gtk_widget_grab_focus (GTK_WIDGET (self->reason_entry));
      return;
    }
  start_step (self, G_N_ELEMENTS (steps) - 1, reason);
}

static void
on_reason_given_cb (LfHandoverNotice *self)
{
  if (!lf_is_composing (self->reason_entry))
    gtk_widget_activate_action (GTK_WIDGET (self), "handover.refuse", NULL);
}

static void
keep_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfHandoverNotice *self = LF_HANDOVER_NOTICE (widget);

  show_refusal (self, FALSE);
  gtk_widget_grab_focus (self->accept);
}

static void
open_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfHandoverNotice *self = LF_HANDOVER_NOTICE (widget);

  if (self->slip != NULL)
    lf_app_context_open_record (self->context, lf_record_entity (self->slip)->name,
                                lf_record_id (self->slip));
}

static void
print_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfHandoverNotice *self = LF_HANDOVER_NOTICE (widget);
  GtkRoot *root = gtk_widget_get_root (widget);
  g_autoptr (GError) error = NULL;

  if (self->slip != NULL && GTK_IS_WINDOW (root)
      && !lf_print_paper (GTK_WINDOW (root), lf_handover_paper_new (self->slip), &error))
    lf_app_context_toast (self->context, error->message, /* has_undo= */ FALSE);
}

/* ---- Widget ---- */

static void
lf_handover_notice_dispose (GObject *object)
{
  LfHandoverNotice *self = LF_HANDOVER_NOTICE (object);

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  G_OBJECT_CLASS (lf_handover_notice_parent_class)->dispose (object);
}

static void
lf_handover_notice_finalize (GObject *object)
{
  LfHandoverNotice *self = LF_HANDOVER_NOTICE (object);

  g_clear_object (&self->context);
  g_clear_pointer (&self->slip, lf_record_unref);
  g_free (self->project);
  G_OBJECT_CLASS (lf_handover_notice_parent_class)->finalize (object);
}

static void
lf_handover_notice_class_init (LfHandoverNoticeClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_handover_notice_dispose;
  G_OBJECT_CLASS (klass)->finalize = lf_handover_notice_finalize;
  gtk_widget_class_install_action (widget_class, "handover.step", "s", step_action);
  gtk_widget_class_install_action (widget_class, "handover.refuse", NULL, refuse_action);
  gtk_widget_class_install_action (widget_class, "handover.keep", NULL, keep_action);
  gtk_widget_class_install_action (widget_class, "handover.open", NULL, open_action);
  gtk_widget_class_install_action (widget_class, "handover.print", NULL, print_action);
  gtk_widget_class_set_template_from_resource (widget_class, LF_HANDOVER_UI ("lf-handover-notice"));
  gtk_widget_class_bind_template_child (widget_class, LfHandoverNotice, title);
  gtk_widget_class_bind_template_child (widget_class, LfHandoverNotice, detail);
  gtk_widget_class_bind_template_child (widget_class, LfHandoverNotice, refusal);
  gtk_widget_class_bind_template_child (widget_class, LfHandoverNotice, reason_entry);
  gtk_widget_class_bind_template_child (widget_class, LfHandoverNotice, answers);
  gtk_widget_class_bind_template_child (widget_class, LfHandoverNotice, give);
  gtk_widget_class_bind_template_child (widget_class, LfHandoverNotice, take_back);
  gtk_widget_class_bind_template_child (widget_class, LfHandoverNotice, refuse);
  gtk_widget_class_bind_template_child (widget_class, LfHandoverNotice, accept);
  gtk_widget_class_bind_template_callback (widget_class, on_reason_given_cb);
}

static void
lf_handover_notice_init (LfHandoverNotice *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  lf_composing_watch (self->reason_entry);
}

void
lf_handover_notice_set_context (LfHandoverNotice *self, LfAppContext *context)
{
  g_set_object (&self->context, context);
  g_signal_connect_object (lf_app_context_store (context), "changed",
                           G_CALLBACK (on_store_changed_cb), self, G_CONNECT_SWAPPED);
}
