/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What waits to be sent, what was refused, what is settled together, and the question before a mass
 * of changes goes out. */

#include "config.h"

#include "app-fixture.h"
#include "fake-monitor.h"
#include "fake-transport.h"
#include "lf-conflict-card.h"
#include "lf-conflicts-page.h"
#include "lf-pending-entry.h"
#include "lf-pending-page.h"
#include "lf-question-dialog.h"
#include "lf-refused-row.h"
#include "lf-store-files.h"
#include "lf-sync-button.h"
#include "lf-window-private.h"

#include <string.h>

#define MANY 10000

/* ---- Pending changes ---- */

typedef struct
{
  GtkWidget *page;
  guint n;
} Wanted;

static gboolean
lists (gpointer data)
{
  const Wanted *wanted = data;

  return g_list_model_get_n_items (lf_pending_page_get_entries (LF_PENDING_PAGE (wanted->page)))
         == wanted->n;
}

static void
await_entries (GtkWidget *page, guint n)
{
  Wanted wanted = { page, n };

  app_await (lists, &wanted);
}

static void
assert_entry (GtkWidget *page, guint place, const char *edits, const char *held)
{
  g_autoptr (LfPendingEntry) entry
      = g_list_model_get_item (lf_pending_page_get_entries (LF_PENDING_PAGE (page)), place);

  g_assert_cmpstr (lf_pending_entry_get_edits (entry), ==, edits);
  g_assert_cmpstr (lf_pending_entry_get_held (entry), ==, held);
}

static void
add_parks (AppFixture *self, guint n)
{
  g_autoptr (LfChange) change = lf_change_new ("Parks");

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (LfRecord) park = lf_record_new (lf_schema_find ("park"), NULL);

      lf_record_set (park, "name", "园区");
      lf_change_create (change, park);
    }
  g_assert_true (lf_store_commit_sync (self->store, change, NULL));
}

static guint
n_pending (AppFixture *self)
{
  g_autoptr (GPtrArray) all = lf_store_pending_sync (self->store, 0, 100, NULL);
  guint n = 0;

  for (guint i = 0; i < all->len; i++)
    n += ((LfPending *) all->pdata[i])->change->ops->len;
  return n;
}

static void
on_open_record_cb (LfAppContext *context, const char *entity, const char *id, char **ret_id)
{
  g_free (*ret_id);
  *ret_id = g_strdup (id);
}

static void
test_pending (AppFixture *self, gconstpointer data)
{
  GtkWidget *page = lf_pending_page_new (self->context);
  guint n = n_pending (self);
  g_autofree char *opened = NULL;
  GtkWidget *list;

  gtk_window_set_child (self->window, page);
  await_entries (page, n);
  app_set (self, "total_investment", "100000000.00 CNY");
  app_set (self, "total_investment", "200000000.00 CNY");
  await_entries (page, n + 2);
  assert_entry (page, n + 1, "Total investment: CNY 100 million → CNY 200 million", NULL);
  add_parks (self, 1);
  await_entries (page, n + 3);
  assert_entry (page, n + 2, "New record\nName: 园区", NULL);
  g_signal_connect (self->context, "open-record", G_CALLBACK (on_open_record_cb), &opened);
  list = app_find (page, GTK_TYPE_LIST_VIEW);
  g_signal_emit_by_name (list, "activate", n + 1);
  g_assert_cmpstr (opened, ==, self->project);
}

/* Takes the place of a server that answers the newest change. */
static void
refuse_newest (AppFixture *self, const char *reason)
{
  g_autoptr (GPtrArray) all = lf_store_pending_sync (self->store, 0, 100, NULL);
  const LfPending *newest = all->pdata[all->len - 1];
  g_autoptr (GPtrArray) answers = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_answer_free);
  LfAnswer *answer = lf_answer_new (newest->change->id, LF_ANSWER_REFUSED);
  g_autoptr (GError) error = NULL;

  answer->reason = g_strdup (reason);
  answer->message = g_strdup ("no");
  g_ptr_array_add (answers, answer);
  lf_store_take_answers_sync (self->store, answers, &error);
  g_assert_no_error (error);
}

static void
test_held (AppFixture *self, gconstpointer data)
{
  GtkWidget *page = lf_pending_page_new (self->context);
  guint n;

  app_set (self, "total_investment", "100000000.00 CNY");
  refuse_newest (self, "invalid");
  app_set (self, "jobs", "30");
  n = n_pending (self);
  gtk_window_set_child (self->window, page);
  await_entries (page, n);
  {
    g_autoptr (LfPendingEntry) entry
        = g_list_model_get_item (lf_pending_page_get_entries (LF_PENDING_PAGE (page)), n - 1);

    g_assert_nonnull (strstr (lf_pending_entry_get_held (entry), "Waits until the refused"));
  }
}

