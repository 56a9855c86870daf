/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The chains page (domain.md L2–L4): from a gap to a target and a lead, by click and by key. */

#include "config.h"

#include "app-fixture.h"
#include "lf-chain-lists.h"
#include "lf-chain-ones.h"
#include "lf-chain-side.h"
#include "lf-chains-page.h"
#include "lf-fishbone-view.h"
#include "lf-rows-dialog.h"

#include <string.h>

typedef struct
{
  AppFixture *app;
  char *chain, *design, *packaging;
  GtkWidget *page;
} Story;

static gboolean
has_fishbone (gpointer page)
{
  GtkWidget *fishbone = app_find (page, LF_TYPE_FISHBONE_VIEW);

  return fishbone != NULL && gtk_widget_get_mapped (fishbone)
         && gtk_widget_get_first_child (fishbone) != NULL
         && gtk_widget_get_width (gtk_widget_get_first_child (fishbone)) > 1;
}

static gboolean
is_empty (gpointer page)
{
  GtkWidget *status = app_find (page, ADW_TYPE_STATUS_PAGE);

  return status != NULL && gtk_widget_get_mapped (status);
}

static void
begin (Story *self, AppFixture *app)
{
  self->app = app;
  self->chain = app_add (app, "chain", "name", "集成电路", NULL);
  self->design = app_add (app, "segment", "name", "设计", "chain", self->chain, "position", "1",
                          "gap", "缺设计", NULL);
  self->packaging
      = app_add (app, "segment", "name", "封装", "chain", self->chain, "position", "2", NULL);
  app_set (app, "segment", self->packaging);
  app_set (app, "chain", self->chain);
  self->page = lf_chains_page_new (app->context);
  gtk_window_set_default_size (app->window, 1100, 700);
  gtk_window_set_child (app->window, self->page);
  app_await (has_fishbone, self->page);
}

static void
end (Story *self)
{
  g_free (self->chain);
  g_free (self->design);
  g_free (self->packaging);
}

static LfFishboneView *
fishbone_of (Story *self)
{
  return LF_FISHBONE_VIEW (app_find (self->page, LF_TYPE_FISHBONE_VIEW));
}

static gboolean
has_dialog (gpointer unused)
{
  return app_find_dialog (LF_TYPE_ROWS_DIALOG) != NULL;
}

static gboolean
has_target (gpointer fixture)
{
  return app_count (fixture, "target", "") == 1;
}

static gboolean
has_lead (gpointer fixture)
{
  return app_count (fixture, "target", "state=won") == 1;
}

/* L2, L3: the gap is what is chosen; a target for it, and then a lead, in one act each */
static void
test_gap (AppFixture *app, gconstpointer data)
{
  Story story = { NULL };
  g_autoptr (LfQuery) query = lf_query_new (lf_schema_find ("target"), NULL, NULL);
  g_autoptr (GPtrArray) targets = NULL;
  g_autofree char *leads = NULL;
  const LfRecord *target;

  begin (&story, app);
  g_assert_cmpint (lf_fishbone_view_get_selected (fishbone_of (&story)), ==, 0);
  app_await_label (story.page, "缺设计");
  gtk_widget_activate_action (story.page, "chain.new-target", NULL);
  app_await (has_dialog, NULL);
  app_enter (app_text (app_find_dialog (LF_TYPE_ROWS_DIALOG), "name"), "韦尔股份");
  gtk_widget_activate_action (app_find_dialog (LF_TYPE_ROWS_DIALOG), "dialog.save", NULL);
  app_await (has_target, app);
  app_await_label (story.page, "韦尔股份");
  targets = lf_store_list_sync (app->store, query, 0, NULL);
  target = targets->pdata[0];
  g_assert_cmpstr (lf_record_get (target, "segment"), ==, story.design);
  g_assert_cmpstr (lf_record_get (target, "chain"), ==, story.chain);
  gtk_widget_activate_action (story.page, "chain.lead", "s", lf_record_id (target));
  app_await (has_lead, app);
  leads = g_strdup_printf ("stage=lead and segment=\"%s\"", story.design);
  g_assert_cmpuint (app_count (app, "project", leads), ==, 1);
  app_undo (app);
  g_assert_cmpuint (app_count (app, "project", leads), ==, 0);
  end (&story);
}

/* A segment that is chosen is told of. */
static void
test_choose (AppFixture *app, gconstpointer data)
{
  Story story = { NULL };

  begin (&story, app);
  lf_fishbone_view_select (fishbone_of (&story), 1);
  app_await_label (story.page, "杜仲叶项目");
  lf_fishbone_view_select (fishbone_of (&story), -1);
  app_await_label (story.page, "Choose a segment");
  end (&story);
}

static gboolean
has_ones (gpointer fixture)
{
  return app_count (fixture, "kit_item", "") == 7;
}

static gboolean
has_one_done (gpointer fixture)
{
  return app_count (fixture, "kit_item", "is_done=1") == 1;
}

/* L4 */
static void
test_ones (AppFixture *app, gconstpointer data)
{
  Story story = { NULL };
  GtkWidget *check;

  begin (&story, app);
  app_await_label (story.page, "0 of 7");
  gtk_widget_activate_action (story.page, "chain.fill-ones", NULL);
  app_await (has_ones, app);
  app_await_label (story.page, "Task force");
  check = app_find (app_find (story.page, LF_TYPE_CHAIN_ONES), GTK_TYPE_CHECK_BUTTON);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
  app_await (has_one_done, app);
  app_await_label (story.page, "1 of 7");
  end (&story);
}

static void
test_none (AppFixture *app, gconstpointer data)
{
  GtkWidget *page = lf_chains_page_new (app->context);

  gtk_window_set_child (app->window, page);
  app_await (is_empty, page);
}

#define ADD(path, func)                                                                            \
  g_test_add (path, AppFixture, NULL, app_fixture_set_up, func, app_fixture_tear_down)

static gboolean
has_lists (gpointer data)
{
  return app_find_dialog (LF_TYPE_CHAIN_LISTS) != NULL;
}

/* V12: seven lists with how many are in each; the policies are those that name the chain. */
static void
test_lists (AppFixture *self, gconstpointer data)
{
  g_autofree char *id = app_add (self, "chain", "name", "光电", NULL);
  g_autofree char *policy = app_add (self, "policy", "name", "链上十条", "chains", id, NULL);
  g_autofree char *other = app_add (self, "policy", "name", "别的", NULL);
  g_autoptr (LfRecord) chain = app_load (self, "chain", id);
  GtkWidget *dialog;

  g_assert_true (policy != NULL && other != NULL);
  lf_chain_lists_present (self->window, self->context, chain);
  app_await (has_lists, NULL);
  dialog = app_find_dialog (LF_TYPE_CHAIN_LISTS);
  app_await_label (dialog, "Policies (1)");
  app_await_label (dialog, "链上十条");
  g_assert_null (app_find_label (dialog, "别的"));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (app_find (dialog, GTK_TYPE_DROP_DOWN)), 0);
  app_await_label (dialog, "None yet.");
  gtk_window_destroy (GTK_WINDOW (dialog));
}

int
main (int argc, char *argv[])
{
  app_init (&argc, &argv);
  ADD ("/chains/L2-L3-gap", test_gap);
  ADD ("/chains/L2-choose", test_choose);
  ADD ("/chains/L4-ones", test_ones);
  ADD ("/chains/none", test_none);
  g_test_add ("/chains/V12-lists", AppFixture, NULL, app_fixture_set_up, test_lists,
              app_fixture_tear_down);
  return g_test_run ();
}
