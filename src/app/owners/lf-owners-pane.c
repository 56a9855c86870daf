/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who carries a project. */

#include "config.h"

#include "lf-owners-pane.h"

#include "lf-credit.h"
#include "lf-fact-rows.h"
#include "lf-store-people.h"
#include "lf-teller.h"

#include <glib/gi18n.h>

struct _LfOwnersPane
{
  AdwBin parent_instance;

  GtkBox *groups;

  LfAppContext *context;
  GCancellable *reading; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (LfOwnersPane, lf_owners_pane, ADW_TYPE_BIN)

/* ---- Rows ---- */

static AdwActionRow *
add_row (AdwPreferencesGroup *group, const char *icon, const char *title, const char *subtitle)
{
  AdwActionRow *row = lf_fact_rows_add (group, title, subtitle);

  lf_fact_rows_add_icon (row, icon, /* style= */ NULL);
  return row;
}

/* What it came with can be opened. */
static void
add_link (AdwActionRow *row, const char *entity, const char *id)
{
  GtkWidget *button = g_object_new (GTK_TYPE_BUTTON, "icon-name", "go-next-symbolic",
                                    "tooltip-text", _ ("Open"), "valign", GTK_ALIGN_CENTER, NULL);

  gtk_widget_add_css_class (button, "flat");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "record.open");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "(ss)", entity, id);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Open"), -1);
  adw_action_row_add_suffix (row, button);
}

/* ---- Owners ---- */

static const char *
name_of (const LfOwner *owner)
{
  return owner->account == NULL ? _ ("Nobody")
         : owner->name == NULL  ? _ ("an account that is gone")
                                : owner->name;
}

static char *
tell_way (const LfOwner *owner)
{
  if (owner->handover != NULL)
    return g_strdup (_ ("by handover"));
  if (owner->transfer != NULL)
    return g_strdup (_ ("by transfer to another park"));
  return owner->by == NULL ? g_strdup ("") : g_strdup_printf (_ ("by a change of %s"), owner->by);
}

/* "3 Mar 2026, 10:12 – 4 May 2026, 09:30 · by handover" */
static char *
tell_owner (const LfOwner *owner)
{
  g_autofree char *since = owner->since_us == 0 ? g_strdup (_ ("the beginning"))
                                                : lf_date_format_moment (owner->since_us);
  g_autofree char *until = owner->until_us == 0 ? NULL : lf_date_format_moment (owner->until_us);
  g_autofree char *way = tell_way (owner);
  g_autofree char *span = until == NULL
                              ? g_strdup_printf (_ ("Since %s"), since)
                              : g_strdup_printf (_ ("From %1$s until %2$s"), since, until);

  return *way == '\0' ? g_steal_pointer (&span) : g_strdup_printf ("%s · %s", span, way);
}

static void
add_owner (AdwPreferencesGroup *group, const LfOwner *owner)
{
  g_autofree char *told = tell_owner (owner);
  AdwActionRow *row
      = add_row (group, owner->account == NULL ? "dialog-warning-symbolic" : "lf-account-symbolic",
                 name_of (owner), told);

  if (owner->handover != NULL)
    add_link (row, "handover", owner->handover);
  else if (owner->transfer != NULL)
    add_link (row, "transfer", owner->transfer);
}

static void
add_owners (LfOwnersPane *self, const LfPeople *people)
{
  const LfDate today = lf_date_today ();
  const LfOwner *escort = lf_people_escort (people, &today);
  AdwPreferencesGroup *group = lf_fact_rows_add_group (
      self->groups, _ ("Owner"), _ ("One person answers for a project at any time."));

  add_owner (group, lf_people_owner (people));
  if (escort != NULL)
    {
      g_autofree char *until = lf_date_format (&lf_people_owner (people)->escort_until);
      g_autofree char *told = g_strdup_printf (_ ("Goes along until %s"), until);

      add_row (group, "lf-handover-symbolic", name_of (escort), told);
    }
  if (lf_record_get (people->project, "steward") != NULL)
    {
      g_autofree char *steward = lf_record_format (people->project, "steward");

      add_row (group, "lf-contact-symbolic", steward, _ ("Steward, over the whole life of it"));
    }
  if (people->owners->len < 2)
    return;
  group = lf_fact_rows_add_group (self->groups, _ ("Owners Before"), /* description= */ NULL);
  for (guint i = people->owners->len - 1; i > 0; i--)
    add_owner (group, people->owners->pdata[i - 1]);
}

