/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Parts of the window in a test's own process. */

#include "config.h"

#include "app-fixture.h"

#include "lf-field-row.h"
#include "lf-rules.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

#define DEADLINE_US (10 * G_USEC_PER_SEC)

void
app_init (int *argc, char ***argv)
{
  gtk_test_init (argc, argv, NULL);
  setlocale (LC_ALL, "C.UTF-8");
  adw_init ();
}

/* ---- Waiting ---- */

/* What the windows say, for who reads why a test waited in vain. */
static void
print_labels (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget))
    g_printerr ("%s“%s”\n", gtk_widget_get_mapped (widget) ? "" : "(hidden) ",
                gtk_label_get_text (GTK_LABEL (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    print_labels (child);
}

static void
print_windows (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      g_printerr ("window of type %s:\n", G_OBJECT_TYPE_NAME (window));
      print_labels (window);
    }
}

static gboolean
wake_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

void
app_await (AppCondition condition, gpointer data)
{
  gint64 deadline = g_get_monotonic_time () + DEADLINE_US;
  guint id = g_timeout_add (20, wake_cb, NULL); /* so that the deadline is seen */

  while (!condition (data))
    {
      if (g_get_monotonic_time () >= deadline)
        {
          print_windows ();
          g_assert_not_reached ();
        }
      g_main_context_iteration (NULL, TRUE);
    }
  g_source_remove (id);
}

void
app_settle (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

gboolean
app_is_gone (gpointer weak)
{
  return *(gpointer *) weak == NULL;
}

/* ---- The fixture ---- */

static void
on_toast_cb (AppFixture *self, const char *text, gboolean has_undo)
{
  g_free (self->toast);
  self->toast = g_strdup (text);
}

static void
fill (AppFixture *self)
{
  g_autoptr (LfChange) change = lf_change_new ("begin");
  g_autoptr (LfRecord) enterprise = lf_record_new (lf_schema_find ("enterprise"), NULL);
  g_autoptr (LfRecord) project = lf_record_new (lf_schema_find ("project"), NULL);
  g_autoptr (GError) error = NULL;

  lf_record_set (enterprise, "name", "天承生物");
  lf_record_set (project, "name", "杜仲叶项目");
  lf_record_set (project, "stage", "lead");
  lf_record_set (project, "enterprise", lf_record_id (enterprise));
  lf_record_set (project, "total_investment", "560000000.00 CNY");
  lf_change_create (change, enterprise);
  lf_change_create (change, project);
  g_assert_true (lf_store_commit_sync (self->store, change, &error));
  g_assert_no_error (error);
  self->enterprise = g_strdup (lf_record_id (enterprise));
  self->project = g_strdup (lf_record_id (project));
}

void
app_fixture_set_up (AppFixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

  self->folder = g_dir_make_tmp ("landfall-app-XXXXXX", &error);
  g_assert_no_error (error);
  path = g_build_filename (self->folder, "store", NULL);
  self->store = lf_store_open_sync (path, LF_STORE_OPEN_CREATE, &error);
  g_assert_no_error (error);
  fill (self);
  self->context = lf_app_context_new (self->store);
  g_signal_connect_swapped (self->context, "toast", G_CALLBACK (on_toast_cb), self);
  self->window = GTK_WINDOW (gtk_window_new ());
  gtk_window_set_default_size (self->window, 500, 700);
  gtk_window_present (self->window);
}

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);
      remove_folder (child);
    }
  g_remove (path);
}

/* Gives the test's reference back; reads still under way may hold theirs until they are answered.
 */
static void
await_finalized (gpointer object)
{
  gpointer weak = object;

  g_test_message ("waiting for the end of %s", G_OBJECT_TYPE_NAME (object));
  g_object_add_weak_pointer (object, &weak);
  g_object_unref (object);
  app_await (app_is_gone, &weak);
}

/* Wherever the pointer rests on a window GTK 4.8 waits half a second for a tooltip. If the window
 * goes meanwhile, it asks for the pointer's place within a surface that is no more. */
static gboolean
no_tooltip_waits (gpointer display)
{
  GSource *source = g_main_context_find_source_by_user_data (NULL, display);

  return source == NULL
         || g_strcmp0 (g_source_get_name (source), "[gtk] tooltip_popup_timeout") != 0;
}

void
app_fixture_tear_down (AppFixture *self, gconstpointer data)
{
  app_settle ();
  app_await (no_tooltip_waits, gdk_display_get_default ());
  gtk_window_destroy (self->window);
  app_settle ();
  g_signal_handlers_disconnect_by_data (self->context, self);
  await_finalized (self->context);
  lf_store_close_sync (self->store);
  app_settle ();
  await_finalized (self->store);
  remove_folder (self->folder);
  g_free (self->folder);
  g_free (self->enterprise);
  g_free (self->project);
  g_free (self->toast);
}

/* ---- The store ---- */

LfRecord *
app_load (AppFixture *self, const char *entity, const char *id)
{
  g_autoptr (GError) error = NULL;
  LfRecord *record = lf_store_load_sync (self->store, lf_schema_find (entity), id, &error);

  g_assert_no_error (error);
  return record;
}

