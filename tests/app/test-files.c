/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Attached files on the record page: added, shown, refused, opened from a copy. */

#include "config.h"

#include "app-fixture.h"
#include "lf-field-row.h"
#include "lf-file-row.h"
#include "lf-files-editor.h"
#include "lf-form.h"
#include "lf-record-page.h"
#include "lf-store-carry.h"
#include "lf-thumbnail.h"

#include <string.h>
#include <unistd.h>

static LfForm *
show_form (AppFixture *self)
{
  LfForm *form = lf_form_new (self->store, lf_schema_find ("project"), LF_FORM_LIVE);
  g_autoptr (LfRecord) record = app_load (self, "project", self->project);

  lf_form_set_record (form, record);
  gtk_window_set_child (self->window, GTK_WIDGET (form));
  return form;
}

static GFile *
make_file (AppFixture *self, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return g_file_new_for_path (path);
}

static GSList *
make_files (AppFixture *self, guint n)
{
  GSList *files = NULL;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = g_strdup_printf ("文件%u.txt", i);

      files = g_slist_append (files, make_file (self, name, name));
    }
  return files;
}

static void
add (AppFixture *self, GtkWidget *root, GSList *files)
{
  lf_files_editor_add (LF_FILES_EDITOR (app_find (root, LF_TYPE_FILES_EDITOR)), files);
  g_slist_free_full (files, g_object_unref);
}

static guint
count_files (AppFixture *self)
{
  g_autofree char *value = app_value (self, "files");
  g_auto (GStrv) elements = lf_set_split (value);

  return g_strv_length (elements);
}

typedef struct
{
  AppFixture *fixture;
  guint n;
} Expected;

static gboolean
has_files (gpointer data)
{
  const Expected *expected = data;

  return count_files (expected->fixture) == expected->n;
}

static gboolean
has_problem (gpointer row)
{
  return lf_field_row_has_problem (row);
}

/* What is dropped together is one edit, and one Undo takes it back. */
static void
test_several_are_one_edit (AppFixture *self, gconstpointer data)
{
  LfForm *form = show_form (self);
  gint64 n = lf_store_count_pending_sync (self->store, NULL);
  g_autofree char *undone = NULL;

  add (self, GTK_WIDGET (form), make_files (self, 3));
  app_await (has_files, &(Expected){ self, 3 });
  g_assert_cmpint (lf_store_count_pending_sync (self->store, NULL), ==, n + 1);
  undone = lf_store_undo_sync (self->store, NULL);
  g_assert_cmpuint (count_files (self), ==, 0);
}

static void
test_too_many (AppFixture *self, gconstpointer data)
{
  LfForm *form = show_form (self);

  add (self, GTK_WIDGET (form), make_files (self, 11));
  app_await (has_problem, app_field (GTK_WIDGET (form), "files"));
  g_assert_cmpuint (count_files (self), ==, 0);
}

static void
test_too_large (AppFixture *self, gconstpointer data)
{
  LfForm *form = show_form (self);
  GFile *file = make_file (self, "大.bin", "");

  g_assert_cmpint (truncate (g_file_peek_path (file), LF_MAX_FILE_BYTES + 1), ==, 0);
  add (self, GTK_WIDGET (form), g_slist_append (NULL, file));
  app_await (has_problem, app_field (GTK_WIDGET (form), "files"));
  g_assert_cmpuint (count_files (self), ==, 0);
}

/* ---- Files that are not here yet ---- */

#define COMING "红线图"

static gpointer
row_child (GtkWidget *root, const char *name)
{
  GtkWidget *row = app_find (root, LF_TYPE_FILE_ROW);

  return row == NULL ? NULL : gtk_widget_get_template_child (row, LF_TYPE_FILE_ROW, name);
}

typedef struct
{
  GtkWidget *root;
  const char *text;
} Saying;

static gboolean
says (gpointer data)
{
  const Saying *saying = data;
  GtkLabel *label = row_child (saying->root, "size");

  return label != NULL && strcmp (gtk_label_get_text (label), saying->text) == 0;
}

