/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows of what is missing before a stage. */

#include "config.h"

#include "lf-gate-rows.h"

#include "lf-may.h"

#include <glib/gi18n.h>
#include <string.h>

struct _LfGateRows
{
  AdwBin parent_instance;

  LfAppContext *context;
  LfScreening *screening;     /* (nullable): holds @lead */
  const LfScreenedLead *lead; /* (nullable) */
  GPtrArray *lacks;           /* (nullable) (element-type LfLack) */
};

G_DEFINE_FINAL_TYPE (LfGateRows, lf_gate_rows, ADW_TYPE_BIN)

/* ---- To where it is given ---- */

/* A dialog does not stay in front of what it leads to, and a popover does not hang over it. */
static void
leave (LfGateRows *self)
{
  GtkWidget *popover = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_POPOVER);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (popover != NULL)
    gtk_popover_popdown (GTK_POPOVER (popover));
  else if (GTK_IS_WINDOW (root) && gtk_window_get_modal (GTK_WINDOW (root)))
    gtk_window_close (GTK_WINDOW (root));
}

/* (nullable): where @lack is to be said; of a veto, the one that said it */
static const LfRecord *
find_evaluation (LfGateRows *self, const LfLack *lack)
{
  const char *kind = lf_gate_of (lack->kind)->kind;
  const LfRecord *found = NULL;

  for (guint i = 0; i < self->lead->evaluations->len; i++)
    {
      const LfRecord *evaluation = self->lead->evaluations->pdata[i];
      gboolean fits
          = lack->kind == LF_LACK_VETO
                ? g_strcmp0 (lf_record_get (evaluation, "verdict"), "veto") == 0
                : g_strcmp0 (lf_record_get (evaluation, "kind"), kind) == 0
                      && (lack->body == NULL
                          || g_strcmp0 (lf_record_get (evaluation, "body"), lack->body) == 0);

      if (fits)
        found = evaluation;
    }
  return found;
}

/* What is to be opened once it is there. */
typedef struct
{
  LfAppContext *context;
  char *id;
} Asked;

static void
asked_free (Asked *asked)
{
  g_object_unref (asked->context);
  g_free (asked->id);
  g_free (asked);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Asked, asked_free)

static void
on_asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Asked) asked = user_data;
  g_autoptr (GError) error = NULL;

  if (lf_store_commit_finish (LF_STORE (source), result, &error))
    {
      lf_app_context_toast (asked->context, _ ("Asked for it"), /* has_undo= */ TRUE);
      lf_app_context_open_record (asked->context, "evaluation", asked->id);
    }
  else
    lf_app_context_toast (asked->context, error->message, /* has_undo= */ FALSE);
}

/* (transfer full): a body has one of its own */
static LfRecord *
make_evaluation (LfGateRows *self, const LfLack *lack)
{
  g_autoptr (LfRecord) plain = lf_judging_new_evaluation (
      self->lead->project, lf_gate_of (lack->kind)->kind, &self->screening->today);
  g_autofree char *id = NULL;
  LfRecord *made;

  if (lack->body == NULL)
    return g_steal_pointer (&plain);
  id = lf_id_derive ("evaluation", lack->body, lf_record_id (self->lead->project), NULL);
  made = lf_record_new (lf_record_entity (plain), id);
  for (guint i = 0; lf_record_entity (plain)->fields[i].name != NULL; i++)
    lf_record_take_at (made, i, g_strdup (lf_record_get_at (plain, i)));
  lf_record_set (made, "body", lack->body);
  return made;
}

static void
ask (LfGateRows *self, const LfLack *lack)
{
  g_autoptr (LfRecord) evaluation = make_evaluation (self, lack);
  g_autofree char *title = lf_record_title (evaluation);
  g_autofree char *label = g_strdup_printf (_ ("Ask for “%s”"), title);
  g_autoptr (LfChange) change = lf_change_new (label);
  Asked *asked = g_new (Asked, 1);

  lf_change_create (change, evaluation);
  *asked = (Asked){ g_object_ref (self->context), g_strdup (lf_record_id (evaluation)) };
  lf_store_commit_async (lf_app_context_store (self->context), change, /* cancellable= */ NULL,
                         on_asked_cb, asked);
}

