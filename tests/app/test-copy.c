/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A record as text, as card and as QR code, which another program reads. */

#include "config.h"

#include "app-fixture.h"
#include "lf-qr-view.h"
#include "lf-record-copy.h"
#include "lf-vcard.h"

#include <string.h>

static LfRecord *
make_contact (AppFixture *self)
{
  static const char *const values[][2] = {
    { "name", "宓远舟" },          { "position", "总经理" },
    { "mobile", "13900000226" },   { "office_phone", "0515-82000000" },
    { "email", "mi@example.com" }, { "note", "周三以后来电；不要发短信" },
  };
  LfRecord *record = lf_record_new (lf_schema_find ("contact"), NULL);
  guint index = (guint) lf_entity_index (lf_schema_find ("contact"), "enterprise");

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    lf_record_set (record, values[i][0], values[i][1]);
  lf_record_set (record, "enterprise", self->enterprise);
  lf_record_set_display (record, index, "天承生物");
  return record;
}

static void
test_text (AppFixture *self, gconstpointer data)
{
  g_autoptr (LfRecord) contact = make_contact (self);
  g_autofree char *text = lf_record_as_text (contact);

  g_assert_cmpstr (text, ==,
                   "宓远舟\nEnterprise: 天承生物\nPosition: 总经理\nMobile: 13900000226\n"
                   "E-mail: mi@example.com\nNote: 周三以后来电；不要发短信\n"
                   "Office phone: 0515-82000000\n");
}

static void
test_cards (AppFixture *self, gconstpointer data)
{
  g_autoptr (LfRecord) contact = make_contact (self);
  g_autofree char *whole = lf_vcard_new (contact, LF_VCARD_WHOLE);
  g_autofree char *brief = lf_vcard_new (contact, LF_VCARD_SHORT);

  g_assert_nonnull (strstr (whole, "VERSION:4.0\r\nUID:urn:uuid:"));
  g_assert_nonnull (strstr (whole, "\r\nTEL;TYPE=work:0515-82000000\r\n"));
  g_assert_nonnull (strstr (whole, "\r\nNOTE:周三以后来电"));
  g_assert_cmpstr (brief, ==,
                   "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:宓远舟\r\nN:宓远舟;;;;\r\nORG:天承生物\r\n"
                   "TITLE:总经理\r\nTEL;TYPE=cell:13900000226\r\nTEL;TYPE=work:0515-82000000\r\n"
                   "EMAIL:mi@example.com\r\nEND:VCARD\r\n");
  g_assert_true (lf_vcard_fits (lf_schema_find ("enterprise")));
  g_assert_false (lf_vcard_fits (lf_schema_find ("project")));
}

static void
on_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(char **) user_data = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
}

static gboolean
is_set (gpointer text)
{
  return *(char **) text != NULL;
}

static void
test_clipboard (AppFixture *self, gconstpointer data)
{
  g_autoptr (LfRecord) contact = make_contact (self);
  GtkWidget *widget = GTK_WIDGET (self->window);
  GdkClipboard *clipboard = gtk_widget_get_clipboard (widget);
  g_autofree char *card = lf_vcard_new (contact, LF_VCARD_WHOLE);
  g_autofree char *read = NULL;

  lf_record_to_clipboard (widget, self->context, contact, LF_COPY_CARD);
  g_assert_cmpstr (self->toast, ==, "“宓远舟” copied");
  g_assert_true (
      gdk_content_formats_contain_mime_type (gdk_clipboard_get_formats (clipboard), "text/vcard"));
  gdk_clipboard_read_text_async (clipboard, NULL, on_read_cb, &read);
  app_await (is_set, &read);
  g_assert_cmpstr (read, ==, card);
}

/* ---- The code ---- */

static char *
draw_to_file (AppFixture *self, GtkWidget *view, int size)
{
  g_autoptr (GdkPaintable) paintable = NULL;
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  char *path = g_build_filename (self->folder, "code.png", NULL);

  gtk_widget_set_size_request (view, size, size);
  gtk_window_set_child (self->window, view);
  gtk_window_present (self->window);
  gtk_test_widget_wait_for_draw (view);
  paintable = gtk_widget_paintable_new (view);
  gdk_paintable_snapshot (paintable, GDK_SNAPSHOT (snapshot), size, size);
  node = gtk_snapshot_to_node (snapshot);
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (self->window)), node,
                                         NULL);
  g_assert_true (gdk_texture_save_to_png (texture, path));
  return path;
}

/* What another reader makes of the picture. */
static char *
read_code (const char *path)
{
  const char *argv[] = { "zbarimg", "--quiet", "--raw", "--oneshot", "-Sbinary", path, NULL };
  g_autoptr (GError) error = NULL;
  char *out = NULL;
  int status;

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL, NULL,
                NULL, &out, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
  return out;
}

/* Also in a dark window, and at sizes that no module divides. */
static void
test_code_is_read (AppFixture *self, gconstpointer data)
{
  static const int sizes[] = { 240, 281, 397 };
  g_autoptr (LfRecord) contact = make_contact (self);
  g_autofree char *card = lf_vcard_new (contact, LF_VCARD_SHORT);
  g_autofree char *zbarimg = g_find_program_in_path ("zbarimg");

  if (zbarimg == NULL)
    {
      g_test_skip ("zbarimg is not here");
      return;
    }
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      ADW_COLOR_SCHEME_FORCE_DARK);
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      LfQrView *view = g_object_new (LF_TYPE_QR_VIEW, NULL);
      g_autofree char *path = NULL;
      g_autofree char *read = NULL;

      g_assert_true (lf_qr_view_set_text (view, card, "QR code of the card of 宓远舟"));
      path = draw_to_file (self, GTK_WIDGET (view), sizes[i]);
      read = read_code (path);
      g_assert_cmpstr (read, ==, card);
      gtk_test_accessible_assert_role (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_ROLE_IMG);
      gtk_test_accessible_assert_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                           "QR code of the card of 宓远舟");
    }
}

static void
test_too_long_for_a_code (AppFixture *self, gconstpointer data)
{
  LfQrView *view = g_object_ref_sink (g_object_new (LF_TYPE_QR_VIEW, NULL));
  g_autofree char *text = g_strnfill (4000, 'x');

  g_assert_false (lf_qr_view_set_text (view, text, "too long"));
  g_object_unref (view);
}

#define ADD(path, function)                                                                        \
  g_test_add ("/copy/" path, AppFixture, NULL, app_fixture_set_up, function, app_fixture_tear_down)

int
main (int argc, char *argv[])
{
  app_init (&argc, &argv);
  ADD ("text", test_text);
  ADD ("cards", test_cards);
  ADD ("clipboard", test_clipboard);
  ADD ("code-is-read", test_code_is_read);
  ADD ("too-long-for-a-code", test_too_long_for_a_code);
  return g_test_run ();
}