static gboolean
on_beat_cb (gpointer data)
{
  gint64 *beat = data; /* the last one, and the longest pause */
  gint64 now = g_get_monotonic_time ();

  beat[1] = MAX (beat[1], now - beat[0]);
  beat[0] = now;
  return G_SOURCE_CONTINUE;
}

static void
test_many_without_a_stall (AppFixture *self, gconstpointer data)
{
  GtkWidget *page = lf_pending_page_new (self->context);
  guint n = n_pending (self);
  gint64 beat[2] = { 0, 0 };
  guint id;

  for (guint i = 0; i < MANY / 50; i++)
    {
      g_autoptr (LfChange) change = lf_change_new ("Parks");

      for (guint j = 0; j < 50; j++)
        {
          g_autoptr (LfRecord) park = lf_record_new (lf_schema_find ("park"), NULL);

          lf_record_set (park, "name", "园区");
          lf_change_create (change, park);
        }
      g_assert_true (lf_store_commit_sync (self->store, change, NULL));
    }
  app_settle ();
  gtk_window_set_child (self->window, page);
  beat[0] = g_get_monotonic_time ();
  id = g_timeout_add (10, on_beat_cb, beat);
  await_entries (page, n + MANY);
  g_source_remove (id);
  g_test_message ("the longest pause was %" G_GINT64_FORMAT " ms", beat[1] / 1000);
  g_assert_cmpint (beat[1], <, 2 * G_USEC_PER_SEC); /* with sanitizers on a busy machine */
}

/* ---- Conflicts ---- */

static void
add_conflict (AppFixture *self, const char *field, const char *theirs, const char *mine)
{
  g_autoptr (LfRecord) conflict = lf_record_new (lf_schema_find ("conflict"), NULL);
  g_autoptr (LfChange) change = lf_change_new ("conflict");
  g_autoptr (GError) error = NULL;

  lf_record_set (conflict, "entity", "project");
  lf_record_set (conflict, "record", self->project);
  lf_record_set (conflict, "field", field);
  lf_record_set (conflict, "accepted_value", theirs);
  lf_record_set (conflict, "accepted_device", "another");
  lf_record_set (conflict, "offered_value", mine);
  lf_record_set (conflict, "offered_device", lf_store_device (self->store));
  lf_record_set (conflict, "state", "open");
  lf_change_create (change, conflict);
  g_assert_true (lf_store_commit_sync (self->store, change, &error));
  g_assert_no_error (error);
}

static gboolean
has_card (gpointer page)
{
  return app_find (page, LF_TYPE_CONFLICT_CARD) != NULL;
}

static gboolean
has_no_card (gpointer page)
{
  return !has_card (page);
}

static void
test_bundle_is_one_card (AppFixture *self, gconstpointer data)
{
  GtkWidget *page = lf_conflicts_page_new (self->context);
  g_autoptr (LfSyncReport) report = NULL;
  const LfOpenConflict *conflict;

  add_conflict (self, "next_step", "visit", "call");
  add_conflict (self, "next_step_date", "2026-03-05", "2026-04-01");
  report = lf_sync_report_read_sync (self->store, NULL);
  g_assert_cmpuint (report->conflicts->len, ==, 1);
  conflict = report->conflicts->pdata[0];
  g_assert_cmpuint (conflict->n_fields, ==, 2);
  g_assert_nonnull (strstr (conflict->mine.value, "call\n"));
  gtk_window_set_child (self->window, page);
  app_await (has_card, page);
  lf_conflict_card_set_selected (LF_CONFLICT_CARD (app_find (page, LF_TYPE_CONFLICT_CARD)), TRUE);
  gtk_widget_activate_action (page, "conflicts.mine", NULL);
  app_await_value (self, "next_step", "call");
  app_await_value (self, "next_step_date", "2026-04-01");
  app_await (has_no_card, page);
}

/* ---- Refused ---- */

static gboolean
has_refused (gpointer page)
{
  return app_find (page, LF_TYPE_REFUSED_ROW) != NULL;
}

static gboolean
has_no_refused (gpointer page)
{
  return !has_refused (page);
}

static GtkWidget *
show_refused (AppFixture *self)
{
  GtkWidget *page = lf_conflicts_page_new (self->context);

  app_set (self, "total_investment", "100000000.00 CNY");
  refuse_newest (self, "invalid");
  gtk_window_set_child (self->window, page);
  app_await (has_refused, page);
  return page;
}

