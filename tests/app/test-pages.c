/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the pages read and draw: timeline, relations, what the sync leaves, charts. */

#include "config.h"

#include "app-fixture.h"
#include "lf-chart-view.h"
#include "lf-charts-page.h"
#include "lf-report-choice.h"
#include "lf-clocks-chip.h"
#include "lf-conflict-card.h"
#include "lf-conflicts-page.h"
#include "lf-record-page-private.h"
#include "lf-relations.h"
#include "lf-report-table.h"
#include "lf-sync-report.h"
#include "lf-timeline-item.h"

static void
add_interaction (AppFixture *self, const char *subject, const char *date)
{
  g_autoptr (LfRecord) record = lf_record_new (lf_schema_find ("interaction"), NULL);
  g_autoptr (LfChange) change = lf_change_new ("talk");
  g_autoptr (GError) error = NULL;

  lf_record_set (record, "subject", subject);
  lf_record_set (record, "project", self->project);
  lf_record_set (record, "kind", "video");
  lf_record_set (record, "held_on", date);
  lf_change_create (change, record);
  g_assert_true (lf_store_commit_sync (self->store, change, &error));
  g_assert_no_error (error);
}

static GPtrArray *
read_timeline (AppFixture *self)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *items = lf_timeline_read_sync (
      self->store, &(LfTimelineQuery){ .entity = lf_schema_find ("project"), .id = self->project },
      /* cancellable= */ NULL, &error);

  g_assert_no_error (error);
  return items;
}

static void
test_timeline (AppFixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) items = NULL;

  add_interaction (self, "视频洽谈", "2023-03-18");
  app_set (self, "total_investment", "500000000.00 CNY");
  app_set (self, "enterprise", NULL);
  items = read_timeline (self);
  g_assert_cmpuint (items->len, ==, 4);
  g_assert_cmpstr (lf_timeline_item_get_text (items->pdata[0]), ==,
                   "Enterprise cleared, was: 天承生物");
  g_assert_cmpstr (lf_timeline_item_get_text (items->pdata[1]), ==,
                   "Total investment: CNY 560 million → CNY 500 million");
  g_assert_cmpstr (lf_timeline_item_get_text (items->pdata[2]), ==, "Project added");
  g_assert_cmpstr (lf_timeline_item_get_text (items->pdata[3]), ==, "Interaction: 视频洽谈");
  g_assert_cmpstr (lf_timeline_item_get_entity (items->pdata[3]), ==, "interaction");
}

/* A lamp that is red over the plan does not stand beside a clock that has days left, as if that
 * were why; a green one leaves the place to the clock. */
static void
test_lamp_says_why (AppFixture *self, gconstpointer data)
{
  const LfDate today = lf_date_today ();
  const LfDate late = lf_date_add_months (&today, -4), early = lf_date_add_months (&today, 4);
  g_autofree char *planned = lf_date_to_canonical (&late);
  g_autofree char *later = lf_date_to_canonical (&early);
  g_autofree char *signed_on = lf_date_to_canonical (&today);
  LfClocksChip *chip = g_object_new (LF_TYPE_CLOCKS_CHIP, NULL);
  g_autoptr (LfRecord) red = NULL;
  g_autoptr (LfRecord) green = NULL;

  gtk_window_set_child (self->window, GTK_WIDGET (chip));
  app_set (self, "stage", "signed");
  app_set (self, "signed_date", signed_on);
  app_set (self, "planned_start_date", planned);
  red = app_load (self, "project", self->project);
  lf_clocks_chip_show (chip, self->store, red);
  app_await_label (GTK_WIDGET (chip), "Red · The start was planned for ");
  app_set (self, "planned_start_date", later);
  green = app_load (self, "project", self->project);
  lf_clocks_chip_show (chip, self->store, green);
  app_await_label (GTK_WIDGET (chip), "Green · Land by ");
}

