/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands in a segment. */

#include "config.h"

#include "lf-chain-side.h"

#include "lf-chains-page.h"
#include "lf-may.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#define SHOWN 30 /* rows of a group */

struct _LfChainSide
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkLabel *title;
  GtkLabel *why;
  GtkLabel *gap;
  GtkWidget *open;
  GtkWidget *add;
  GPtrArray *groups; /* (element-type GtkWidget), owned by the box */

  LfAppContext *context; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (LfChainSide, lf_chain_side, GTK_TYPE_WIDGET)

/* The fields that a row tells below the name. */
static const struct
{
  const char *entity;
  const char *fields[4];
} told[] = {
  { "project", { "stage", "total_investment", "owner" } },
  { "enterprise", { "industry", "city" } },
  { "target", { "state", "owner", "next_step", "next_step_date" } },
  { "expert", { "specialty", "organisation" } },
  { "fund", { "kind", "size" } },
};

static char *
tell (const LfRecord *record)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (told); i++)
    for (guint j = 0; g_str_equal (told[i].entity, lf_record_entity (record)->name)
                      && j < G_N_ELEMENTS (told[i].fields) && told[i].fields[j] != NULL;
         j++)
      {
        g_autofree char *value = lf_record_format (record, told[i].fields[j]);

        if (value[0] != '\0')
          g_string_append_printf (text, "%s%s", text->len == 0 ? "" : " · ", value);
      }
  return g_string_free (text, FALSE);
}

/* ---- Rows ---- */

static GtkWidget *
new_lead_button (const LfRecord *target)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("Make _Lead"));

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, _ ("A new lead with what the target says"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "chain.lead");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", lf_record_id (target));
  return button;
}

static GtkWidget *
new_row (LfChainSide *self, const LfRecord *record)
{
  const char *entity = lf_record_entity (record)->name;
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *title = lf_record_title (record);
  g_autofree char *subtitle = tell (record);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "chain.open-record");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "(ss)", entity, lf_record_id (record));
  if (g_str_equal (entity, "target") && lf_record_get (record, "project") == NULL
      && lf_may (self->context, "project", 'c'))
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), new_lead_button (record));
  return row;
}

static void
add_group (LfChainSide *self, const char *title, const char *description, GPtrArray *records)
{
  GtkWidget *group;
  g_autofree char *heading = NULL;

  if (records->len == 0)
    return;
  group = adw_preferences_group_new ();
  /* TRANSLATORS: a heading, and how many stand below it */
  heading = g_strdup_printf (_ ("%1$s (%2$u)"), title, records->len);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), heading);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), description);
  for (guint i = 0; i < MIN (records->len, SHOWN); i++)
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), new_row (self, records->pdata[i]));
  gtk_box_append (GTK_BOX (self->box), group);
  g_ptr_array_add (self->groups, group);
}

/* (transfer container): those that are leads, or are not */
static GPtrArray *
pick_projects (GPtrArray *projects, gboolean is_lead)
{
  GPtrArray *picked = g_ptr_array_new ();

  for (guint i = 0; i < projects->len; i++)
    if (g_strcmp0 (lf_record_get (projects->pdata[i], "stage"), "lead") == 0 ? is_lead : !is_lead)
      g_ptr_array_add (picked, projects->pdata[i]);
  return picked;
}

static void
show_segment (LfChainSide *self, const LfChain *chain, guint i)
{
  const LfChainSegment *segment = lf_chain_segment (chain, i);
  g_autoptr (GPtrArray) leads = pick_projects (segment->projects, TRUE);
  g_autoptr (GPtrArray) projects = pick_projects (segment->projects, FALSE);
  g_autofree char *title = lf_record_title (segment->record);
  g_autofree char *why = lf_chain_tell_segment (chain, i);
  const char *gap = lf_record_get (segment->record, "gap");

  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->why, why);
  gtk_label_set_label (self->gap, gap == NULL ? "" : gap);
  gtk_widget_set_visible (GTK_WIDGET (self->gap), gap != NULL);
  add_group (self, _ ("Targets"), NULL, segment->targets);
  add_group (self, _ ("Leads"), NULL, leads);
  add_group (self, _ ("Projects"), NULL, projects);
  add_group (self, _ ("Resident firms"), NULL, segment->firms);
  add_group (self, _ ("Firms elsewhere"), NULL, segment->candidates);
}

static void
show_whole (LfChainSide *self, const LfChain *chain)
{
  g_autofree char *title = lf_record_title (chain->record);

  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->why, _ ("Choose a segment to see what stands in it."));
  gtk_widget_set_visible (GTK_WIDGET (self->gap), FALSE);
  add_group (self, _ ("Targets"), NULL, chain->targets);
  add_group (self, _ ("Projects of no segment"),
             _ ("They fill no gap until a segment is chosen for them."), chain->unplaced);
}

void
lf_chain_side_show (LfChainSide *self, LfAppContext *context, const LfChain *chain, int segment)
{
  g_set_object (&self->context, context);
  lf_app_leave (self->box);
  for (guint i = 0; i < self->groups->len; i++)
    gtk_box_remove (GTK_BOX (self->box), self->groups->pdata[i]);
  g_ptr_array_set_size (self->groups, 0);
  gtk_widget_set_visible (self->add, lf_may (context, "target", 'c'));
  gtk_widget_set_visible (self->open, segment >= 0);
  if (segment >= 0)
    show_segment (self, chain, (guint) segment);
  else
    show_whole (self, chain);
  add_group (self, _ ("Experts of the chain"), NULL, chain->experts);
  add_group (self, _ ("Funds of the chain"), NULL, chain->funds);
}

/* ---- Widget ---- */

static void
lf_chain_side_dispose (GObject *object)
{
  LfChainSide *self = LF_CHAIN_SIDE (object);
  GtkWidget *child;

  g_ptr_array_set_size (self->groups, 0);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (lf_chain_side_parent_class)->dispose (object);
}

static void
lf_chain_side_finalize (GObject *object)
{
  LfChainSide *self = LF_CHAIN_SIDE (object);

  g_clear_object (&self->context);
  g_ptr_array_unref (self->groups);
  G_OBJECT_CLASS (lf_chain_side_parent_class)->finalize (object);
}

static void
lf_chain_side_class_init (LfChainSideClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_chain_side_dispose;
  G_OBJECT_CLASS (klass)->finalize = lf_chain_side_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, LF_CHAINS_UI ("lf-chain-side"));
  gtk_widget_class_bind_template_child (widget_class, LfChainSide, box);
  gtk_widget_class_bind_template_child (widget_class, LfChainSide, title);
  gtk_widget_class_bind_template_child (widget_class, LfChainSide, why);
  gtk_widget_class_bind_template_child (widget_class, LfChainSide, gap);
  gtk_widget_class_bind_template_child (widget_class, LfChainSide, open);
  gtk_widget_class_bind_template_child (widget_class, LfChainSide, add);
}

static void
lf_chain_side_init (LfChainSide *self)
{
  self->groups = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}