static void
test_refused_is_changed_and_sent (AppFixture *self, gconstpointer data)
{
  GtkWidget *page = show_refused (self);
  GtkWidget *row = app_find (page, LF_TYPE_REFUSED_ROW);
  GtkWidget *entry = app_find (row, ADW_TYPE_ENTRY_ROW);

  g_assert_nonnull (entry);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "CNY 100 million");
  gtk_editable_set_text (GTK_EDITABLE (entry), "plenty");
  g_signal_emit_by_name (row, "answered", LF_REFUSED_SEND_AGAIN);
  g_assert_true (gtk_widget_has_css_class (entry, "error"));
  gtk_editable_set_text (GTK_EDITABLE (entry), "3亿元");
  g_signal_emit_by_name (row, "answered", LF_REFUSED_SEND_AGAIN);
  app_await_value (self, "total_investment", "300000000.00 CNY");
  app_await (has_no_refused, page);
}

/* A note is read where it was refused, the new one, too: nobody has it but its author (G2). */
static void
test_refused_is_read_whole (AppFixture *self, gconstpointer data)
{
  g_autoptr (LfSyncReport) report = NULL;

  app_set (self, "note", "First");
  app_set (self, "note", "Second\nof two lines");
  refuse_newest (self, "invalid");
  report = lf_sync_report_read_sync (self->store, NULL);
  g_assert_cmpuint (report->refused->len, ==, 1);
  g_assert_cmpstr (((LfRefusedChange *) report->refused->pdata[0])->edits, ==,
                   "Note: Second\nof two lines");
}

static LfQuestionDialog *
find_question (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (LF_IS_QUESTION_DIALOG (window))
        return LF_QUESTION_DIALOG (window);
    }
  return NULL;
}

static gboolean
is_asked (gpointer data)
{
  return find_question () != NULL;
}

static void
test_discarding_asks (AppFixture *self, gconstpointer data)
{
  GtkWidget *page = show_refused (self);

  g_signal_emit_by_name (app_find (page, LF_TYPE_REFUSED_ROW), "answered", LF_REFUSED_DISCARD);
  g_assert_true (is_asked (NULL));
  gtk_widget_activate_action (GTK_WIDGET (find_question ()), "question.answer", "s", "keep");
  app_settle ();
  g_assert_true (has_refused (page));
  g_signal_emit_by_name (app_find (page, LF_TYPE_REFUSED_ROW), "answered", LF_REFUSED_DISCARD);
  gtk_widget_activate_action (GTK_WIDGET (find_question ()), "question.answer", "s", "discard");
  app_await (has_no_refused, page);
}

/* ---- A mass of changes (G13) ---- */

static void
delete_parks (AppFixture *self)
{
  g_autoptr (LfQuery) query = lf_query_new (lf_schema_find ("park"), NULL, NULL);
  g_autoptr (GPtrArray) parks = lf_store_list_sync (self->store, query, 0, NULL);
  g_autoptr (LfChange) change = lf_change_new ("Delete");

  for (guint i = 0; i < parks->len; i++)
    lf_change_delete (change, parks->pdata[i]);
  g_assert_true (lf_store_commit_sync (self->store, change, NULL));
}

static gboolean
has_sent_all (gpointer data)
{
  AppFixture *self = data;

  return lf_store_count_pending_sync (self->store, NULL) == 0;
}

/* ---- Networks that cost ---- */

static gboolean
is_held (gpointer data)
{
  AppFixture *self = data;
  gint64 n_held;

  g_object_get (lf_app_context_sync (self->context), "n-files-held", &n_held, NULL);
  return n_held == 1;
}

static gboolean
has_arrived (gpointer server)
{
  return fake_transport_n_blobs (server) == 1;
}

static void
attach_large (AppFixture *self)
{
  g_autofree char *path = g_build_filename (self->folder, "plan.pdf", NULL);
  g_autofree char *bytes = g_malloc0 (LF_SYNC_SMALL_FILE + 1);
  g_autofree char *element = NULL;
  g_autoptr (LfRecord) project = lf_record_new (lf_schema_find ("project"), NULL);
  g_autoptr (LfChange) change = lf_change_new ("Attach");
  LfDate today = lf_date_today ();

  g_assert_true (g_file_set_contents (path, bytes, LF_SYNC_SMALL_FILE + 1, NULL));
  element = lf_store_add_file_sync (self->store, path, NULL);
  lf_rules_fill_new (project, &today);
  lf_record_set (project, "name", "Plan");
  lf_record_set (project, "files", element);
  lf_change_create (change, project);
  g_assert_true (lf_store_commit_sync (self->store, change, NULL));
}

