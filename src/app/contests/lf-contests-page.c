/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The contests page. */

#include "config.h"

#include "lf-contests-page.h"

#include "lf-compat-drop-down.h"
#include "lf-contest-row.h"
#include "lf-may.h"
#include "lf-page-reader.h"
#include "lf-rows-dialog.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#define SHOWN 500 /* projects; the counts are of all */

struct _LfContestsPage
{
  GtkWidget parent_instance;

  GtkStack *pages;
  AdwStatusPage *nothing;
  GtkDropDown *choice;
  GtkLabel *days;
  GtkLabel *counts;
  GtkButton *later;
  GtkButton *give;
  GtkListBox *places;
  GtkLabel *no_places;
  GtkLabel *more;
  GtkLabel *unknown; /* which of its indicators are none */
  AdwPreferencesGroup *ranking;
  GPtrArray *standings; /* (element-type AdwActionRow), owned by the group */

  LfAppContext *context;
  LfPageReader *reader;
  GPtrArray *contests;   /* (nullable) (element-type LfRecord): as they stand in the choice */
  LfContestRound *round; /* (nullable): what is shown */
  char *contest;         /* (nullable): the id of the one that was chosen */
  LfHalfMonth half;      /* the one that is looked at */
  gboolean is_filling;   /* the choice is being filled, and nobody chooses */
};

G_DEFINE_FINAL_TYPE (LfContestsPage, lf_contests_page, GTK_TYPE_WIDGET)

/* ---- The flags ---- */

static void
update_header_cb (GtkListBoxRow *row, GtkListBoxRow *before, gpointer user_data)
{
  LfFlag flag = lf_contest_row_get_flag (LF_CONTEST_ROW (row));
  GtkWidget *header;

  if (before != NULL && lf_contest_row_get_flag (LF_CONTEST_ROW (before)) == flag)
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }
  header = g_object_new (GTK_TYPE_LABEL, "label", lf_flag_label (flag), "xalign", 0.0, "css-name",
                         "lf-today-heading", NULL);
  gtk_widget_add_css_class (header, "heading");
  gtk_list_box_row_set_header (row, header);
}

/* "Red flag 3 · Blue flag 12 · Snail 1" */
static char *
tell_counts (const LfContestRound *round)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < LF_N_FLAGS; i++)
    if (round->counts[i] > 0)
      g_string_append_printf (text, C_ ("flags, in a row", "%1$s%2$s %3$u"),
                              text->len == 0 ? "" : " · ", lf_flag_label (i), round->counts[i]);
  return g_string_free (text, FALSE);
}

static void
show_bar (LfContestsPage *self, const LfContestRound *round)
{
  const LfDate today = lf_date_today ();
  const LfHalfMonth newest = lf_half_month_of (&today);
  g_autofree char *days = lf_half_month_format (&round->half);
  g_autofree char *counts = tell_counts (round);
  gboolean is_over = lf_date_compare (&round->half.last, &today) < 0;

  gtk_label_set_label (self->days, days);
  gtk_label_set_label (self->counts, counts);
  gtk_widget_set_sensitive (GTK_WIDGET (self->later),
                            lf_date_compare (&round->half.last, &newest.last) < 0);
  gtk_widget_set_visible (GTK_WIDGET (self->give), round->n_given < round->places->len
                                                       && lf_may (self->context, "award", 'c'));
  gtk_widget_set_sensitive (GTK_WIDGET (self->give), is_over);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->give),
                               is_over ? NULL : _ ("When the half month is over"));
}

static void
show_round (LfContestsPage *self, const LfContestRound *round)
{
  guint n = MIN (round->places->len, SHOWN);
  GtkWidget *child;

  lf_app_leave (GTK_WIDGET (self->places));
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->places))) != NULL)
    gtk_list_box_remove (self->places, child);
  for (guint i = 0; i < n; i++)
    gtk_list_box_append (self->places, GTK_WIDGET (lf_contest_row_new (round->places->pdata[i])));
  gtk_widget_set_visible (GTK_WIDGET (self->places), n > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->no_places), n == 0);
  gtk_widget_set_visible (GTK_WIDGET (self->more), n < round->places->len);
  if (n < round->places->len)
    {
      g_autofree char *more = g_strdup_printf (
          g_dngettext (GETTEXT_PACKAGE, "and %u more", "and %u more", round->places->len - n),
          round->places->len - n);

      gtk_label_set_label (self->more, more);
    }
  show_bar (self, round);
}

/* ---- The ranking ---- */

