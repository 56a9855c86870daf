/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The dialog for sync by file: what it writes, what it says, and that a server's key is compared.
 */

#include "config.h"

#include "app-fixture.h"
#include "lf-bundle.h"
#include "lf-carry-dialog.h"
#include "lf-store-sync.h"
#include "raw-bundle.h"

#include <string.h>

typedef struct
{
  AppFixture app;
  LfCarryDialog *dialog;
  GFile *file;
} Carry;

static void
begin (Carry *self, gconstpointer data)
{
  g_autofree char *path = NULL;

  app_fixture_set_up (&self->app, data);
  path = g_build_filename (self->app.folder, "a.bundle", NULL);
  self->file = g_file_new_for_path (path);
  self->dialog = lf_carry_dialog_new (self->app.window, self->app.context);
  gtk_window_present (GTK_WINDOW (self->dialog));
  app_settle ();
}

static void
end (Carry *self, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (self->dialog));
  app_settle ();
  g_object_unref (self->file);
  app_fixture_tear_down (&self->app, data);
}

static GtkWidget *
part (Carry *self, const char *name)
{
  return GTK_WIDGET (
      gtk_widget_get_template_child (GTK_WIDGET (self->dialog), LF_TYPE_CARRY_DIALOG, name));
}

static gboolean
has_message (gpointer data)
{
  return gtk_widget_get_visible (part (data, "message"));
}

static const char *
await_message (Carry *self)
{
  app_await (has_message, self);
  return gtk_label_get_label (GTK_LABEL (part (self, "message")));
}

static gboolean
asks (gpointer data)
{
  return strcmp (gtk_stack_get_visible_child_name (GTK_STACK (part (data, "pages"))), "key") == 0;
}

static gboolean
shows_key (gpointer data)
{
  return *gtk_label_get_label (GTK_LABEL (part (data, "key_label"))) != '\0';
}

/* An answer without anything new, of a server that nobody knows here. */
static void
write_answer (Carry *self)
{
  LfBundleHeader header = { .kind = LF_BUNDLE_ANSWERS,
                            .zone = (char *) "袍江",
                            .device = (char *) lf_store_device (self->app.store),
                            .account = (char *) "王芳",
                            .number = 1,
                            .epoch = (char *) "e" };
  static const char page[]
      = "{\"end\":true,\"cursor\":3,\"more\":false,\"epoch\":\"e\",\"time\":1767225600000000}\n";
  g_autoptr (LfBundleWriter) writer = NULL;
  g_autoptr (GError) error = NULL;

  memcpy (header.key, raw_bundle_key ()->key, sizeof header.key);
  writer = lf_bundle_writer_new (g_file_peek_path (self->file), &header, raw_bundle_key (), &error);
  g_assert_no_error (error);
  lf_bundle_writer_add_message (writer, LF_BUNDLE_PAGE, page, strlen (page), &error);
  g_assert_true (lf_bundle_writer_close (writer, &error));
}

static void
test_export (Carry *self, gconstpointer data)
{
  g_autoptr (LfBundle) bundle = NULL;
  g_autofree char *fingerprint = NULL;
  g_autoptr (GError) error = NULL;

  app_await (shows_key, self);
  lf_carry_dialog_export (self->dialog, self->file);
  g_assert_nonnull (strstr (await_message (self), "Bundle 1 is written"));
  bundle = lf_bundle_open (g_file_peek_path (self->file), NULL, &error);
  g_assert_no_error (error);
  fingerprint = lf_bundle_fingerprint (lf_bundle_header (bundle)->key);
  g_assert_cmpstr (fingerprint, ==, gtk_label_get_label (GTK_LABEL (part (self, "key_label"))));
}

static void
test_own_bundle (Carry *self, gconstpointer data)
{
  lf_carry_dialog_export (self->dialog, self->file);
  await_message (self);
  gtk_widget_activate_action (GTK_WIDGET (self->dialog), "dialog.back", NULL);
  g_assert_false (has_message (self));
  lf_carry_dialog_import (self->dialog, self->file);
  g_assert_nonnull (strstr (await_message (self), "from a device to the server"));
  g_assert_true (gtk_widget_has_css_class (part (self, "message"), "error"));
}

static void
test_key_is_compared (Carry *self, gconstpointer data)
{
  g_autofree char *fingerprint = lf_bundle_fingerprint (raw_bundle_key ()->key);
  g_autofree char *author = NULL;

  write_answer (self);
  lf_carry_dialog_import (self->dialog, self->file);
  app_await (asks, self);
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (part (self, "found_label"))), ==, fingerprint);
  gtk_widget_activate_action (GTK_WIDGET (self->dialog), "dialog.back", NULL);
  lf_carry_dialog_import (self->dialog, self->file); /* to go back is not to trust */
  app_await (asks, self);
  gtk_widget_activate_action (GTK_WIDGET (self->dialog), "dialog.trust", NULL);
  g_assert_nonnull (strstr (await_message (self), "Bundle 1 is imported"));
  author = lf_store_setting_sync (self->app.store, "author", NULL);
  g_assert_cmpstr (author, ==, "王芳");
}

#define ADD(path, func) g_test_add ("/carry/" path, Carry, NULL, begin, func, end)

int
main (int argc, char *argv[])
{
  app_init (&argc, &argv);
  ADD ("export", test_export);
  ADD ("own-bundle", test_own_bundle);
  ADD ("key-is-compared", test_key_is_compared);
  return g_test_run ();
}