/* The popover says that a large file waits, and sends it when asked to. */
static void
test_metered (AppFixture *self, gconstpointer data)
{
  FakeTransport *server = fake_transport_new (100);
  FakeMonitor *monitor = fake_monitor_new ();
  LfSyncService *sync = lf_app_context_sync (self->context);
  LfWindow *window = lf_window_new (NULL, self->context);
  GtkWidget *parts = app_find (GTK_WIDGET (window), LF_TYPE_SYNC_BUTTON);
  GtkWidget *held = GTK_WIDGET (gtk_widget_get_template_child (parts, LF_TYPE_SYNC_BUTTON, "held"));
  GtkWidget *button = GTK_WIDGET (
      gtk_widget_get_template_child (parts, LF_TYPE_SYNC_BUTTON, "send_files_button"));

  gtk_window_present (GTK_WINDOW (window));
  g_assert_false (gtk_widget_get_visible (button));
  attach_large (self);
  fake_monitor_set (monitor, TRUE, TRUE, G_NETWORK_CONNECTIVITY_FULL);
  lf_sync_service_set_monitor (sync, G_NETWORK_MONITOR (monitor));
  lf_sync_service_set_transport (sync, LF_TRANSPORT (server));
  lf_sync_service_start (sync);
  app_await (is_held, self);
  app_settle ();
  g_assert_true (gtk_widget_get_visible (held) && gtk_widget_get_visible (button));
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (held)), ==,
                   "1 large file is waiting for a network that does not cost");
  gtk_widget_activate_action (GTK_WIDGET (window), "win.send-files", NULL);
  app_await (has_arrived, server);
  lf_sync_service_stop (sync);
  lf_sync_service_set_transport (sync, NULL);
  lf_sync_service_set_monitor (sync, NULL);
  gtk_window_destroy (GTK_WINDOW (window));
  app_settle ();
  g_assert_finalize_object (monitor);
  g_assert_finalize_object (server);
}

/* Rounds follow each other; in between there is nothing to ask about. */
static gboolean
has_mass (gpointer sync)
{
  return lf_sync_service_get_mass (sync) != NULL;
}

static void
test_g13_window_asks (AppFixture *self, gconstpointer data)
{
  FakeTransport *server = fake_transport_new (100);
  LfSyncService *sync = lf_app_context_sync (self->context);
  LfWindow *window = lf_window_new (NULL, self->context);

  gtk_window_present (GTK_WINDOW (window));
  add_parks (self, 30);
  lf_sync_service_set_transport (sync, LF_TRANSPORT (server));
  lf_sync_service_start (sync);
  app_await (has_sent_all, self);
  delete_parks (self);
  lf_sync_service_start (sync);
  app_await (is_asked, NULL);
  gtk_widget_activate_action (GTK_WIDGET (find_question ()), "question.answer", "s", "look");
  g_assert_cmpstr (window->view, ==, "pending");
  g_assert_false (has_sent_all (self));
  app_await (has_mass, sync);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.review-sending", NULL);
  g_assert_true (is_asked (NULL));
  gtk_widget_activate_action (GTK_WIDGET (find_question ()), "question.answer", "s", "send");
  app_await (has_sent_all, self);
  lf_sync_service_stop (sync);
  lf_sync_service_set_transport (sync, NULL);
  gtk_window_destroy (GTK_WINDOW (window));
  app_settle ();
  g_assert_finalize_object (server);
}

static void
add (const char *path, void (*func) (AppFixture *, gconstpointer))
{
  g_test_add (path, AppFixture, NULL, app_fixture_set_up, func, app_fixture_tear_down);
}

int
main (int argc, char **argv)
{
  app_init (&argc, &argv);
  add ("/app/sending/pending", test_pending);
  add ("/app/sending/held", test_held);
  add ("/app/sending/many-without-a-stall", test_many_without_a_stall);
  add ("/app/sending/bundle-is-one-card", test_bundle_is_one_card);
  add ("/app/sending/refused-is-changed-and-sent", test_refused_is_changed_and_sent);
  add ("/app/sending/refused-is-read-whole", test_refused_is_read_whole);
  add ("/app/sending/discarding-asks", test_discarding_asks);
  add ("/app/sending/G13-window-asks", test_g13_window_asks);
  add ("/app/sending/metered", test_metered);
  return g_test_run ();
}
