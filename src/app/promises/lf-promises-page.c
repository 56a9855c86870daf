/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The promises page. */

#include "config.h"

#include "lf-promises-page.h"

#include "lf-page-reader.h"
#include "lf-promise-dialog.h"
#include "lf-promise-row.h"

#include <adwaita.h>

/* In the order in which they stand; their names in the ui file. */
enum
{
  LATE,
  DUE,
  OPEN,
  N_GROUPS,
};

static const char *const group_names[N_GROUPS] = { "late", "due", "open" };

struct _LfPromisesPage
{
  GtkWidget parent_instance;

  GtkStack *pages;
  AdwStatusPage *nothing;
  AdwPreferencesGroup *groups[N_GROUPS];
  GPtrArray *rows; /* (element-type LfPromiseRow), owned by the groups */

  LfAppContext *context;
  LfPageReader *reader;
  char *shown; /* (nullable): what stands on the page, in words */
};

G_DEFINE_FINAL_TYPE (LfPromisesPage, lf_promises_page, GTK_TYPE_WIDGET)

/* ---- Showing ---- */

static void
clear (LfPromisesPage *self)
{
  lf_app_leave (GTK_WIDGET (self));
  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *row = self->rows->pdata[i];
      GtkWidget *group = gtk_widget_get_ancestor (row, ADW_TYPE_PREFERENCES_GROUP);

      adw_preferences_group_remove (ADW_PREFERENCES_GROUP (group), row);
    }
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < N_GROUPS; i++)
    gtk_widget_set_visible (GTK_WIDGET (self->groups[i]), FALSE);
}

/* All that the page says. */
static char *
put_in_words (const LfPromiseSheet *sheet)
{
  static const char *const fields[]
      = { "subject", "enterprise", "amount", "amount_paid", "state", "clause" };
  g_autofree char *day = lf_date_to_canonical (&sheet->desk.today);
  GString *words = g_string_new (day);

  for (guint i = 0; i < sheet->promises->len; i++)
    {
      const LfRecord *record = sheet->promises->pdata[i];
      const LfPromise promise = lf_promise_sheet_find (sheet, record);
      g_autofree char *clock
          = lf_promise_tell (&sheet->desk, &promise, lf_promise_next (&sheet->desk, &promise));

      g_string_append_printf (words, "\n%s %s", lf_record_id (record), clock == NULL ? "" : clock);
      for (guint f = 0; f < G_N_ELEMENTS (fields); f++)
        {
          g_autofree char *text = lf_record_format (record, fields[f]);

          g_string_append_printf (words, " %s", text);
        }
    }
  return g_string_free (words, FALSE);
}

static guint
group_of (const LfPromiseSheet *sheet, const LfPromise *promise)
{
  LfHandlingState state
      = lf_promise_judge (&sheet->desk, promise, lf_promise_next (&sheet->desk, promise));

  return state == LF_HANDLING_LATE ? LATE : state == LF_HANDLING_NONE ? OPEN : DUE;
}

static void
show_promises (LfPromisesPage *self, LfPromiseSheet *sheet)
{
  g_autofree char *words = put_in_words (sheet);

  if (g_strcmp0 (words, self->shown) == 0)
    return;
  g_free (self->shown);
  self->shown = g_steal_pointer (&words);
  clear (self);
  for (guint i = 0; i < sheet->promises->len; i++)
    {
      LfRecord *record = sheet->promises->pdata[i];
      const LfPromise promise = lf_promise_sheet_find (sheet, record);
      AdwPreferencesGroup *group = self->groups[group_of (sheet, &promise)];
      LfPromiseRow *row = lf_promise_row_new (self->context, sheet, record);

      adw_preferences_group_add (group, GTK_WIDGET (row));
      gtk_widget_set_visible (GTK_WIDGET (group), TRUE);
      g_ptr_array_add (self->rows, row);
    }
  gtk_stack_set_visible_child_name (self->pages, self->rows->len > 0 ? "promises" : "nothing");
}

static void
on_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LfPromisesPage *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (LfPromiseSheet) sheet = lf_store_promises_finish (LF_STORE (source), result, &error);

  if (lf_page_reader_was_cancelled (error))
    return;
  lf_page_reader_done (self->reader);
  if (sheet != NULL)
    {
      show_promises (self, sheet);
      return;
    }
  g_clear_pointer (&self->shown, g_free);
  lf_page_reader_tell (self->nothing, error);
  gtk_stack_set_visible_child_name (self->pages, "nothing");
}

static void
read_promises (GtkWidget *page, GCancellable *cancellable)
{
  LfPromisesPage *self = LF_PROMISES_PAGE (page);
  const LfDate today = lf_date_today ();

  lf_store_promises_async (lf_app_context_store (self->context), /* promise= */ NULL, &today,
                           cancellable, on_read_cb, self);
}

/* ---- Widget ---- */

static void
lf_promises_page_dispose (GObject *object)
{
  LfPromisesPage *self = LF_PROMISES_PAGE (object);

  g_clear_object (&self->reader);
  g_ptr_array_set_size (self->rows, 0);
  g_clear_pointer ((GtkWidget **) &self->pages, gtk_widget_unparent);
  G_OBJECT_CLASS (lf_promises_page_parent_class)->dispose (object);
}

static void
lf_promises_page_finalize (GObject *object)
{
  LfPromisesPage *self = LF_PROMISES_PAGE (object);

  g_clear_object (&self->context);
  g_free (self->shown);
  g_ptr_array_unref (self->rows);
  G_OBJECT_CLASS (lf_promises_page_parent_class)->finalize (object);
}

static void
lf_promises_page_class_init (LfPromisesPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_promises_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = lf_promises_page_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, LF_PROMISE_UI ("lf-promises-page"));
  gtk_widget_class_bind_template_child (widget_class, LfPromisesPage, pages);
  gtk_widget_class_bind_template_child (widget_class, LfPromisesPage, nothing);
  for (guint i = 0; i < N_GROUPS; i++)
    gtk_widget_class_bind_template_child_full (
        widget_class, group_names[i], FALSE,
        (gssize) (G_STRUCT_OFFSET (LfPromisesPage, groups) + i * sizeof (AdwPreferencesGroup *)));
}

static void
lf_promises_page_init (LfPromisesPage *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
lf_promises_page_new (LfAppContext *context)
{
  LfPromisesPage *self = g_object_new (LF_TYPE_PROMISES_PAGE, NULL);

  self->context = g_object_ref (context);
  self->reader
      = lf_page_reader_new (GTK_WIDGET (self), lf_app_context_store (context), read_promises);
  return GTK_WIDGET (self);
}