static void
click_open (GtkWidget *root)
{
  GtkWidget *button = row_child (root, "open_button");

  g_assert_true (gtk_widget_is_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
}

/* The record came first: the row says so, opening tells why, and it fills itself in. */
static void
test_not_here_yet (AppFixture *self, gconstpointer data)
{
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, COMING, -1);
  g_autofree char *element = g_strconcat (digest, "/" COMING, NULL);
  g_autoptr (GBytes) bytes = g_bytes_new_static (COMING, strlen (COMING));
  g_autofree char *size = g_format_size (strlen (COMING));
  g_autoptr (GError) error = NULL;
  LfForm *form;

  app_set (self, "files", element);
  form = show_form (self);
  app_await (says, &(Saying){ GTK_WIDGET (form), "Not here yet" });
  click_open (GTK_WIDGET (form));
  app_await (has_problem, app_field (GTK_WIDGET (form), "files"));
  g_assert_true (lf_store_add_to_part_sync (self->store, element, bytes, &error));
  g_assert_true (lf_store_finish_part_sync (self->store, element, &error));
  g_assert_no_error (error);
  app_await (says, &(Saying){ GTK_WIDGET (form), size });
}

/* ---- Thumbnails ---- */

static void
on_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static gboolean
is_set (gpointer data)
{
  return *(gpointer *) data != NULL;
}

static GdkTexture *
load_thumbnail (AppFixture *self, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *element = lf_store_add_file_sync (self->store, path, &error);
  g_autoptr (GAsyncResult) result = NULL;

  g_assert_no_error (error);
  lf_thumbnail_load_async (self->store, element, NULL, on_loaded_cb, &result);
  app_await (is_set, &result);
  return lf_thumbnail_load_finish (result, NULL);
}

static char *
draw_picture (AppFixture *self)
{
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 400, 200);
  char *path = g_build_filename (self->folder, "图.png", NULL);

  gdk_pixbuf_fill (pixbuf, 0x33669900);
  g_assert_true (gdk_pixbuf_save (pixbuf, path, "png", NULL, NULL));
  return path;
}

static void
test_thumbnails (AppFixture *self, gconstpointer data)
{
  g_autofree char *picture = draw_picture (self);
  g_autofree char *cache
      = g_build_filename (lf_store_folder (self->store), "cache", "thumbnails", NULL);
  g_autoptr (GFile) text = make_file (self, "字.txt", "字");
  g_autoptr (GFile) liar = make_file (self, "假.png", "no picture");

  for (guint i = 0; i < 2; i++) /* made, then found */
    {
      g_autoptr (GdkTexture) texture = load_thumbnail (self, picture);

      g_assert_cmpint (gdk_texture_get_width (texture), ==, 96);
      g_assert_cmpint (gdk_texture_get_height (texture), ==, 48);
      g_assert_true (g_file_test (cache, G_FILE_TEST_IS_DIR));
    }
  g_assert_null (load_thumbnail (self, g_file_peek_path (text)));
  g_assert_null (load_thumbnail (self, g_file_peek_path (liar)));
}

/* ---- The record page ---- */

static gboolean
has_editor (gpointer page)
{
  return app_find (page, LF_TYPE_FILES_EDITOR) != NULL;
}

static gboolean
has_row (gpointer page)
{
  return app_find (page, LF_TYPE_FILE_ROW) != NULL;
}

static void
test_paste (AppFixture *self, gconstpointer data)
{
  GtkWidget *page = lf_record_page_new (self->context);
  g_autoptr (GFile) file = make_file (self, "协议.txt", "一式两份");
  GdkFileList *list;

  gtk_window_set_child (self->window, page);
  lf_record_page_set_record (LF_RECORD_PAGE (page), lf_schema_find ("project"), self->project);
  app_await (has_editor, page);
  list = gdk_file_list_new_from_list (&(GSList){ .data = file });
  gdk_clipboard_set (gtk_widget_get_clipboard (page), GDK_TYPE_FILE_LIST, list);
  g_boxed_free (GDK_TYPE_FILE_LIST, list);
  g_assert_true (gtk_widget_activate_action (page, "record.paste", NULL));
  app_await (has_files, &(Expected){ self, 1 });
  app_await (has_row, page);
}

#define ADD(path, function)                                                                        \
  g_test_add ("/files/" path, AppFixture, NULL, app_fixture_set_up, function, app_fixture_tear_down)

int
main (int argc, char *argv[])
{
  app_init (&argc, &argv);
  ADD ("several-are-one-edit", test_several_are_one_edit);
  ADD ("too-many", test_too_many);
  ADD ("too-large", test_too_large);
  ADD ("not-here-yet", test_not_here_yet);
  ADD ("thumbnails", test_thumbnails);
  ADD ("paste", test_paste);
  return g_test_run ();
}