static void
test_relations (AppFixture *self, gconstpointer data)
{
  g_autoptr (LfRecord) project = app_load (self, "project", self->project);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) relations = NULL;
  const char *expected[]
      = { "interaction", "evaluation", "agreement", "funds_arrival", "land_case", "handover",
          "node",        "progress",   "problem",   "comment",       "contact" };
  const LfRelation *interactions;

  add_interaction (self, "甲", "2023-03-18");
  add_interaction (self, "乙", "2023-04");
  relations = lf_relations_read_sync (self->store, project, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (relations->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < relations->len; i++)
    g_assert_cmpstr (((LfRelation *) relations->pdata[i])->entity->name, ==, expected[i]);
  interactions = relations->pdata[0];
  g_assert_cmpint (interactions->n, ==, 2);
  g_assert_cmpstr (lf_record_get (interactions->records->pdata[0], "subject"), ==, "乙");
}

/* A contact made from a project belongs to the project's enterprise. */
static void
test_prepared (AppFixture *self, gconstpointer data)
{
  g_autoptr (LfRecord) project = app_load (self, "project", self->project);
  LfDate today = { 2023, 2, 5 };
  g_autoptr (LfRecord) contact = lf_relation_prepare (lf_schema_find ("contact"), project, &today);
  g_autoptr (LfRecord) handover
      = lf_relation_prepare (lf_schema_find ("handover"), project, &today);

  g_assert_cmpstr (lf_record_get (contact, "enterprise"), ==, self->enterprise);
  g_assert_cmpstr (lf_record_get (handover, "project"), ==, self->project);
  g_assert_cmpstr (lf_record_get (handover, "state"), ==, "prepared");
}

/* ---- What the sync leaves ---- */

static void
add_conflict (AppFixture *self)
{
  g_autoptr (LfRecord) conflict = lf_record_new (lf_schema_find ("conflict"), NULL);
  g_autoptr (LfChange) change = lf_change_new ("conflict");
  g_autoptr (GError) error = NULL;

  lf_record_set (conflict, "title", "杜仲叶项目");
  lf_record_set (conflict, "entity", "project");
  lf_record_set (conflict, "record", self->project);
  lf_record_set (conflict, "field", "total_investment");
  lf_record_set (conflict, "accepted_value", "560000000.00 CNY");
  lf_record_set (conflict, "accepted_author", "lina");
  lf_record_set (conflict, "accepted_device", "another");
  lf_record_set (conflict, "offered_value", "600000000.00 CNY");
  lf_record_set (conflict, "offered_author", "wang");
  lf_record_set (conflict, "offered_device", lf_store_device (self->store));
  lf_record_set (conflict, "state", "open");
  lf_change_create (change, conflict);
  g_assert_true (lf_store_commit_sync (self->store, change, &error));
  g_assert_no_error (error);
}

static void
test_sync_report (AppFixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LfSyncReport) report = NULL;
  const LfOpenConflict *conflict;

  add_conflict (self);
  report = lf_sync_report_read_sync (self->store, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (report->conflicts->len, ==, 1);
  conflict = report->conflicts->pdata[0];
  g_assert_cmpstr (conflict->mine.value, ==, "CNY 600 million");
  g_assert_cmpstr (conflict->theirs.value, ==, "CNY 560 million");
  g_assert_cmpstr (conflict->original, ==, "blank");
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
test_settle (AppFixture *self, gconstpointer data)
{
  GtkWidget *page = lf_conflicts_page_new (self->context);

  add_conflict (self);
  gtk_window_set_child (self->window, page);
  app_await (has_card, page);
  g_signal_emit_by_name (app_find (page, LF_TYPE_CONFLICT_CARD), "settled", LF_SETTLE_VALUE,
                         "5.8亿元");
  app_await_value (self, "total_investment", "580000000.00 CNY");
  app_await (has_no_card, page);
}

/* ---- The record page ---- */

static gboolean
shows_form (gpointer page)
{
  return app_field (page, "total_investment") != NULL;
}

static gboolean
shows_another_amount (gpointer page)
{
  return g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (app_text (page, "total_investment"))),
                    "CNY 10 million")
         == 0;
}

static void
test_record_page_keeps_up (AppFixture *self, gconstpointer data)
{
  GtkWidget *page = lf_record_page_new (self->context);

  gtk_window_set_child (self->window, page);
  lf_record_page_set_record (LF_RECORD_PAGE (page), lf_schema_find ("project"), self->project);
  app_await (shows_form, page);
  app_set (self, "total_investment", "10000000.00 CNY");
  app_await (shows_another_amount, page);
}

