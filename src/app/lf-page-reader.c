/* SPDX-License-Identifier: GPL-3.0-or-later */
/* When a page reads. */

#include "config.h"

#include "lf-page-reader.h"

#include <glib/gi18n.h>

struct _LfPageReader
{
  GObject parent_instance;

  GtkWidget *page; /* owns this */
  LfPageReadFunc read;
  GCancellable *reading; /* (nullable) */
  gboolean is_stale;
};

G_DEFINE_FINAL_TYPE (LfPageReader, lf_page_reader, G_TYPE_OBJECT)

#define OF_PAGE "lf-page-reader" /* the data of a page that is its reader */

static void
read_if_due (LfPageReader *self)
{
  if (!self->is_stale || self->reading != NULL || !gtk_widget_get_mapped (self->page))
    return;
  self->is_stale = FALSE;
  self->reading = g_cancellable_new ();
  self->read (self->page, self->reading);
}

static void
lf_page_reader_dispose (GObject *object)
{
  LfPageReader *self = LF_PAGE_READER (object);

  if (self->page != NULL)
    g_object_set_data (G_OBJECT (self->page), OF_PAGE, NULL);
  self->page = NULL;
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  G_OBJECT_CLASS (lf_page_reader_parent_class)->dispose (object);
}

static void
lf_page_reader_class_init (LfPageReaderClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = lf_page_reader_dispose;
}

static void
lf_page_reader_init (LfPageReader *self)
{
  self->is_stale = TRUE;
}

LfPageReader *
lf_page_reader_new (GtkWidget *page, LfStore *store, LfPageReadFunc read)
{
  LfPageReader *self = g_object_new (LF_TYPE_PAGE_READER, NULL);

  self->page = page;
  self->read = read;
  g_object_set_data (G_OBJECT (page), OF_PAGE, self);
  g_signal_connect_object (page, "map", G_CALLBACK (read_if_due), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (store, "changed", G_CALLBACK (lf_page_reader_stale), self,
                           G_CONNECT_SWAPPED);
  return self;
}

void
lf_page_reader_stale (LfPageReader *self)
{
  self->is_stale = TRUE;
  read_if_due (self);
}

void
lf_page_reader_restart (LfPageReader *self)
{
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  lf_page_reader_stale (self);
}

void
lf_page_reader_done (LfPageReader *self)
{
  g_clear_object (&self->reading);
  read_if_due (self);
}

gboolean
lf_page_reader_is_ready_within (GtkWidget *widget)
{
  const LfPageReader *reader = g_object_get_data (G_OBJECT (widget), OF_PAGE);

  if (!gtk_widget_get_mapped (widget))
    return TRUE;
  if (reader != NULL && (reader->is_stale || reader->reading != NULL))
    return FALSE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (!lf_page_reader_is_ready_within (child))
      return FALSE;
  return TRUE;
}

gboolean
lf_page_reader_was_cancelled (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

void
lf_page_reader_tell (AdwStatusPage *status, const GError *error)
{
  adw_status_page_set_title (status, _ ("This Page Cannot Be Read"));
  adw_status_page_set_description (status, error->message);
}