static char *
tell_standing (const LfStanding *standing, guint indicators)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (
      text, g_dngettext (GETTEXT_PACKAGE, "%u project", "%u projects", standing->n_projects),
      standing->n_projects);
  for (guint i = 0; i < LF_N_INDICATORS; i++)
    if ((indicators >> i) & 1)
      g_string_append_printf (text, C_ ("indicators, in a row", " · %1$s %2$.1f"),
                              lf_indicator_label (i), standing->values[i]);
  return g_string_free (text, FALSE);
}

static void
add_standing (LfContestsPage *self, const LfStanding *standing, guint indicators)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *subtitle = tell_standing (standing, indicators);
  g_autofree char *place = g_strdup_printf ("%u", standing->place);
  g_autofree char *points = g_strdup_printf ("%.1f", standing->points);
  GtkWidget *number = gtk_label_new (place), *score = gtk_label_new (points);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), standing->name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_widget_add_css_class (number, "title-4");
  gtk_widget_add_css_class (number, "numeric");
  gtk_label_set_width_chars (GTK_LABEL (number), 2);
  gtk_widget_add_css_class (score, "numeric");
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), number);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), score);
  adw_preferences_group_add (self->ranking, row);
  g_ptr_array_add (self->standings, row);
}

static void
show_ranking (LfContestsPage *self, GPtrArray *ranking, const LfRecord *contest)
{
  guint indicators = lf_contest_indicators (contest);
  g_autofree char *unknown = lf_contest_tell_unknown (contest);

  gtk_label_set_text (self->unknown, unknown == NULL ? "" : unknown);
  gtk_widget_set_visible (GTK_WIDGET (self->unknown), unknown != NULL);
  for (guint i = 0; i < self->standings->len; i++)
    adw_preferences_group_remove (self->ranking, self->standings->pdata[i]);
  g_ptr_array_set_size (self->standings, 0);
  for (guint i = 0; i < ranking->len; i++)
    add_standing (self, ranking->pdata[i], indicators);
  gtk_widget_set_visible (GTK_WIDGET (self->ranking), ranking->len > 1);
}

/* ---- Reading ---- */

typedef struct
{
  LfStore *store;
  char *contest; /* (nullable): the first there is */
  LfHalfMonth half;
  GPtrArray *contests; /* from here on: what was read */
  guint chosen;
  LfContestRound *round;
  GPtrArray *ranking;
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_object_unref (reading->store);
  g_free (reading->contest);
  g_clear_pointer (&reading->contests, g_ptr_array_unref);
  g_clear_pointer (&reading->round, lf_contest_round_free);
  g_clear_pointer (&reading->ranking, g_ptr_array_unref);
  g_free (reading);
}

static gboolean
read_chosen (Reading *self, GError **error)
{
  const char *id;

  for (guint i = 0; self->contest != NULL && i < self->contests->len; i++)
    if (g_str_equal (self->contest, lf_record_id (self->contests->pdata[i])))
      self->chosen = i;
  if (self->contests->len == 0)
    return TRUE;
  id = lf_record_id (self->contests->pdata[self->chosen]);
  self->round = lf_store_contest_round_sync (self->store, id, &self->half, error);
  if (self->round == NULL)
    return FALSE;
  self->ranking = lf_store_contest_ranking_sync (self->store, id, &self->half, error);
  return self->ranking != NULL;
}

static void
read_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Reading *reading = data;
  g_autoptr (LfQuery) query = lf_query_new (lf_schema_find ("contest"), NULL, "-start_date");
  GError *error = NULL;

  reading->contests = lf_store_list_sync (reading->store, query, /* limit= */ 0, &error);
  if (reading->contests != NULL && read_chosen (reading, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
fill_choice (LfContestsPage *self, const Reading *reading)
{
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);

  for (guint i = 0; i < reading->contests->len; i++)
    {
      g_autofree char *title = lf_record_title (reading->contests->pdata[i]);

      gtk_string_list_append (titles, title);
    }
  self->is_filling = TRUE;
  gtk_drop_down_set_model (self->choice, G_LIST_MODEL (titles));
  gtk_drop_down_set_selected (self->choice, reading->chosen);
  self->is_filling = FALSE;
}

static void
show_error (LfContestsPage *self, const GError *error)
{
  lf_page_reader_tell (self->nothing, error);
  gtk_stack_set_visible_child_name (self->pages, "nothing");
}

static void
on_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LfContestsPage *self = user_data;
  g_autoptr (GError) error = NULL;
  Reading *reading = g_task_get_task_data (G_TASK (result));

  g_task_propagate_boolean (G_TASK (result), &error);
  if (lf_page_reader_was_cancelled (error))
    return;
  lf_page_reader_done (self->reader);
  if (error != NULL)
    {
      show_error (self, error);
      return;
    }
  g_clear_pointer (&self->contests, g_ptr_array_unref);
  self->contests = g_ptr_array_ref (reading->contests);
  fill_choice (self, reading);
  g_clear_pointer (&self->round, lf_contest_round_free);
  self->round = g_steal_pointer (&reading->round);
  if (self->round != NULL)
    {
      show_round (self, self->round);
      show_ranking (self, reading->ranking, self->round->contest);
    }
  gtk_stack_set_visible_child_name (self->pages, self->round == NULL ? "nothing" : "contest");
}