static gboolean
shows_name (gpointer page)
{
  return app_field (page, "name") != NULL;
}

static void
test_record_page_says_what_stays (AppFixture *self, gconstpointer data)
{
  GtkWidget *page = lf_record_page_new (self->context);

  gtk_window_set_child (self->window, page);
  lf_record_page_set_record (LF_RECORD_PAGE (page), lf_schema_find ("enterprise"),
                             self->enterprise);
  app_await (shows_name, page);
  gtk_widget_activate_action (page, "record.delete", NULL);
  while (self->toast == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (self->toast, ==, "“天承生物” deleted; 1 record that refers to it stays");
}

static void
test_record_page_deletes (AppFixture *self, gconstpointer data)
{
  GtkWidget *page = lf_record_page_new (self->context);
  g_autoptr (GError) error = NULL;
  g_autofree char *undone = NULL;

  gtk_window_set_child (self->window, page);
  lf_record_page_set_record (LF_RECORD_PAGE (page), lf_schema_find ("project"), self->project);
  app_await (shows_form, page);
  gtk_widget_activate_action (page, "record.delete", NULL);
  while (self->toast == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (self->toast, ==, "“杜仲叶项目” deleted");
  undone = lf_store_undo_sync (self->store, &error);
  g_assert_cmpstr (undone, ==, "Delete “杜仲叶项目”");
}

/* What was asked of a record that is no longer shown may come, and is let go. */
static void
test_record_page_lets_go (AppFixture *self, gconstpointer data)
{
  LfRecordPage *page = LF_RECORD_PAGE (lf_record_page_new (self->context));

  gtk_window_set_child (self->window, GTK_WIDGET (page));
  lf_record_page_set_record (page, lf_schema_find ("project"), self->project);
  app_await (shows_form, page);
  lf_record_page_read_marks (page);
  lf_record_page_set_record (page, NULL, NULL);
  g_assert_null (page->marking);
  app_settle ();
  g_assert_false (gtk_revealer_get_reveal_child (page->conflict_revealer));
  g_assert_cmpstr (gtk_stack_get_visible_child_name (page->pages), ==, "nothing");
}

/* ---- Charts ---- */

static gboolean
has_figures (gpointer page)
{
  GtkWidget *table = app_find (page, LF_TYPE_REPORT_TABLE);

  return table != NULL && app_find (table, GTK_TYPE_BUTTON) != NULL;
}

static void
on_open_list_cb (char **opened, const char *entity, const char *filter, const char *title)
{
  g_free (*opened);
  *opened = g_strdup (filter);
}

static void
test_charts_open_lists (AppFixture *self, gconstpointer data)
{
  GtkWidget *page = lf_charts_page_new (self->context);
  g_autofree char *opened = NULL;
  GtkWidget *chart;

  g_signal_connect_swapped (self->context, "open-list", G_CALLBACK (on_open_list_cb), &opened);
  gtk_window_set_child (self->window, page);
  app_await (has_figures, page);
  chart = app_find (page, LF_TYPE_CHART_VIEW);
  gtk_test_accessible_assert_role (chart, GTK_ACCESSIBLE_ROLE_IMG);
  g_signal_emit_by_name (chart, "activated", 0, 1);
  g_assert_nonnull (opened);
  g_signal_handlers_disconnect_by_data (self->context, &opened);
}

static GtkDropDown *
find_groups (GtkWidget *page)
{
  GtkWidget *found = app_find (page, GTK_TYPE_DROP_DOWN);

  return GTK_DROP_DOWN (found);
}

/* A6: clocks are drawn as days; a mark opens the projects it is of, and rows are what is chosen. */
static void
test_charts_clocks (AppFixture *self, gconstpointer data)
{
  GtkWidget *page = lf_charts_page_new (self->context);
  g_autofree char *opened = NULL;
  g_autoptr (LfChange) change = lf_change_new ("start");
  g_autoptr (LfRecord) project
      = lf_store_load_sync (self->store, lf_schema_find ("project"), self->project, NULL);
  GtkDropDown *groups;

  lf_change_edit (change, project, "stage", "started");
  lf_change_edit (change, project, "land_date", "2023-03-01");
  lf_change_edit (change, project, "started_date", "2023-05-22");
  g_assert_true (lf_store_commit_sync (self->store, change, NULL));
  g_signal_connect_swapped (self->context, "open-list", G_CALLBACK (on_open_list_cb), &opened);
  gtk_window_set_child (self->window, page);
  app_await (has_figures, page);
  groups = find_groups (page);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (groups)));
  gtk_widget_activate_action (page, "charts.report", "s", "clocks");
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (groups)));
  g_assert_cmpuint (g_list_model_get_n_items (gtk_drop_down_get_model (groups)), ==, 5);
  while (opened == NULL || strstr (opened, "stage=suspended") == NULL)
    {
      app_settle ();
      g_signal_emit_by_name (app_find (page, LF_TYPE_CHART_VIEW), "activated", 0, 4);
    }
  gtk_drop_down_set_selected (groups, 3);
  while (strstr (opened, "industry=") == NULL)
    {
      app_settle ();
      g_signal_emit_by_name (app_find (page, LF_TYPE_CHART_VIEW), "activated", 0, 4);
    }
  g_signal_handlers_disconnect_by_data (self->context, &opened);
}