static void
go_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfGateRows *self = LF_GATE_ROWS (widget);
  g_autoptr (LfGateRows) kept = g_object_ref (self);
  const guint index = g_variant_get_uint32 (parameter);
  const LfLack *lack
      = self->lacks == NULL || index >= self->lacks->len ? NULL : self->lacks->pdata[index];
  const LfRecord *evaluation = lack == NULL ? NULL : find_evaluation (self, lack);

  if (lack == NULL)
    return;
  leave (self);
  if (evaluation != NULL)
    lf_app_context_open_record (self->context, "evaluation", lf_record_id (evaluation));
  else if (lf_gate_of (lack->kind)->kind == NULL)
    lf_app_context_show_view (self->context, "screening");
  else
    ask (self, lack);
}

/* ---- Showing ---- */

static void
add_button (LfGateRows *self, GtkWidget *row, const LfLack *lack, guint index)
{
  gboolean is_there = find_evaluation (self, lack) != NULL || lf_gate_of (lack->kind)->kind == NULL;
  GtkWidget *button;

  if (!is_there && !lf_may (self->context, "evaluation", 'c'))
    return;
  button = gtk_button_new_with_mnemonic (
      is_there ? _ ("_Open") : C_ ("button: for an opinion that is missing", "_Ask"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "gate.go");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "u", index);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
}

static GtkWidget *
make_row (LfGateRows *self, guint index)
{
  const LfLack *lack = self->lacks->pdata[index];
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *icon = gtk_image_new_from_icon_name (lack->holds ? "dialog-error-symbolic"
                                                              : "dialog-warning-symbolic");
  g_autofree char *giver
      = g_strdup_printf (_ ("It is given by %s."), _ (lf_gate_of (lack->kind)->giver));

  gtk_widget_add_css_class (icon, lack->holds ? "error" : "warning");
  gtk_widget_set_tooltip_text (icon, lack->holds ? _ ("The move is refused without it")
                                                 : _ ("The move goes on without it"));
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), lack->text);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), giver);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  add_button (self, row, lack, index);
  return row;
}

gboolean
lf_gate_rows_show (LfGateRows *self, LfScreening *screening, const LfScreenedLead *lead, LfStage to)
{
  GPtrArray *lacks = lf_screening_gate (screening, lead, to);
  gboolean holds = lacks->len > 0 && ((const LfLack *) lacks->pdata[0])->holds;
  g_autofree char *title = g_strdup_printf (_ ("Missing before “%s”"), lf_stage_label (to));
  GtkWidget *group = adw_preferences_group_new ();

  g_clear_pointer (&self->lacks, g_ptr_array_unref);
  self->lacks = lacks;
  lf_screening_ref (screening);
  g_clear_pointer (&self->screening, lf_screening_unref);
  self->screening = screening;
  self->lead = lead;
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  adw_preferences_group_set_description (
      ADW_PREFERENCES_GROUP (group),
      holds ? _ ("What is marked as an error is asked for first; the move is refused until then.")
            : _ ("The move is still possible; it is recorded that this is missing."));
  for (guint i = 0; i < lacks->len; i++)
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), make_row (self, i));
  adw_bin_set_child (ADW_BIN (self), group);
  gtk_widget_set_visible (GTK_WIDGET (self), lacks->len > 0);
  return holds;
}

/* ---- Widget ---- */

static void
lf_gate_rows_finalize (GObject *object)
{
  LfGateRows *self = LF_GATE_ROWS (object);

  g_clear_object (&self->context);
  g_clear_pointer (&self->lacks, g_ptr_array_unref);
  g_clear_pointer (&self->screening, lf_screening_unref);
  G_OBJECT_CLASS (lf_gate_rows_parent_class)->finalize (object);
}

static void
lf_gate_rows_class_init (LfGateRowsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lf_gate_rows_finalize;
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "gate.go", "u", go_action);
}

static void
lf_gate_rows_init (LfGateRows *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

void
lf_gate_rows_set_context (LfGateRows *self, LfAppContext *context)
{
  g_set_object (&self->context, context);
}
