/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The score of a campaign, the members of a rolling list. */

#include "config.h"

#include "lf-steering-bar.h"

#include "lf-fact-rows.h"
#include "lf-rolling.h"
#include "lf-store-campaigns.h"

#include <glib/gi18n.h>

#define MOST_ROWS 50 /* of a list that is longer the count tells */

struct _LfSteeringBar
{
  AdwBin parent_instance;

  AdwEntryRow *day; /* of a rolling list */
  GtkWidget *day_group;
  GtkBox *facts;

  LfAppContext *context;
  LfRecord *record;      /* (nullable) */
  GCancellable *reading; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (LfSteeringBar, lf_steering_bar, ADW_TYPE_BIN)

/* One row; @project is what it opens. */
typedef struct
{
  char *title, *text;
  char *project; /* (nullable) */
} Fact;

typedef struct
{
  LfStore *store;
  LfRecord *record;
  LfDate on;
} Asked;

typedef GPtrArray *(*ReadFunc) (const Asked *asked, GError **error); /* (element-type Fact) */

static void
fact_free (gpointer data)
{
  Fact *fact = data;

  g_free (fact->title);
  g_free (fact->text);
  g_free (fact->project);
  g_free (fact);
}

/* @text: (transfer full) */
static Fact *
add_fact (GPtrArray *facts, const char *title, char *text)
{
  Fact *fact = g_new0 (Fact, 1);

  fact->title = g_strdup (title);
  fact->text = text;
  g_ptr_array_add (facts, fact);
  return fact;
}

/* ---- A campaign's score ---- */

static GPtrArray *
read_score (const Asked *asked, GError **error)
{
  g_autoptr (GPtrArray) facts = g_ptr_array_new_with_free_func (fact_free);
  g_autoptr (LfCampaignScore) score
      = lf_store_campaign_score_sync (asked->store, asked->record, &asked->on, error);
  char *time;

  if (score == NULL)
    return NULL;
  time = lf_campaign_tell_time (score, &asked->on);
  add_fact (facts, _ ("Projects signed"), lf_campaign_tell_projects (score));
  add_fact (facts, _ ("Investment signed"), lf_campaign_tell_amount (score));
  if (time != NULL)
    add_fact (facts, _ ("Time"), time);
  add_fact (facts, _ ("Projects"), g_strdup_printf ("%d", (int) score->n_projects));
  add_fact (facts, _ ("Trips"), g_strdup_printf ("%d", (int) score->n_trips));
  return g_steal_pointer (&facts);
}

/* ---- A rolling list's members ---- */

static GPtrArray *
read_members (const Asked *asked, GError **error)
{
  const LfEntity *entity = lf_schema_find ("list_entry"), *project = lf_schema_find ("project");
  g_autoptr (LfQuery) query = lf_query_new (
      entity, lf_filter_equal (lf_entity_field (entity, "list"), lf_record_id (asked->record)),
      "entered_on");
  g_autoptr (GPtrArray) entries = lf_store_list_sync (asked->store, query, /* limit= */ 0, error);
  g_autoptr (GPtrArray) members
      = entries == NULL ? NULL : lf_rolling_members (asked->record, entries, &asked->on);
  g_autoptr (GPtrArray) facts = g_ptr_array_new_with_free_func (fact_free);

  for (guint i = 0; members != NULL && i < members->len; i++)
    {
      g_autoptr (LfRecord) record
          = lf_store_load_sync (asked->store, project, members->pdata[i], NULL);
      g_autofree char *title
          = record == NULL ? g_strdup (_ ("A project you cannot see")) : lf_record_title (record);
      Fact *fact;

      fact = add_fact (facts, title,
                       record == NULL ? g_strdup ("") : lf_record_format (record, "stage"));
      fact->project = record == NULL ? NULL : g_strdup (lf_record_id (record));
    }
  return members == NULL ? NULL : g_steal_pointer (&facts);
}

/* ---- Showing ---- */

static const struct
{
  const char *entity;
  ReadFunc read;
  gboolean has_day;
} kinds[] = {
  { "campaign", read_score, FALSE },
  { "rolling_list", read_members, TRUE },
};

static int
kind_of (const LfRecord *record)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (lf_record_entity (record)->name, kinds[i].entity))
      return (int) i;
  return -1;
}

static void
on_activated_cb (AdwActionRow *row, gpointer user_data)
{
  LfSteeringBar *self
      = LF_STEERING_BAR (gtk_widget_get_ancestor (GTK_WIDGET (row), LF_TYPE_STEERING_BAR));

  lf_app_context_open_record (self->context, "project", g_object_get_data (G_OBJECT (row), "id"));
}