/* ---- Task force and credit ---- */

static void
add_team (LfOwnersPane *self, const LfPeople *people)
{
  g_autofree char *name = people->team == NULL ? NULL : lf_record_title (people->team);
  const char *leader = people->team == NULL ? NULL : lf_record_get (people->team, "leader");
  AdwPreferencesGroup *group
      = name == NULL ? NULL : lf_fact_rows_add_group (self->groups, _ ("Task Force"), name);

  for (guint i = 0; group != NULL && i < people->members->len; i++)
    {
      const LfRecord *member = people->members->pdata[i];
      g_autofree char *title = lf_record_title (member);
      g_autofree char *department = lf_record_format (member, "department");
      g_autofree char *role = lf_record_format (member, "role");
      const char *where = *department == '\0' ? role : department;
      gboolean leads = g_strcmp0 (leader, lf_record_id (member)) == 0;
      g_autofree char *told
          = leads ? g_strdup_printf (_ ("Leads it · %s"), where) : g_strdup (where);

      add_row (group, "lf-account-symbolic", title, told);
    }
}

static void
add_credits (LfOwnersPane *self, const LfPeople *people)
{
  g_autoptr (GPtrArray) sentences = lf_credit_check (people->credits);
  AdwPreferencesGroup *group
      = people->credits->len == 0
            ? NULL
            : lf_fact_rows_add_group (self->groups, _ ("Shared Credit"),
                                      _ ("Whose it counts as, by indicator."));

  for (guint i = 0; i < people->credits->len; i++)
    {
      const LfRecord *share = people->credits->pdata[i];
      g_autofree char *park = lf_record_format (share, "park");
      g_autofree char *indicator = lf_record_format (share, "indicator");
      g_autofree char *percent = lf_record_format (share, "share_percent");
      g_autofree char *start = lf_record_format (share, "start_date");
      g_autofree char *end = lf_record_format (share, "end_date");
      g_autofree char *title = g_strdup_printf ("%s · %s", indicator, percent);
      g_autofree char *told = g_strdup_printf ("%s · %s – %s", park, start, end);

      add_row (group, "lf-park-symbolic", title, told);
    }
  for (guint i = 0; i < sentences->len; i++)
    add_row (group, "dialog-warning-symbolic", sentences->pdata[i], "");
}

/* ---- Showing ---- */

static void
on_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LfOwnersPane *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (LfPeople) people = lf_store_people_finish (LF_STORE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (people == NULL)
    {
      lf_app_context_toast (self->context, error->message, /* has_undo= */ FALSE);
      return;
    }
  lf_fact_rows_clear (self->groups);
  add_owners (self, people);
  add_team (self, people);
  add_credits (self, people);
}

void
lf_owners_pane_show (LfOwnersPane *self, LfRecord *record)
{
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  self->reading = g_cancellable_new ();
  lf_store_people_async (lf_app_context_store (self->context), lf_record_id (record), self->reading,
                         on_read_cb, self);
}

/* ---- Widget ---- */

static void
lf_owners_pane_dispose (GObject *object)
{
  LfOwnersPane *self = LF_OWNERS_PANE (object);

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (lf_owners_pane_parent_class)->dispose (object);
}

static void
lf_owners_pane_class_init (LfOwnersPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_owners_pane_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, LF_OWNERS_UI ("lf-owners-pane"));
  gtk_widget_class_bind_template_child (widget_class, LfOwnersPane, groups);
}

static void
lf_owners_pane_init (LfOwnersPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
lf_owners_pane_set_context (LfOwnersPane *self, LfAppContext *context)
{
  g_set_object (&self->context, context);
}
