/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The chains page. */

#include "config.h"

#include "lf-chains-page.h"

#include "lf-chain-ones.h"
#include "lf-chain-side.h"
#include "lf-chain-lists.h"
#include "lf-compat-drop-down.h"
#include "lf-compat-files.h"
#include "lf-fishbone-view.h"
#include "lf-fold.h"
#include "lf-may.h"
#include "lf-page-reader.h"
#include "lf-print.h"
#include "lf-rows-dialog.h"
#include "lf-store-chains.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#define SIDE_BY_SIDE 760 /* pixels from which on the list stands beside the fishbone */
#define SIDE_WIDTH 320

struct _LfChainsPage
{
  GtkWidget parent_instance;

  LfFold *fold;
  GtkStack *pages;
  AdwStatusPage *nothing;
  GtkBox *columns;
  GtkDropDown *choice;
  GtkLabel *told;
  LfFishboneView *fishbone;
  GtkWidget *first_segment;
  LfChainOnes *ones;
  LfChainSide *side;

  LfAppContext *context;
  LfPageReader *reader;
  GPtrArray *chains;   /* (nullable) (element-type LfChain): as they stand in the choice */
  char *chain;         /* (nullable): the id of the one that was chosen */
  gboolean is_filling; /* the choice is being filled, and nobody chooses */
};

G_DEFINE_FINAL_TYPE (LfChainsPage, lf_chains_page, GTK_TYPE_WIDGET)

/* ---- What is shown ---- */

/* (nullable) */
static const LfChain *
shown (LfChainsPage *self)
{
  guint i = gtk_drop_down_get_selected (self->choice);

  return self->chains == NULL || i >= self->chains->len ? NULL : self->chains->pdata[i];
}

static void
show_side (LfChainsPage *self)
{
  if (shown (self) != NULL)
    lf_chain_side_show (self->side, self->context, shown (self),
                        lf_fishbone_view_get_selected (self->fishbone));
}

static void
show_chain (LfChainsPage *self)
{
  const LfChain *chain = shown (self);
  g_autofree char *told = NULL;

  if (chain == NULL)
    return;
  told = lf_chain_tell (chain);
  gtk_label_set_label (self->told, told);
  lf_fishbone_view_set_chain (self->fishbone, chain);
  gtk_widget_set_visible (self->first_segment,
                          chain->segments->len == 0 && lf_may (self->context, "segment", 'c'));
  lf_chain_ones_show (self->ones, self->context, chain);
  show_side (self);
}

/* Where work is to be done. */
static void
select_gap (LfChainsPage *self)
{
  const LfChain *chain = shown (self);
  int gap = -1;

  for (guint i = chain == NULL ? 0 : chain->segments->len; i-- > 0;)
    if (lf_chain_segment (chain, i)->state == LF_SEGMENT_MISSING)
      gap = (int) i;
  lf_fishbone_view_select (self->fishbone, gap);
}

/* ---- Reading ---- */

/* Of those that nobody has chosen from yet, the first with gaps. */
static void
fill_choice (LfChainsPage *self)
{
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);
  guint chosen = 0;

  for (guint i = self->chains->len; i-- > 0;)
    {
      const LfChain *chain = self->chains->pdata[i];

      if (self->chain == NULL ? !chain->is_closed
                              : g_str_equal (self->chain, lf_record_id (chain->record)))
        chosen = i;
    }
  for (guint i = 0; i < self->chains->len; i++)
    {
      g_autofree char *title = lf_record_title (((LfChain *) self->chains->pdata[i])->record);

      gtk_string_list_append (titles, title);
    }
  self->is_filling = TRUE;
  gtk_drop_down_set_model (self->choice, G_LIST_MODEL (titles));
  gtk_drop_down_set_selected (self->choice, chosen);
  self->is_filling = FALSE;
}

