/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page of bulletins (K2): figures that open their lists, a text that is kept once, a template
 * that is edited and told what is wrong. */

#include "config.h"

#include "app-fixture.h"
#include "lf-bulletin-page.h"
#include "lf-bulletin-save.h"

#include <glib/gstdio.h>
#include <string.h>

static GtkWidget *
show_page (AppFixture *self)
{
  GtkWidget *page = lf_bulletin_page_new (self->context);

  gtk_window_set_child (self->window, page);
  gtk_window_present (self->window);
  return page;
}

static void
add_signed (AppFixture *self)
{
  const LfDate today = lf_date_today ();
  const LfDate month = { today.year, today.month, 0 };
  const LfDate last = lf_date_add_months (&month, -1);
  g_autofree char *day = lf_date_to_canonical (&last);
  g_autoptr (LfRecord) record = lf_record_new (lf_schema_find ("project"), NULL);
  g_autoptr (LfChange) change = lf_change_new ("add");
  g_autoptr (GError) error = NULL;

  lf_record_set (record, "name", "上月签约");
  lf_record_set (record, "stage", "signed");
  lf_record_set (record, "signed_date", day);
  lf_record_set (record, "total_investment", "200000000.00 CNY");
  lf_change_create (change, record);
  lf_store_commit_sync (self->store, change, &error);
  g_assert_no_error (error);
}

static GtkWidget *
find_label (GtkWidget *widget, const char *part)
{
  GtkWidget *found = NULL;

  if (GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget)
      && strstr (gtk_label_get_label (GTK_LABEL (widget)), part) != NULL)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_label (child, part);
  return found;
}

static gboolean
shows_nothing (gpointer page)
{
  return find_label (page, "There is nothing to tell of") != NULL;
}

static gboolean
shows_signed (gpointer page)
{
  return find_label (page, "上月签约") != NULL;
}

static gboolean
shows_kept (gpointer page)
{
  return find_label (page, "All its figures are what the records say") != NULL;
}

static gboolean
shows_moon (gpointer page)
{
  return find_label (page, "moon") != NULL;
}

static gboolean
shows_short (gpointer page)
{
  return find_label (page, "Signed: <a href=\"0\">1</a>") != NULL;
}

static gboolean
is_template_kept (gpointer fixture)
{
  return app_count (fixture, "bulletin_template", "") == 1;
}

static void
on_open_list_cb (LfAppContext *context,
                 const char *entity,
                 const char *filter,
                 const char *title,
                 char **ret_filter)
{
  g_assert_cmpstr (entity, ==, "project");
  *ret_filter = g_strdup (filter);
}

/* The first figure is that of the month's signings. */
static void
test_figures (AppFixture *self, gconstpointer data)
{
  GtkWidget *page = show_page (self);
  g_autofree char *filter = NULL;
  gboolean is_handled = FALSE;
  const char *markup, *link;
  char *end;
  guint64 i;

  app_await (shows_nothing, page);
  add_signed (self);
  app_await (shows_signed, page);
  markup = gtk_label_get_label (GTK_LABEL (find_label (page, "上月签约")));
  link = strstr (markup, "<a href=\"");
  g_assert_nonnull (link);
  i = g_ascii_strtoull (link + strlen ("<a href=\""), &end, 10);
  g_assert_true (g_str_has_prefix (end, "\">1</a>"));
  g_signal_connect (self->context, "open-list", G_CALLBACK (on_open_list_cb), &filter);
  {
    g_autofree char *uri = g_strdup_printf ("%d", (int) i);

    g_signal_emit_by_name (find_label (page, "上月签约"), "activate-link", uri, &is_handled);
  }
  g_assert_true (is_handled);
  g_assert_nonnull (filter);
  g_assert_cmpuint (app_count (self, "project", filter), ==, 1);
}

static void
test_kept (AppFixture *self, gconstpointer data)
{
  GtkWidget *page = show_page (self);

  add_signed (self);
  app_await (shows_signed, page);
  gtk_widget_activate_action (page, "bulletin.keep", NULL);
  app_await (shows_kept, page);
  g_assert_cmpuint (app_count (self, "bulletin", ""), ==, 1);
  g_clear_pointer (&self->toast, g_free);
  gtk_widget_activate_action (page, "bulletin.keep", NULL);
  app_await (app_is_told, self);
  g_assert_cmpuint (app_count (self, "bulletin", ""), ==, 1);
}

static void
type_template (GtkWidget *page, const char *text)
{
  GtkTextView *view = GTK_TEXT_VIEW (app_find (page, GTK_TYPE_TEXT_VIEW));

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (view), text, -1);
}

static void
test_template (AppFixture *self, gconstpointer data)
{
  GtkWidget *page = show_page (self);

  add_signed (self);
  app_await (shows_signed, page);
  gtk_widget_activate_action (page, "bulletin.edit", NULL);
  type_template (page, "Signed: {{count moon}}");
  app_await (shows_moon, page);
  gtk_widget_activate_action (page, "bulletin.save-template", NULL);
  app_settle ();
  g_assert_cmpuint (app_count (self, "bulletin_template", ""), ==, 0);
  type_template (page, "Signed: {{count project where signed_date=period}}");
  app_await (shows_short, page);
  gtk_widget_activate_action (page, "bulletin.save-template", NULL);
  app_await (is_template_kept, self);
}

/* ---- Files ---- */

/* What is written is what was shown, whatever is shown by then. */
static void
test_files (AppFixture *self, gconstpointer data)
{
  static const char *const names[] = { "b.pdf", "b.md", "b.doc" };
  g_autofree char *folder = g_dir_make_tmp ("landfall-bulletin-XXXXXX", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (folder, names[i], NULL);
      LfBulletin *bulletin = g_new0 (LfBulletin, 1);
      gboolean is_known = !g_str_has_suffix (path, ".doc");

      bulletin->title = g_strdup ("十月通报");
      bulletin->text = g_strdup ("签约2个。");
      g_clear_pointer (&self->toast, g_free);
      lf_bulletin_save_to (self->context, bulletin, path);
      lf_bulletin_free (bulletin);
      app_await (app_is_told, self);
      g_assert_cmpint (g_str_equal (self->toast, "The bulletin was saved"), ==, is_known);
      g_assert_cmpint (g_file_test (path, G_FILE_TEST_EXISTS), ==, is_known);
      g_remove (path);
    }
  g_rmdir (folder);
}

#define TEST(path, func)                                                                           \
  g_test_add ("/app/bulletin/" path, AppFixture, NULL, app_fixture_set_up, func,                   \
              app_fixture_tear_down)

int
main (int argc, char **argv)
{
  app_init (&argc, &argv);
  TEST ("figures-K2", test_figures);
  TEST ("kept-K2", test_kept);
  TEST ("template", test_template);
  TEST ("files", test_files);
  return g_test_run ();
}