char *
app_add (AppFixture *self, const char *entity, const char *field, ...)
{
  g_autoptr (LfRecord) record = lf_record_new (lf_schema_find (entity), NULL);
  g_autoptr (LfChange) change = lf_change_new (entity);
  g_autoptr (GError) error = NULL;
  const LfDate today = lf_date_today ();
  va_list values;

  lf_rules_fill_new (record, &today);
  va_start (values, field);
  for (; field != NULL; field = va_arg (values, const char *))
    lf_record_set (record, field, va_arg (values, const char *));
  va_end (values);
  lf_change_create (change, record);
  g_assert_true (lf_store_commit_sync (self->store, change, &error));
  g_assert_no_error (error);
  return g_strdup (lf_record_id (record));
}

char *
app_value (AppFixture *self, const char *field)
{
  g_autoptr (LfRecord) record = app_load (self, "project", self->project);

  return g_strdup (lf_record_get (record, field));
}

typedef struct
{
  AppFixture *fixture;
  const char *field, *value;
} Expected;

static gboolean
has_value (gpointer data)
{
  const Expected *expected = data;
  g_autofree char *value = app_value (expected->fixture, expected->field);

  return g_strcmp0 (value, expected->value) == 0;
}

void
app_await_value (AppFixture *self, const char *field, const char *value)
{
  app_await (has_value, &(Expected){ self, field, value });
}

void
app_set (AppFixture *self, const char *field, const char *value)
{
  g_autoptr (LfRecord) record = app_load (self, "project", self->project);
  g_autoptr (LfChange) change = lf_change_new ("set");
  g_autoptr (GError) error = NULL;

  lf_change_edit (change, record, field, value);
  g_assert_true (lf_store_commit_sync (self->store, change, &error));
  g_assert_no_error (error);
}

gboolean
app_is_told (gpointer data)
{
  AppFixture *self = data;

  return self->toast != NULL;
}

guint
app_count (AppFixture *self, const char *entity, const char *where)
{
  LfDate today = lf_date_today ();
  g_autoptr (GError) error = NULL;
  g_autoptr (LfQuery) query = lf_query_parse (lf_schema_find (entity), where, NULL, &today, &error);
  LfSummary summary = { 0 };

  g_assert_no_error (error);
  g_assert_true (lf_store_summary_sync (self->store, query, &summary, &error));
  return (guint) summary.n;
}

void
app_undo (AppFixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *label = lf_store_undo_sync (self->store, &error);

  g_assert_no_error (error);
  g_assert_nonnull (label);
}

/* ---- Widgets ---- */

GtkWidget *
app_find (GtkWidget *root, GType type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (root, type))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = app_find (child, type);
      if (found != NULL)
        return found;
    }
  return NULL;
}

GtkWidget *
app_find_label (GtkWidget *root, const char *text)
{
  GtkWidget *found = NULL;

  if (!gtk_widget_get_mapped (root))
    return NULL;
  if (GTK_IS_LABEL (root) && strstr (gtk_label_get_text (GTK_LABEL (root)), text) != NULL)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); found == NULL && child != NULL;
       child = gtk_widget_get_next_sibling (child))
    found = app_find_label (child, text);
  return found;
}

typedef struct
{
  GtkWidget *root;
  const char *text;
} Look;

static gboolean
has_label (gpointer data)
{
  const Look *look = data;

  return app_find_label (look->root, look->text) != NULL;
}

static gboolean
has_no_label (gpointer data)
{
  return !has_label (data);
}

void
app_await_label (GtkWidget *root, const char *text)
{
  g_test_message ("waiting for “%s”", text);
  app_await (has_label, &(Look){ root, text });
}

void
app_await_no_label (GtkWidget *root, const char *text)
{
  g_test_message ("waiting for “%s” to go", text);
  app_await (has_no_label, &(Look){ root, text });
}

GtkWidget *
app_find_dialog (GType type)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *window = windows; window != NULL; window = window->next)
    if (G_TYPE_CHECK_INSTANCE_TYPE (window->data, type) && gtk_widget_get_visible (window->data))
      return window->data;
  return NULL;
}

static gboolean
has_dialog (gpointer type)
{
  return app_find_dialog (*(GType *) type) != NULL;
}

GtkWidget *
app_await_dialog (GType type)
{
  app_await (has_dialog, &type);
  return app_find_dialog (type);
}

static gboolean
has_no_dialog (gpointer type)
{
  return app_find_dialog (*(GType *) type) == NULL;
}

void
app_await_no_dialog (GType type)
{
  app_await (has_no_dialog, &type);
}

GtkWidget *
app_field (GtkWidget *root, const char *field)
{
  if (LF_IS_FIELD_ROW (root)
      && g_str_equal (lf_field_row_get_field (LF_FIELD_ROW (root))->name, field))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = app_field (child, field);
      if (found != NULL)
        return found;
    }
  return NULL;
}

GtkText *
app_text (GtkWidget *root, const char *field)
{
  GtkWidget *row = app_field (root, field);
  GtkWidget *text = row == NULL ? NULL : app_find (row, GTK_TYPE_TEXT);

  g_assert_nonnull (text);
  return GTK_TEXT (text);
}

void
app_type (GtkText *text, const char *typed)
{
  gtk_widget_grab_focus (GTK_WIDGET (text));
  app_settle ();
  gtk_editable_set_text (GTK_EDITABLE (text), typed);
}

void
app_enter (GtkText *text, const char *typed)
{
  app_type (text, typed);
  g_signal_emit_by_name (text, "activate");
}