static void
on_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LfChainsPage *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) chains = lf_store_chains_finish (LF_STORE (source), result, &error);
  g_autoptr (GPtrArray) before = NULL;
  gboolean is_first;

  if (lf_page_reader_was_cancelled (error))
    return;
  lf_page_reader_done (self->reader);
  if (error != NULL)
    {
      lf_page_reader_tell (self->nothing, error);
      gtk_stack_set_visible_child_name (self->pages, "nothing");
      return;
    }
  is_first = self->chains == NULL;
  before = g_steal_pointer (&self->chains);
  self->chains = g_steal_pointer (&chains);
  fill_choice (self);
  if (shown (self) == NULL)
    lf_fishbone_view_set_chain (self->fishbone, NULL);
  show_chain (self);
  if (is_first)
    select_gap (self);
  gtk_stack_set_visible_child_name (self->pages, shown (self) == NULL ? "nothing" : "chain");
}

static void
read_chains (GtkWidget *page, GCancellable *cancellable)
{
  LfChainsPage *self = LF_CHAINS_PAGE (page);
  const LfDate today = lf_date_today ();

  lf_store_chains_async (lf_app_context_store (self->context), &today, cancellable, on_read_cb,
                         self);
}

/* ---- Choosing ---- */

static LfChainsPage *
page_of (gpointer widget)
{
  return LF_CHAINS_PAGE (gtk_widget_get_ancestor (GTK_WIDGET (widget), LF_TYPE_CHAINS_PAGE));
}

static void
on_chosen_cb (GtkDropDown *choice, GParamSpec *spec, gpointer user_data)
{
  LfChainsPage *self = page_of (choice);

  if (self == NULL || self->is_filling || shown (self) == NULL)
    return;
  g_free (self->chain);
  self->chain = g_strdup (lf_record_id (shown (self)->record));
  lf_fishbone_view_select (self->fishbone, -1);
  show_chain (self);
  select_gap (self);
}

static void
on_selected_cb (LfFishboneView *fishbone, gpointer user_data)
{
  LfChainsPage *self = page_of (fishbone);

  if (self != NULL)
    show_side (self);
}

/* Where the list stands below, it is out of sight. */
static void
on_activated_cb (LfFishboneView *fishbone, gpointer user_data)
{
  LfChainsPage *self = page_of (fishbone);

  if (gtk_orientable_get_orientation (GTK_ORIENTABLE (self->columns)) == GTK_ORIENTATION_VERTICAL)
    gtk_widget_child_focus (GTK_WIDGET (self->side), GTK_DIR_TAB_FORWARD);
}

static void
on_room_cb (LfFold *fold, GParamSpec *spec, gpointer user_data)
{
  LfChainsPage *self = user_data;
  gboolean is_wide = lf_fold_get_room (fold) >= SIDE_BY_SIDE;

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->columns),
                                  is_wide ? GTK_ORIENTATION_HORIZONTAL : GTK_ORIENTATION_VERTICAL);
  gtk_widget_set_size_request (GTK_WIDGET (self->side), is_wide ? SIDE_WIDTH : -1, -1);
}

/* ---- What can be done ---- */

static void
open_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfChainsPage *self = LF_CHAINS_PAGE (widget);

  if (shown (self) != NULL)
    lf_app_context_open_record (self->context, "chain", lf_record_id (shown (self)->record));
}

static void
open_segment_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfChainsPage *self = LF_CHAINS_PAGE (widget);
  int segment = lf_fishbone_view_get_selected (self->fishbone);

  if (shown (self) != NULL && segment >= 0)
    lf_app_context_open_record (
        self->context, "segment",
        lf_record_id (lf_chain_segment (shown (self), (guint) segment)->record));
}

static void
open_record_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const char *entity, *id;

  g_variant_get (parameter, "(&s&s)", &entity, &id);
  lf_app_context_open_record (LF_CHAINS_PAGE (widget)->context, entity, id);
}

