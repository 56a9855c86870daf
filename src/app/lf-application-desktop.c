/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the desktop asks of the application: to open a file, and to find records. */

#include "config.h"

#include "lf-application-private.h"

#include "lf-opened-file.h"
#include "lf-search-dialog.h"

/* What is done in the window, as soon as there is one. */
typedef struct
{
  LfErrandFunc func;
  GVariant *parameters;
} Errand;

static void
errand_free (gpointer data)
{
  Errand *errand = data;

  g_variant_unref (errand->parameters);
  g_free (errand);
}

static LfWindow *
find_window (LfApplication *self)
{
  for (GList *window = gtk_application_get_windows (GTK_APPLICATION (self)); window != NULL;
       window = window->next)
    if (LF_IS_WINDOW (window->data))
      return window->data;
  return NULL;
}

void
lf_application_run_errands (LfApplication *self)
{
  LfWindow *window = self->context == NULL ? NULL : find_window (self);
  Errand *errand;

  while (window != NULL && (errand = g_queue_pop_head (&self->errands)) != NULL)
    {
      errand->func (self, window, errand->parameters);
      errand_free (errand);
    }
}

void
lf_application_forget_errands (LfApplication *self)
{
  g_queue_clear_full (&self->errands, errand_free);
}

/* Brings the window. @parameters: floating */
static void
send_on_errand (LfApplication *self, LfErrandFunc func, GVariant *parameters)
{
  Errand *errand = g_new (Errand, 1);

  *errand = (Errand){ func, g_variant_ref_sink (parameters) };
  g_queue_push_tail (&self->errands, errand);
  g_application_activate (G_APPLICATION (self));
  lf_application_run_errands (self);
}

/* ---- Files ---- */

static void
open_file (LfApplication *self, LfWindow *window, GVariant *parameters)
{
  g_autoptr (GFile) file = g_file_new_for_uri (g_variant_get_string (parameters, NULL));

  lf_opened_file_present (GTK_WINDOW (window), self->context, file);
}

void
lf_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  for (int i = 0; i < n_files; i++)
    send_on_errand (LF_APPLICATION (application), open_file,
                    g_variant_new_take_string (g_file_get_uri (files[i])));
}

/* ---- Records ---- */

static void
show_record (LfApplication *self, LfWindow *window, GVariant *parameters)
{
  const char *entity, *id;

  g_variant_get (parameters, "(&s&s)", &entity, &id);
  lf_app_context_open_record (self->context, entity, id);
}

static void
show_search (LfApplication *self, LfWindow *window, GVariant *parameters)
{
  LfSearchDialog *dialog = lf_search_dialog_new (GTK_WINDOW (window), self->context);

  lf_search_dialog_look_for (dialog, g_variant_get_string (parameters, NULL));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
on_record_chosen_cb (LfApplication *self, const char *entity, const char *id)
{
  send_on_errand (self, show_record, g_variant_new ("(ss)", entity, id));
}

static void
on_search_wanted_cb (LfApplication *self, const char *words)
{
  send_on_errand (self, show_search, g_variant_new_string (words));
}

static void
on_store_wanted_cb (LfApplication *self)
{
  if (self->context == NULL)
    lf_application_begin (self);
}

gboolean
lf_application_dbus_register (GApplication *application,
                              GDBusConnection *bus,
                              const char *object_path,
                              GError **error)
{
  LfApplication *self = LF_APPLICATION (application);

  if (!G_APPLICATION_CLASS (g_type_class_peek (ADW_TYPE_APPLICATION))
           ->dbus_register (application, bus, object_path, error))
    return FALSE;
  self->search = lf_search_provider_new (application);
  g_signal_connect_object (self->search, "store-wanted", G_CALLBACK (on_store_wanted_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search, "record-chosen", G_CALLBACK (on_record_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search, "search-wanted", G_CALLBACK (on_search_wanted_cb), self,
                           G_CONNECT_SWAPPED);
  return lf_search_provider_export (self->search, bus, error);
}

void
lf_application_dbus_unregister (GApplication *application,
                                GDBusConnection *bus,
                                const char *object_path)
{
  LfApplication *self = LF_APPLICATION (application);

  if (self->search != NULL)
    lf_search_provider_withdraw (self->search);
  g_clear_object (&self->search);
  G_APPLICATION_CLASS (g_type_class_peek (ADW_TYPE_APPLICATION))
      ->dbus_unregister (application, bus, object_path);
}