static void
read_contests (GtkWidget *page, GCancellable *cancellable)
{
  LfContestsPage *self = LF_CONTESTS_PAGE (page);
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, on_read_cb, self);
  Reading *reading = g_new0 (Reading, 1);

  reading->store = g_object_ref (lf_app_context_store (self->context));
  reading->contest = g_strdup (self->contest);
  reading->half = self->half;
  g_task_set_task_data (task, reading, reading_free);
  g_task_run_in_thread (task, read_in_thread);
}

/* ---- What can be done ---- */

static void
on_chosen_cb (GtkDropDown *choice, GParamSpec *spec, gpointer user_data)
{
  LfContestsPage *self
      = LF_CONTESTS_PAGE (gtk_widget_get_ancestor (GTK_WIDGET (choice), LF_TYPE_CONTESTS_PAGE));
  guint chosen = gtk_drop_down_get_selected (choice);

  if (self == NULL || self->is_filling || self->contests == NULL || chosen >= self->contests->len)
    return;
  g_free (self->contest);
  self->contest = g_strdup (lf_record_id (self->contests->pdata[chosen]));
  lf_page_reader_restart (self->reader);
}

static void
on_place_activated_cb (GtkListBox *list, GtkListBoxRow *row, gpointer user_data)
{
  LfContestsPage *self
      = LF_CONTESTS_PAGE (gtk_widget_get_ancestor (GTK_WIDGET (list), LF_TYPE_CONTESTS_PAGE));

  lf_app_context_open_record (self->context, "project",
                              lf_contest_row_get_project (LF_CONTEST_ROW (row)));
}

static void
open_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfContestsPage *self = LF_CONTESTS_PAGE (widget);

  if (self->round != NULL)
    lf_app_context_open_record (self->context, "contest", lf_record_id (self->round->contest));
}

static void
earlier_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfContestsPage *self = LF_CONTESTS_PAGE (widget);

  self->half = lf_half_month_before (&self->half);
  lf_page_reader_restart (self->reader);
}

static void
later_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfContestsPage *self = LF_CONTESTS_PAGE (widget);
  LfDate next = lf_date_add_days (&self->half.last, 1);

  self->half = lf_half_month_of (&next);
  lf_page_reader_restart (self->reader);
}

static void
on_given_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LfContestsPage) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean is_done = lf_store_commit_finish (LF_STORE (source), result, &error);

  lf_app_context_toast (self->context, is_done ? _ ("Flags given") : error->message,
                        /* has_undo= */ is_done);
}

static void
give_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfContestsPage *self = LF_CONTESTS_PAGE (widget);
  const LfDate today = lf_date_today ();
  g_autoptr (GError) error = NULL;
  g_autoptr (LfChange) change
      = self->round == NULL ? NULL : lf_contest_round_give (self->round, &today, &error);

  if (change != NULL)
    lf_store_commit_parts_async (lf_app_context_store (self->context), change,
                                 /* cancellable= */ NULL, on_given_cb, g_object_ref (self));
  else if (error != NULL)
    lf_app_context_toast (self->context, error->message, /* has_undo= */ FALSE);
}

/* (nullable) */
static LfRecord *
find_award (LfContestsPage *self, const char *id)
{
  for (guint i = 0; self->round != NULL && i < self->round->places->len; i++)
    {
      const LfContestPlace *place = self->round->places->pdata[i];

      if (g_str_equal (lf_record_id (place->award), id))
        return place->award;
    }
  return NULL;
}

static LfChange *
make_follow_up (LfRowsDialog *dialog, gpointer user_data, GError **error)
{
  const LfDate today = lf_date_today ();

  return lf_award_record_follow_up (user_data, lf_rows_dialog_get (dialog, 0), &today, error);
}