/* The target table is a list of targets, not a ledger of its own (L3). */
static void
targets_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfChainsPage *self = LF_CHAINS_PAGE (widget);
  const LfChain *chain = shown (self);
  g_autofree char *title = chain == NULL ? NULL : lf_record_title (chain->record);
  g_autofree char *heading = g_strdup_printf (_ ("Targets of “%s”"), title);
  g_autofree char *filter = NULL;

  if (chain == NULL)
    return;
  filter
      = g_strdup_printf ("chain=\"%1$s\" or segment(chain=\"%1$s\")", lf_record_id (chain->record));
  lf_app_context_open_list (self->context, "target", filter, heading);
}

static void
fill_ones_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfChainsPage *self = LF_CHAINS_PAGE (widget);
  g_autoptr (LfChange) change = shown (self) == NULL ? NULL : lf_chain_fill_kit (shown (self));

  if (change != NULL)
    lf_app_context_commit (self->context, change, _ ("Saved"));
}

/* (nullable): a target of what is shown */
static const LfRecord *
find_target (const LfChain *chain, const char *id)
{
  for (guint i = 0; i <= chain->segments->len; i++)
    {
      GPtrArray *targets
          = i < chain->segments->len ? lf_chain_segment (chain, i)->targets : chain->targets;

      for (guint j = 0; j < targets->len; j++)
        if (g_str_equal (lf_record_id (targets->pdata[j]), id))
          return targets->pdata[j];
    }
  return NULL;
}

static void
lead_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfChainsPage *self = LF_CHAINS_PAGE (widget);
  const LfDate today = lf_date_today ();
  const LfRecord *target = shown (self) == NULL
                               ? NULL
                               : find_target (shown (self), g_variant_get_string (parameter, NULL));
  g_autoptr (GError) error = NULL;
  g_autoptr (LfChange) change
      = target == NULL ? NULL : lf_target_make_lead (target, &today, NULL, &error);

  if (change != NULL)
    lf_app_context_commit (self->context, change, _ ("Saved"));
  else if (error != NULL)
    lf_app_context_toast (self->context, error->message, /* has_undo= */ FALSE);
}

/* ---- New ones ---- */

static const char *const target_rows[]
    = { "name", "enterprise", "city", "owner", "reason", "next_step", "next_step_date", NULL };
static const char *const segment_rows[]
    = { "name", "parent", "position", "industry_codes", "gap", NULL };

/* The draft with what the rows say; @user_data: the draft */
static LfChange *
make_new (LfRowsDialog *dialog, gpointer user_data, GError **error)
{
  const LfRecord *draft = user_data;
  gboolean is_target = g_str_equal (lf_record_entity (draft)->name, "target");
  const char *const *rows = is_target ? target_rows : segment_rows;
  g_autoptr (LfRecord) record = lf_record_copy (draft);
  g_autofree char *title = NULL;
  LfChange *change;

  for (guint i = 0; rows[i] != NULL; i++)
    lf_record_set (record, rows[i], lf_rows_dialog_get (dialog, i));
  if (lf_record_get (record, "name") == NULL)
    {
      g_set_error_literal (error, LF_ERROR, LF_ERROR_INVALID,
                           is_target ? _ ("Name the firm that the zone wants.")
                                     : _ ("Name the segment."));
      return NULL;
    }
  title = lf_record_title (record);
  change = lf_change_new (title);
  lf_change_create (change, record);
  return change;
}

/* @draft: (transfer full) */
static void
ask_for (LfChainsPage *self, LfRecord *draft, const char *title, const char *place)
{
  const LfDate today = lf_date_today ();
  gboolean is_target = g_str_equal (lf_record_entity (draft)->name, "target");
  const char *const *rows = is_target ? target_rows : segment_rows;
  LfRowsDialog *dialog = lf_rows_dialog_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                             self->context, title, place);

  lf_rules_fill_new (draft, &today);
  lf_rows_dialog_add_group (dialog, lf_entity_label (lf_record_entity (draft)), NULL);
  for (guint i = 0; rows[i] != NULL; i++)
    lf_rows_dialog_add_row (dialog, draft, rows[i], /* title= */ NULL);
  lf_rows_dialog_present (dialog, _ ("Saved"), make_new, draft, (GDestroyNotify) lf_record_unref);
}

