/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A page that reads says nothing of what there is before it knows: no “No Trips” for a moment. */

#include "config.h"

#include "app-fixture.h"
#include "lf-campaigns-page.h"
#include "lf-chains-page.h"
#include "lf-claims-page.h"
#include "lf-conflicts-page.h"
#include "lf-contests-page.h"
#include "lf-goals-page.h"
#include "lf-industries-page.h"
#include "lf-page-reader.h"
#include "lf-parks-page.h"
#include "lf-pending-page.h"
#include "lf-promises-page.h"
#include "lf-schedule-page.h"
#include "lf-screening-page.h"
#include "lf-transfers-page.h"
#include "lf-trash-page.h"
#include "lf-trips-page.h"

static const struct
{
  const char *name;
  GtkWidget *(*new_page) (LfAppContext *context);
  gboolean has_any; /* to show, of what a store begins with */
} pages[] = {
  { "campaigns", lf_campaigns_page_new, FALSE },   { "chains", lf_chains_page_new, FALSE },
  { "claims", lf_claims_page_new, FALSE },         { "conflicts", lf_conflicts_page_new, FALSE },
  { "contests", lf_contests_page_new, FALSE },     { "goals", lf_goals_page_new, FALSE },
  { "industries", lf_industries_page_new, FALSE }, { "parks", lf_parks_page_new, FALSE },
  { "pending", lf_pending_page_new, TRUE },        { "promises", lf_promises_page_new, FALSE },
  { "schedules", lf_schedule_page_new, FALSE },    { "screening", lf_screening_page_new, TRUE },
  { "transfers", lf_transfers_page_new, FALSE },   { "trash", lf_trash_page_new, FALSE },
  { "trips", lf_trips_page_new, FALSE },
};

static gboolean
is_ready (gpointer page)
{
  return lf_page_reader_is_ready_within (page);
}

/* (nullable): a status page that can be seen */
static GtkWidget *
find_status (GtkWidget *root)
{
  if (!gtk_widget_get_mapped (root) || ADW_IS_STATUS_PAGE (root))
    return gtk_widget_get_mapped (root) ? root : NULL;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_status (child);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
test_says_nothing_yet (AppFixture *self, gconstpointer data)
{
  guint which = GPOINTER_TO_UINT (data);
  GtkWidget *page = pages[which].new_page (self->context);

  gtk_window_set_child (self->window, page);
  g_assert_true (gtk_widget_get_mapped (page));
  g_assert_false (is_ready (page));
  g_assert_null (find_status (page));
  app_await (is_ready, page);
  g_assert_true (pages[which].has_any == (find_status (page) == NULL));
}

int
main (int argc, char *argv[])
{
  app_init (&argc, &argv);
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      g_autofree char *path = g_strconcat ("/page-reader/", pages[i].name, NULL);

      g_test_add (path, AppFixture, GUINT_TO_POINTER (i), app_fixture_set_up, test_says_nothing_yet,
                  app_fixture_tear_down);
    }
  return g_test_run ();
}