static void
follow_up_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfContestsPage *self = LF_CONTESTS_PAGE (widget);
  LfRecord *award = find_award (self, g_variant_get_string (parameter, NULL));
  g_autofree char *title = NULL;
  g_autofree char *text = NULL;
  LfRowsDialog *dialog;
  gboolean is_interview;

  if (award == NULL)
    return;
  is_interview = lf_award_follow_up (award) == LF_FOLLOW_UP_INTERVIEW;
  title = lf_record_title (award);
  text = lf_award_text (award);
  dialog = lf_rows_dialog_new (GTK_WINDOW (gtk_widget_get_root (widget)), self->context,
                               is_interview ? _ ("Record the Interview") : _ ("Commend"), title);
  lf_rows_dialog_add_group (dialog, is_interview ? _ ("Interview") : _ ("Commendation"), text);
  lf_rows_dialog_add_row (dialog, award, "follow_up_note", /* title= */ NULL);
  lf_rows_dialog_present (dialog, is_interview ? _ ("Interview recorded") : _ ("Commended"),
                          make_follow_up, lf_record_ref (award), (GDestroyNotify) lf_record_unref);
}

/* ---- Widget ---- */

static void
lf_contests_page_dispose (GObject *object)
{
  LfContestsPage *self = LF_CONTESTS_PAGE (object);

  g_clear_object (&self->reader);
  g_ptr_array_set_size (self->standings, 0);
  g_clear_pointer ((GtkWidget **) &self->pages, gtk_widget_unparent);
  G_OBJECT_CLASS (lf_contests_page_parent_class)->dispose (object);
}

static void
lf_contests_page_finalize (GObject *object)
{
  LfContestsPage *self = LF_CONTESTS_PAGE (object);

  g_clear_object (&self->context);
  g_clear_pointer (&self->contests, g_ptr_array_unref);
  g_clear_pointer (&self->round, lf_contest_round_free);
  g_ptr_array_unref (self->standings);
  g_free (self->contest);
  G_OBJECT_CLASS (lf_contests_page_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, LfContestsPage, pages);
  gtk_widget_class_bind_template_child (widget_class, LfContestsPage, nothing);
  gtk_widget_class_bind_template_child (widget_class, LfContestsPage, choice);
  gtk_widget_class_bind_template_child (widget_class, LfContestsPage, days);
  gtk_widget_class_bind_template_child (widget_class, LfContestsPage, counts);
  gtk_widget_class_bind_template_child (widget_class, LfContestsPage, later);
  gtk_widget_class_bind_template_child (widget_class, LfContestsPage, give);
  gtk_widget_class_bind_template_child (widget_class, LfContestsPage, places);
  gtk_widget_class_bind_template_child (widget_class, LfContestsPage, no_places);
  gtk_widget_class_bind_template_child (widget_class, LfContestsPage, more);
  gtk_widget_class_bind_template_child (widget_class, LfContestsPage, unknown);
  gtk_widget_class_bind_template_child (widget_class, LfContestsPage, ranking);
  gtk_widget_class_bind_template_callback (widget_class, on_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_place_activated_cb);
}

static void
lf_contests_page_class_init (LfContestsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_contests_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = lf_contests_page_finalize;
  gtk_widget_class_install_action (widget_class, "contest.open", NULL, open_action);
  gtk_widget_class_install_action (widget_class, "contest.earlier", NULL, earlier_action);
  gtk_widget_class_install_action (widget_class, "contest.later", NULL, later_action);
  gtk_widget_class_install_action (widget_class, "contest.give", NULL, give_action);
  gtk_widget_class_install_action (widget_class, "contest.follow-up", "s", follow_up_action);
  gtk_widget_class_set_template_from_resource (widget_class, LF_CONTEST_UI ("lf-contests-page"));
  bind_children (widget_class);
}

static void
lf_contests_page_init (LfContestsPage *self)
{
  const LfDate today = lf_date_today ();

  self->standings = g_ptr_array_new ();
  self->half = lf_half_month_over (&today);
  gtk_widget_init_template (GTK_WIDGET (self));
  lf_drop_down_speak_of_label (self->choice);
  gtk_list_box_set_header_func (self->places, update_header_cb, NULL, NULL);
}

GtkWidget *
lf_contests_page_new (LfAppContext *context)
{
  LfContestsPage *self = g_object_new (LF_TYPE_CONTESTS_PAGE, NULL);

  self->context = g_object_ref (context);
  self->reader
      = lf_page_reader_new (GTK_WIDGET (self), lf_app_context_store (context), read_contests);
  return GTK_WIDGET (self);
}
