/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The first reports page (domain.md §4, W12). */

#include "config.h"

#include "app-fixture.h"
#include "lf-claims-page.h"
#include "lf-dispute-card.h"
#include "lf-http-transport.h"
#include "server-words.h"

#include <string.h>

static gboolean
has_card (gpointer page)
{
  return app_find (page, LF_TYPE_DISPUTE_CARD) != NULL;
}

static gboolean
has_no_card (gpointer page)
{
  return !has_card (page);
}

/* As the server hands out a claim that @who made without knowing of the other one. */
static char *
add_claim (LfPage *page, const char *who, const char *received_seq)
{
  g_autofree char *now = g_strdup_printf ("%" G_GINT64_FORMAT, g_get_real_time ());
  char *id = lf_id_new ();
  LfDelta *delta = add_delta (page, "claim", id, g_ascii_strtoll (received_seq, NULL, 10));

  put_field (delta, "firm_name", "镜川光学科技有限公司");
  put_field (delta, "state", "claimed");
  put_field (delta, "reported_by", who);
  put_field (delta, "received_seq", received_seq);
  put_field (delta, "seen_seq", "0");
  put_field (delta, "received_us", now);
  put_field (delta, "claimed_us", now);
  return id;
}

static GtkWidget *
find_button (GtkWidget *root, const char *id)
{
  GtkWidget *found = NULL;

  if (GTK_IS_BUTTON (root) && g_strcmp0 (g_object_get_data (G_OBJECT (root), "id"), id) == 0)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); found == NULL && child != NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_button (child, id);
  return found;
}

/* A decision needs a reason, is one change, and one undo opens the dispute again. */
static void
test_w12_decide (AppFixture *self, gconstpointer data)
{
  g_autoptr (LfPage) claims = lf_page_new ();
  g_autofree char *first = add_claim (claims, "周砚秋", "7");
  g_autofree char *second = add_claim (claims, "林舒然", "8");
  g_autoptr (LfRecord) granted = NULL;
  g_autoptr (LfRecord) rejected = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *undone = NULL;
  GtkWidget *page = lf_claims_page_new (self->context);

  claims->cursor = 8;
  g_assert_cmpuint (take_page (self->store, claims), ==, 0);
  gtk_window_set_child (self->window, page);
  gtk_window_present (self->window);
  app_await (has_card, page);
  g_signal_emit_by_name (find_button (page, second), "clicked");
  app_settle ();
  g_assert_null (self->toast);
  gtk_editable_set_text (GTK_EDITABLE (app_find (page, ADW_TYPE_ENTRY_ROW)), "先到企业洽谈");
  g_signal_emit_by_name (find_button (page, second), "clicked");
  app_await (app_is_told, self);
  app_await (has_no_card, page);
  granted = app_load (self, "claim", second);
  rejected = app_load (self, "claim", first);
  g_assert_cmpstr (lf_record_get (granted, "state"), ==, "granted");
  g_assert_cmpstr (lf_record_get (rejected, "state"), ==, "rejected");
  g_assert_cmpstr (lf_record_get (rejected, "reason"), ==, "先到企业洽谈");
  undone = lf_store_undo_sync (self->store, &error);
  g_assert_no_error (error);
  app_await (has_card, page);
}

static GtkWidget *
show_dispute (AppFixture *self, char **ret_first, char **ret_second)
{
  g_autoptr (LfPage) claims = lf_page_new ();
  GtkWidget *page;

  *ret_first = add_claim (claims, "周砚秋", "7");
  *ret_second = add_claim (claims, "林舒然", "8");
  claims->cursor = 8;
  g_assert_cmpuint (take_page (self->store, claims), ==, 0);
  page = lf_claims_page_new (self->context);
  gtk_window_set_child (self->window, page);
  gtk_window_present (self->window);
  app_await (has_card, page);
  return page;
}

/* Who may not decide is not asked to. */
static void
test_offered_by_role (AppFixture *self, gconstpointer data)
{
  const LfCredentials credentials = { .url = (char *) "http://127.0.0.1:1",
                                      .user = (char *) "周砚秋",
                                      .role = (char *) data,
                                      .token = (char *) "1" };
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  gboolean may = g_str_equal (data, "zone_manager");
  GtkWidget *page;

  g_assert_true (lf_credentials_save (&credentials, lf_store_folder (self->store), NULL));
  page = show_dispute (self, &first, &second);
  g_assert_cmpint (find_button (page, first) != NULL, ==, may);
  g_assert_cmpint (gtk_widget_is_visible (app_find (page, ADW_TYPE_ENTRY_ROW)), ==, may);
}

typedef struct
{
  GtkWidget *page;
  const char *id;
} Awaited;

static gboolean
has_button (gpointer data)
{
  const Awaited *awaited = data;

  return find_button (awaited->page, awaited->id) != NULL;
}

/* A claim that comes while a reason is typed does not take the reason away. */
static void
test_reason_stays (AppFixture *self, gconstpointer data)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  GtkWidget *page = show_dispute (self, &first, &second);
  g_autoptr (LfPage) more = lf_page_new ();
  g_autofree char *third = add_claim (more, "赵敏", "9");

  gtk_editable_set_text (GTK_EDITABLE (app_find (page, ADW_TYPE_ENTRY_ROW)), "先到企业");
  more->cursor = 9;
  g_assert_cmpuint (take_page (self->store, more), ==, 0);
  app_await (has_button, &(Awaited){ page, third });
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (app_find (page, ADW_TYPE_ENTRY_ROW))), ==,
                   "先到企业");
}

int
main (int argc, char *argv[])
{
  app_init (&argc, &argv);
  g_test_add ("/claims/W12-decide", AppFixture, NULL, app_fixture_set_up, test_w12_decide,
              app_fixture_tear_down);
  g_test_add ("/claims/not-offered", AppFixture, "recruiter", app_fixture_set_up,
              test_offered_by_role, app_fixture_tear_down);
  g_test_add ("/claims/offered", AppFixture, "zone_manager", app_fixture_set_up,
              test_offered_by_role, app_fixture_tear_down);
  g_test_add ("/claims/reason-stays", AppFixture, NULL, app_fixture_set_up, test_reason_stays,
              app_fixture_tear_down);
  return g_test_run ();
}