static void
new_target_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfChainsPage *self = LF_CHAINS_PAGE (widget);
  const LfChain *chain = shown (self);
  int segment = lf_fishbone_view_get_selected (self->fishbone);
  g_autofree char *place = NULL;

  if (chain == NULL)
    return;
  place = lf_record_title (segment < 0 ? chain->record
                                       : lf_chain_segment (chain, (guint) segment)->record);
  ask_for (self, lf_chain_new_target (chain, segment), _ ("New Target"), place);
}

static void
new_segment_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfChainsPage *self = LF_CHAINS_PAGE (widget);
  const LfChain *chain = shown (self);
  g_autofree char *place = chain == NULL ? NULL : lf_record_title (chain->record);
  LfRecord *segment;

  if (chain == NULL)
    return;
  segment = lf_record_new (lf_schema_find ("segment"), NULL);
  lf_record_set (segment, "chain", lf_record_id (chain->record));
  ask_for (self, segment, _ ("New Segment"), place);
}

/* ---- Paper and files ---- */

static void
draw_sheet (gconstpointer data, cairo_t *cr, double width, double height)
{
  lf_fishbone_draw_sheet (data, cr, width, height);
}

static void
print_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfChainsPage *self = LF_CHAINS_PAGE (widget);
  const LfChain *chain = shown (self);
  g_autofree char *title = chain == NULL ? NULL : lf_record_title (chain->record);
  g_autoptr (GError) error = NULL;

  if (chain != NULL
      && !lf_print_drawing (GTK_WINDOW (gtk_widget_get_root (widget)), title, draw_sheet, chain,
                            &error))
    lf_app_context_toast (self->context, error->message, /* has_undo= */ FALSE);
}

static void
on_file_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LfChainsPage) self = user_data;
  g_autoptr (GFile) file = lf_file_save_finish (GTK_WINDOW (source), result, NULL);
  g_autoptr (GError) error = NULL;

  if (file == NULL || shown (self) == NULL)
    return;
  if (lf_fishbone_write (shown (self), g_file_peek_path (file), &error))
    lf_app_context_toast (self->context, _ ("The fishbone was saved"), /* has_undo= */ FALSE);
  else
    lf_app_context_toast (self->context, error->message, /* has_undo= */ FALSE);
}

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfChainsPage *self = LF_CHAINS_PAGE (widget);
  const LfChain *chain = shown (self);
  g_autofree char *title = chain == NULL ? NULL : lf_record_title (chain->record);
  g_autofree char *file = g_strdup_printf ("%s.%s", title, g_variant_get_string (parameter, NULL));

  if (chain != NULL)
    lf_file_save_async (GTK_WINDOW (gtk_widget_get_root (widget)), _ ("Save the Fishbone"), file,
                        on_file_chosen_cb, g_object_ref (self));
}

static void
on_workbook_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LfChainsPage) self = user_data;
  g_autoptr (GFile) file = lf_file_save_finish (GTK_WINDOW (source), result, NULL);

  if (file != NULL && shown (self) != NULL)
    lf_chain_workbook_save (self->context, lf_record_id (shown (self)->record),
                            g_file_peek_path (file));
}

/* V12 */
static void
workbook_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfChainsPage *self = LF_CHAINS_PAGE (widget);
  const LfChain *chain = shown (self);
  g_autofree char *title = chain == NULL ? NULL : lf_record_title (chain->record);
  g_autofree char *file = g_strdup_printf ("%s.%s", title, g_variant_get_string (parameter, NULL));

  if (chain != NULL)
    lf_file_save_async (GTK_WINDOW (gtk_widget_get_root (widget)), _ ("Save the Workbook"), file,
                        on_workbook_chosen_cb, g_object_ref (self));
}

