/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The campaigns page (domain.md L14, V11): what each won of what it set out to win, and its
 * projects behind it. */

#include "config.h"

#include "app-fixture.h"
#include "lf-campaign-row.h"
#include "lf-campaigns-page.h"

#include <string.h>

static char *
add_campaign (AppFixture *self, const char *name, const char *end)
{
  return app_add (self, "campaign", "name", name, "target_projects", "4", "target_amount",
                  "1000000000.00 CNY", "start_date", "2020-01-01", "end_date", end, NULL);
}

static void
add_signed (AppFixture *self, const char *campaign, const char *stage)
{
  g_free (app_add (self, "project", "name", "甲", "campaign", campaign, "stage", stage,
                   "signed_date", "2020-03-01", "total_investment", "300000000.00 CNY", NULL));
}

static gboolean
has_row (gpointer page)
{
  return app_find (page, LF_TYPE_CAMPAIGN_ROW) != NULL;
}

static gboolean
is_empty (gpointer page)
{
  GtkWidget *status = app_find (page, ADW_TYPE_STATUS_PAGE);

  return status != NULL && gtk_widget_get_mapped (status);
}

static GtkWidget *
show_page (AppFixture *self)
{
  GtkWidget *page = lf_campaigns_page_new (self->context);

  gtk_window_set_child (self->window, page);
  gtk_window_present (self->window);
  return page;
}

/* (nullable) */
static LfCampaignRow *
row_at (GtkWidget *page, int index)
{
  GtkWidget *list = app_find (page, GTK_TYPE_LIST_BOX);

  return (LfCampaignRow *) gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), index);
}

/* What runs stands before what is over, each under its heading; what was dropped does not count. */
static void
test_figures (AppFixture *self, gconstpointer data)
{
  g_autofree char *over = add_campaign (self, "往年行动", "2020-12-31");
  g_autofree char *running = add_campaign (self, "招大引强", "2099-12-31");
  GtkWidget *page;

  add_signed (self, running, "signed");
  add_signed (self, running, "dropped");
  page = show_page (self);
  app_await (has_row, page);
  g_assert_cmpstr (lf_campaign_row_get_campaign (row_at (page, 0)), ==, running);
  g_assert_cmpstr (lf_campaign_row_get_campaign (row_at (page, 1)), ==, over);
  g_assert_null (row_at (page, 2));
  g_assert_nonnull (app_find_label (GTK_WIDGET (row_at (page, 0)),
                                    "1 of 4 (25%) · CNY 300 million of CNY 1,000 million"));
  g_assert_nonnull (app_find_label (page, "Running"));
  g_assert_nonnull (app_find_label (page, "Over"));
}

typedef struct
{
  char *first, *second;
} Asked;

static void
on_asked_cb (LfAppContext *context, const char *first, const char *second, gpointer user_data)
{
  Asked *asked = user_data;

  g_free (asked->first);
  g_free (asked->second);
  asked->first = g_strdup (first);
  asked->second = g_strdup (second);
}

static void
on_list_cb (LfAppContext *context,
            const char *entity,
            const char *filter,
            const char *title,
            gpointer user_data)
{
  on_asked_cb (context, entity, filter, user_data);
}

static void
on_report_cb (LfAppContext *context, const char *name, gpointer user_data)
{
  on_asked_cb (context, name, NULL, user_data);
}

static void
test_open (AppFixture *self, gconstpointer data)
{
  g_autofree char *campaign = add_campaign (self, "招大引强", "2099-12-31");
  GtkWidget *page = show_page (self);
  Asked asked = { NULL };

  g_signal_connect (self->context, "open-record", G_CALLBACK (on_asked_cb), &asked);
  g_signal_connect (self->context, "open-list", G_CALLBACK (on_list_cb), &asked);
  g_signal_connect (self->context, "show-report", G_CALLBACK (on_report_cb), &asked);
  app_await (has_row, page);
  gtk_widget_activate (app_find (page, LF_TYPE_CAMPAIGN_ROW));
  app_settle ();
  g_assert_cmpstr (asked.first, ==, "campaign");
  g_assert_cmpstr (asked.second, ==, campaign);
  gtk_widget_activate_action (page, "campaigns.projects", "s", campaign);
  g_assert_cmpstr (asked.first, ==, "project");
  g_assert_nonnull (strstr (asked.second, campaign));
  gtk_widget_activate_action (page, "campaigns.report", "s", "campaign-projects");
  g_assert_cmpstr (asked.first, ==, "campaign-projects");
  g_signal_handlers_disconnect_by_data (self->context, &asked);
  g_free (asked.first);
  g_free (asked.second);
}

/* The page follows what is written while it stands there. */
static void
test_nothing (AppFixture *self, gconstpointer data)
{
  GtkWidget *page = show_page (self);
  g_autofree char *campaign = NULL;

  app_await (is_empty, page);
  campaign = add_campaign (self, "招大引强", "2099-12-31");
  app_await (has_row, page);
  g_assert_cmpstr (lf_campaign_row_get_campaign (row_at (page, 0)), ==, campaign);
}

#define ADD(path, func)                                                                            \
  g_test_add ("/app/campaigns/" path, AppFixture, NULL, app_fixture_set_up, func,                  \
              app_fixture_tear_down)

int
main (int argc, char *argv[])
{
  app_init (&argc, &argv);
  ADD ("L14-figures", test_figures);
  ADD ("L14-open", test_open);
  ADD ("nothing", test_nothing);
  return g_test_run ();
}