static void
show_facts (LfSteeringBar *self, GPtrArray *facts)
{
  gboolean has_day = kinds[kind_of (self->record)].has_day;
  g_autofree char *title = has_day
                               ? g_strdup_printf (ngettext ("On the list: %d project",
                                                            "On the list: %d projects", facts->len),
                                                  (int) facts->len)
                               : g_strdup (_ ("Score"));
  AdwPreferencesGroup *group;

  lf_app_leave (GTK_WIDGET (self->facts));
  lf_fact_rows_clear (self->facts);
  group = lf_fact_rows_add_group (self->facts, title, NULL);
  for (guint i = 0; i < MIN (facts->len, MOST_ROWS); i++)
    {
      const Fact *fact = facts->pdata[i];
      AdwActionRow *row = lf_fact_rows_add (group, fact->title, fact->text);

      if (fact->project == NULL)
        continue;
      g_object_set_data_full (G_OBJECT (row), "id", g_strdup (fact->project), g_free);
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      g_signal_connect (row, "activated", G_CALLBACK (on_activated_cb), NULL);
    }
  if (facts->len > MOST_ROWS)
    {
      guint n = facts->len - MOST_ROWS;
      g_autofree char *more
          = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "and %u more", "and %u more", n), n);

      lf_fact_rows_add (group, more, "");
    }
}

static void
asked_free (gpointer data)
{
  Asked *asked = data;

  g_object_unref (asked->store);
  lf_record_unref (asked->record);
  g_free (asked);
}

static void
read_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Asked *asked = data;
  GError *error = NULL;
  GPtrArray *facts = kinds[kind_of (asked->record)].read (asked, &error);

  if (facts != NULL)
    g_task_return_pointer (task, facts, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void
on_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LfSteeringBar *self = LF_STEERING_BAR (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) facts = g_task_propagate_pointer (G_TASK (result), &error);

  if (facts != NULL)
    show_facts (self, facts);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    lf_app_context_toast (self->context, error->message, /* has_undo= */ FALSE);
}

static void
stop_reading (LfSteeringBar *self)
{
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
}

/* FALSE: what was typed is no day */
static gboolean
read_day (LfSteeringBar *self, LfDate *ret_day)
{
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (self->day));

  *ret_day = lf_date_today ();
  if (!gtk_widget_get_visible (self->day_group) || *typed == '\0')
    return TRUE;
  if (!lf_date_parse (typed, ret_day, NULL))
    return FALSE;
  *ret_day = lf_date_first_day (ret_day);
  return TRUE;
}

static void
read_facts (LfSteeringBar *self)
{
  g_autoptr (GTask) task = NULL;
  Asked *asked;
  LfDate on;

  stop_reading (self);
  if (self->record == NULL || kind_of (self->record) < 0)
    return;
  if (!read_day (self, &on))
    {
      gtk_widget_add_css_class (GTK_WIDGET (self->day), "error");
      return;
    }
  gtk_widget_remove_css_class (GTK_WIDGET (self->day), "error");
  self->reading = g_cancellable_new ();
  task = g_task_new (self, self->reading, on_read_cb, NULL);
  asked = g_new0 (Asked, 1);
  *asked = (Asked){ g_object_ref (lf_app_context_store (self->context)),
                    lf_record_copy (self->record), on };
  g_task_set_task_data (task, asked, asked_free);
  g_task_run_in_thread (task, read_in_thread);
}

void
lf_steering_bar_show (LfSteeringBar *self, LfRecord *record)
{
  int kind = kind_of (record);
  gboolean is_same
      = self->record != NULL && g_strcmp0 (lf_record_id (self->record), lf_record_id (record)) == 0;

  gtk_widget_set_visible (GTK_WIDGET (self), kind >= 0);
  if (kind < 0)
    return;
  g_clear_pointer (&self->record, lf_record_unref);
  self->record = lf_record_ref (record);
  gtk_widget_set_visible (self->day_group, kinds[kind].has_day);
  if (!is_same)
    {
      gtk_editable_set_text (GTK_EDITABLE (self->day), "");
      lf_app_leave (GTK_WIDGET (self->facts));
      lf_fact_rows_clear (self->facts);
    }
  read_facts (self);
}

/* ---- Widget ---- */

static void
lf_steering_bar_dispose (GObject *object)
{
  stop_reading (LF_STEERING_BAR (object));
  G_OBJECT_CLASS (lf_steering_bar_parent_class)->dispose (object);
}

static void
lf_steering_bar_finalize (GObject *object)
{
  LfSteeringBar *self = LF_STEERING_BAR (object);

  g_clear_object (&self->context);
  g_clear_pointer (&self->record, lf_record_unref);
  G_OBJECT_CLASS (lf_steering_bar_parent_class)->finalize (object);
}

static void
lf_steering_bar_class_init (LfSteeringBarClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = lf_steering_bar_dispose;
  G_OBJECT_CLASS (klass)->finalize = lf_steering_bar_finalize;
}

static void
lf_steering_bar_init (LfSteeringBar *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  self->day_group = adw_preferences_group_new ();
  self->day = ADW_ENTRY_ROW (adw_entry_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->day),
                                 _ ("As of Which Day (Blank: Today)"));
  adw_entry_row_set_show_apply_button (self->day, TRUE);
  g_signal_connect_swapped (self->day, "apply", G_CALLBACK (read_facts), self);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->day_group), GTK_WIDGET (self->day));
  self->facts = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 12));
  gtk_box_append (GTK_BOX (box), self->day_group);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->facts));
  adw_bin_set_child (ADW_BIN (self), box);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

void
lf_steering_bar_set_context (LfSteeringBar *self, LfAppContext *context)
{
  g_set_object (&self->context, context);
}
