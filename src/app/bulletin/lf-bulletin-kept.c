/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is told of a bulletin that was kept. */

#include "config.h"

#include "lf-bulletin-kept.h"

#include "lf-bulletin-task.h"
#include "lf-page-reader.h"

#include <glib/gi18n.h>

#define MOST_DIFFERENCES 5 /* that are named; the others are counted */

struct _LfBulletinKept
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkLabel *label;

  LfDate made_on;         /* what is shown */
  GCancellable *checking; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (LfBulletinKept, lf_bulletin_kept, GTK_TYPE_WIDGET)

/* @differences: (element-type utf8) */
static char *
tell_differences (const LfDate *made_on, const GPtrArray *differences)
{
  g_autofree char *day = lf_date_format (made_on);
  GString *text = g_string_new (NULL);
  guint n = differences->len;

  if (n == 0)
    g_string_append_printf (
        text, _ ("Kept on %s. All its figures are what the records say, today and on that day."),
        day);
  else
    g_string_append_printf (
        text,
        ngettext ("Kept on %2$s. %1$u figure is not what the records say:",
                  "Kept on %2$s. %1$u figures are not what the records say:", n),
        n, day);
  for (guint i = 0; i < MIN (n, MOST_DIFFERENCES); i++)
    g_string_append_printf (text, "\n• %s", (const char *) differences->pdata[i]);
  if (n > MOST_DIFFERENCES)
    g_string_append (text, "\n…");
  return g_string_free (text, FALSE);
}

static void
stop_checking (LfBulletinKept *self)
{
  g_cancellable_cancel (self->checking);
  g_clear_object (&self->checking);
}

static void
on_checked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LfBulletinKept *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) differences = lf_bulletin_check_finish (LF_STORE (source), result, &error);
  g_autofree char *text = NULL;

  if (lf_page_reader_was_cancelled (error))
    return;
  g_clear_object (&self->checking);
  text = differences == NULL ? g_strdup (error->message)
                             : tell_differences (&self->made_on, differences);
  gtk_label_set_label (self->label, text);
}

/* ---- Widget ---- */

static void
lf_bulletin_kept_dispose (GObject *object)
{
  LfBulletinKept *self = LF_BULLETIN_KEPT (object);

  stop_checking (self);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (lf_bulletin_kept_parent_class)->dispose (object);
}

static void
lf_bulletin_kept_class_init (LfBulletinKeptClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_bulletin_kept_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/landfall/Landfall/bulletin/lf-bulletin-kept.ui");
  gtk_widget_class_bind_template_child (widget_class, LfBulletinKept, box);
  gtk_widget_class_bind_template_child (widget_class, LfBulletinKept, label);
}

static void
lf_bulletin_kept_init (LfBulletinKept *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
lf_bulletin_kept_show (LfBulletinKept *self, LfStore *store, const LfBulletin *kept)
{
  g_autofree char *day = kept == NULL ? NULL : lf_date_format (&kept->made_on);
  g_autofree char *text
      = kept == NULL ? NULL
                     : g_strdup_printf (_ ("Kept on %s. Its figures are being checked."), day);

  stop_checking (self);
  gtk_widget_set_visible (GTK_WIDGET (self), kept != NULL);
  gtk_label_set_label (self->label, text == NULL ? "" : text);
  if (kept == NULL)
    return;
  self->made_on = kept->made_on;
  self->checking = g_cancellable_new ();
  lf_bulletin_check_async (store, kept->record, self->checking, on_checked_cb, self);
}