/* A report is looked for once the input method is done, and its Enter chooses none. */
static void
test_charts_find_composing (AppFixture *self, gconstpointer data)
{
  GtkWidget *page = lf_charts_page_new (self->context);
  g_autofree char *before = NULL, *meanwhile = NULL, *after = NULL;
  GtkWidget *entry, *text;

  gtk_window_set_child (self->window, page);
  app_await (has_figures, page);
  g_object_get (page, "report-name", &before, NULL);
  entry = app_find (app_find (page, LF_TYPE_REPORT_CHOICE), GTK_TYPE_SEARCH_ENTRY);
  text = app_find (entry, GTK_TYPE_TEXT);
  g_signal_emit_by_name (text, "preedit-changed", "shi zhong");
  gtk_editable_set_text (GTK_EDITABLE (entry), "clocks");
  g_signal_emit_by_name (entry, "activate");
  g_object_get (page, "report-name", &meanwhile, NULL);
  g_assert_cmpstr (meanwhile, ==, before);
  g_signal_emit_by_name (text, "preedit-changed", "");
  g_signal_emit_by_name (entry, "activate");
  g_object_get (page, "report-name", &after, NULL);
  g_assert_cmpstr (after, !=, before);
}

static void
test_charts_switch (AppFixture *self, gconstpointer data)
{
  GtkWidget *page = lf_charts_page_new (self->context);

  gtk_window_set_child (self->window, page);
  app_await (has_figures, page);
  for (const char *const *name = lf_report_names (); *name != NULL; name++)
    {
      g_autofree char *shown = NULL;
      gtk_widget_activate_action (page, "charts.report", "s", *name);
      g_object_get (page, "report-name", &shown, NULL);
      g_assert_cmpstr (shown, ==, *name);
      app_settle ();
    }
}

#define ADD(path, function)                                                                        \
  g_test_add ("/pages/" path, AppFixture, NULL, app_fixture_set_up, function, app_fixture_tear_down)

int
main (int argc, char *argv[])
{
  app_init (&argc, &argv);
  ADD ("timeline", test_timeline);
  ADD ("lamp-says-why", test_lamp_says_why);
  ADD ("relations", test_relations);
  ADD ("prepared", test_prepared);
  ADD ("sync-report", test_sync_report);
  ADD ("settle", test_settle);
  ADD ("record-page-keeps-up", test_record_page_keeps_up);
  ADD ("record-page-deletes", test_record_page_deletes);
  ADD ("record-page-lets-go", test_record_page_lets_go);
  ADD ("record-page-says-what-stays", test_record_page_says_what_stays);
  ADD ("charts-open-lists", test_charts_open_lists);
  ADD ("charts-A6-clocks", test_charts_clocks);
  ADD ("charts-find-composing", test_charts_find_composing);
  ADD ("charts-switch", test_charts_switch);
  return g_test_run ();
}