static void
lists_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfChainsPage *self = LF_CHAINS_PAGE (widget);

  if (shown (self) != NULL)
    lf_chain_lists_present (GTK_WINDOW (gtk_widget_get_root (widget)), self->context,
                            shown (self)->record);
}

/* ---- Widget ---- */

static void
lf_chains_page_dispose (GObject *object)
{
  LfChainsPage *self = LF_CHAINS_PAGE (object);

  g_clear_object (&self->reader);
  if (self->fishbone != NULL)
    lf_fishbone_view_set_chain (self->fishbone, NULL);
  g_clear_pointer ((GtkWidget **) &self->fold, gtk_widget_unparent);
  G_OBJECT_CLASS (lf_chains_page_parent_class)->dispose (object);
}

static void
lf_chains_page_finalize (GObject *object)
{
  LfChainsPage *self = LF_CHAINS_PAGE (object);

  g_clear_object (&self->context);
  g_clear_pointer (&self->chains, g_ptr_array_unref);
  g_free (self->chain);
  G_OBJECT_CLASS (lf_chains_page_parent_class)->finalize (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  static const struct
  {
    const char *name, *type;
    GtkWidgetActionActivateFunc run;
  } actions[] = {
    { "chain.open", NULL, open_action },
    { "chain.open-segment", NULL, open_segment_action },
    { "chain.open-record", "(ss)", open_record_action },
    { "chain.targets", NULL, targets_action },
    { "chain.fill-ones", NULL, fill_ones_action },
    { "chain.lead", "s", lead_action },
    { "chain.new-target", NULL, new_target_action },
    { "chain.new-segment", NULL, new_segment_action },
    { "chain.print", NULL, print_action },
    { "chain.save", "s", save_action },
    { "chain.workbook", "s", workbook_action },
    { "chain.lists", NULL, lists_action },
  };

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, actions[i].type,
                                     actions[i].run);
}

static void
lf_chains_page_class_init (LfChainsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_chains_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = lf_chains_page_finalize;
  g_type_ensure (LF_TYPE_FOLD);
  g_type_ensure (LF_TYPE_FISHBONE_VIEW);
  g_type_ensure (LF_TYPE_CHAIN_ONES);
  g_type_ensure (LF_TYPE_CHAIN_SIDE);
  install_actions (widget_class);
  gtk_widget_class_set_template_from_resource (widget_class, LF_CHAINS_UI ("lf-chains-page"));
  gtk_widget_class_bind_template_child (widget_class, LfChainsPage, fold);
  gtk_widget_class_bind_template_child (widget_class, LfChainsPage, pages);
  gtk_widget_class_bind_template_child (widget_class, LfChainsPage, nothing);
  gtk_widget_class_bind_template_child (widget_class, LfChainsPage, columns);
  gtk_widget_class_bind_template_child (widget_class, LfChainsPage, choice);
  gtk_widget_class_bind_template_child (widget_class, LfChainsPage, told);
  gtk_widget_class_bind_template_child (widget_class, LfChainsPage, fishbone);
  gtk_widget_class_bind_template_child (widget_class, LfChainsPage, first_segment);
  gtk_widget_class_bind_template_child (widget_class, LfChainsPage, ones);
  gtk_widget_class_bind_template_child (widget_class, LfChainsPage, side);
  gtk_widget_class_bind_template_callback (widget_class, on_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_activated_cb);
}

static void
lf_chains_page_init (LfChainsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  lf_drop_down_speak_of_label (self->choice);
  g_signal_connect (self->fold, "notify::room", G_CALLBACK (on_room_cb), self);
}

GtkWidget *
lf_chains_page_new (LfAppContext *context)
{
  LfChainsPage *self = g_object_new (LF_TYPE_CHAINS_PAGE, NULL);

  self->context = g_object_ref (context);
  self->reader
      = lf_page_reader_new (GTK_WIDGET (self), lf_app_context_store (context), read_chains);
  return GTK_WIDGET (self);
}
