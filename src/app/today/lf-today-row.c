/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The row of what asks for somebody. */

#include "config.h"

#include "lf-today-row.h"

#include "lf-course-kind.h"
#include "lf-course-move.h"
#include "lf-dialogs.h"
#include "lf-lines-layout.h"
#include "lf-text-tip.h"

#include <glib/gi18n.h>
#include <string.h>

/* What can be done about a row, beside it. */
typedef enum
{
  ACT_NONE, /* nothing is shown yet */
  ACT_DONE,
  ACT_NEXT,
  ACT_GO,
  ACT_OPEN,
  ACT_CLOSE
} Act;

static const struct
{
  const char *label, *action;
  const char *tip;    /* (nullable) */
  const char *spoken; /* (nullable): of which the title is a part */
} acts[] = {
  /* Translators: verb: says that a step was done, and what the next one is */
  [ACT_DONE] = { N_ ("Done…"), "item.done", N_ ("Done and Schedule Next (Ctrl+D)"),
                 N_ ("Done and schedule next: %s") },
  /* Translators: verb: asks for what brings a problem or a promise on, such as its dispatch */
  [ACT_NEXT] = { N_ ("See to It…"), "item.done", N_ ("Do What Comes Next (Ctrl+D)"),
                 N_ ("Do what comes next: %s") },
  /* Translators: verb: shows the page where this is settled */
  [ACT_GO] = { N_ ("Go There"), "win.show-view", NULL, N_ ("Go to where this is settled: %s") },
  [ACT_OPEN] = { N_ ("Go There"), "item.open", NULL, N_ ("Go to where this is settled: %s") },
  [ACT_CLOSE]
  = { N_ ("_Close Last Month"), "win.close-lamps",
      N_ ("Keep Last Month’s Lamps as They Stand, so That Its Chart Stays What It Was"), NULL },
};

struct _LfTodayRow
{
  AdwActionRow parent_instance;

  GtkImage *icon;
  GtkWidget *button; /* (nullable) */
  Act act;           /* of @button */

  LfAppContext *context;
  LfTodayKind kind;
  char *entity, *id;
  LfRecord *record; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (LfTodayRow, lf_today_row, ADW_TYPE_ACTION_ROW)

/* Where what has a page of its own is dealt with. */
static const char *
find_view (const LfTodayItem *item)
{
  if (item->kind == LF_TODAY_CONFLICT || item->kind == LF_TODAY_REFUSED)
    return "conflicts";
  return item->kind == LF_TODAY_WAITING
                 && g_str_equal (lf_record_entity (item->record)->name, "transfer")
             ? "transfers"
             : NULL;
}

static gboolean
can_be_done (const LfTodayItem *item)
{
  return item->record != NULL && item->kind <= LF_TODAY_PROMISED
         && lf_today_can_be_done (lf_record_entity (item->record));
}

/* What takes a course is done with by the act that comes next, which may be another's. */
static gboolean
takes_course (const LfTodayRow *self, const LfTodayItem *item)
{
  const LfEntity *entity = item->record == NULL ? NULL : lf_record_entity (item->record);
  const LfCourseKind *kind = entity == NULL ? NULL : lf_course_kind_find (entity);

  return kind != NULL && item->kind <= LF_TODAY_WAITING && kind->may_act (self->context, entity);
}

static void
done_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  lf_today_row_done (LF_TODAY_ROW (widget));
}

static void
open_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  lf_today_row_open (LF_TODAY_ROW (widget));
}

static void
lf_today_row_finalize (GObject *object)
{
  LfTodayRow *self = LF_TODAY_ROW (object);

  g_clear_object (&self->context);
  g_clear_pointer (&self->record, lf_record_unref);
  g_free (self->entity);
  g_free (self->id);
  G_OBJECT_CLASS (lf_today_row_parent_class)->finalize (object);
}

static void
lf_today_row_class_init (LfTodayRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = lf_today_row_finalize;
  gtk_widget_class_install_action (widget_class, "item.done", NULL, done_action);
  gtk_widget_class_install_action (widget_class, "item.open", NULL, open_action);
  gtk_widget_class_set_template_from_resource (widget_class, LF_TODAY_UI ("lf-today-row"));
  gtk_widget_class_bind_template_child (widget_class, LfTodayRow, icon);
}

/* Asked for when somebody points there: one that is set is a question to the display each time. */
static gboolean
on_query_tooltip_cb (
    GtkWidget *row, int x, int y, gboolean is_by_keyboard, GtkTooltip *tooltip, gpointer user_data)
{
  gtk_tooltip_set_text (tooltip, adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)));
  return TRUE;
}

static void
lf_today_row_init (LfTodayRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  lf_lines_layout_use (ADW_ACTION_ROW (self));
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  g_signal_connect (self, "query-tooltip", G_CALLBACK (on_query_tooltip_cb), NULL);
}

LfTodayRow *
lf_today_row_new (LfAppContext *context)
{
  LfTodayRow *self = g_object_new (LF_TYPE_TODAY_ROW, NULL);

  self->context = g_object_ref (context);
  return self;
}

/* The sentence, and below it the step, the firm and whose it is. */
static char *
describe (const LfTodayItem *item)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();
  g_autofree char *below = NULL;

  if (item->step != NULL)
    g_ptr_array_add (parts, item->step);
  if (item->enterprise != NULL)
    g_ptr_array_add (parts, item->enterprise);
  if (item->owner != NULL)
    g_ptr_array_add (parts, item->owner);
  g_ptr_array_add (parts, NULL);
  below = g_strjoinv (" · ", (char **) parts->pdata);
  return g_strconcat (item->why, *below == '\0' ? NULL : "\n", below, NULL);
}

static void
name_part (GtkWidget *part, const char *name)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (part), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/* What is waited for and has neither a course nor a page of its own is signed where it opens. */
static Act
act_of (const LfTodayRow *self, const LfTodayItem *item)
{
  if (item->kind == LF_TODAY_UNCLOSED)
    return ACT_CLOSE;
  if (find_view (item) != NULL)
    return ACT_GO;
  if (can_be_done (item))
    return ACT_DONE;
  if (takes_course (self, item))
    return ACT_NEXT;
  return ACT_OPEN;
}

static void
make_button (LfTodayRow *self, Act act)
{
  self->act = act;
  if (self->button != NULL)
    adw_action_row_remove (ADW_ACTION_ROW (self), self->button);
  self->button = gtk_button_new_with_mnemonic (_ (acts[act].label));
  gtk_widget_set_valign (self->button, GTK_ALIGN_CENTER);
  if (acts[act].tip != NULL)
    lf_text_tip_say (self->button, _ (acts[act].tip));
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), self->button);
}

static void
show_button (LfTodayRow *self, const LfTodayItem *item)
{
  Act act = act_of (self, item);
  g_autofree char *spoken = NULL;

  if (act != self->act)
    make_button (self, act);
  if (act == ACT_GO)
    gtk_actionable_set_action_target (GTK_ACTIONABLE (self->button), "s", find_view (item));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->button), acts[act].action);
  if (acts[act].spoken == NULL)
    return;
  spoken = g_strdup_printf (_ (acts[act].spoken), item->title);
  name_part (self->button, spoken);
}

void
lf_today_row_show (LfTodayRow *self, const LfTodayItem *item)
{
  g_autofree char *subtitle = describe (item);
  g_autofree char *spoken
      = g_strdup_printf ("%s: %s, %s", lf_today_label (item->kind), item->title, item->why);
  char *entity = g_strdup (item->entity), *id = g_strdup (item->id);
  LfRecord *record = item->record == NULL ? NULL : lf_record_ref (item->record);

  g_free (self->entity);
  g_free (self->id);
  g_clear_pointer (&self->record, lf_record_unref);
  self->kind = item->kind;
  self->entity = entity;
  self->id = id;
  self->record = record;
  gtk_image_set_from_icon_name (self->icon, lf_today_icon (item->kind));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), item->title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), subtitle);
  name_part (GTK_WIDGET (self), spoken);
  show_button (self, item);
}

/* Two conflicts may be about one record. */
gboolean
lf_today_row_is_of (LfTodayRow *self, const LfTodayItem *item)
{
  return self->kind == item->kind && g_strcmp0 (self->id, item->id) == 0
         && (item->record == NULL) == (self->record == NULL)
         && (item->record == NULL
             || strcmp (lf_record_id (item->record), lf_record_id (self->record)) == 0);
}

LfTodayKind
lf_today_row_get_kind (LfTodayRow *self)
{
  return self->kind;
}

void
lf_today_row_open (LfTodayRow *self)
{
  if (self->kind == LF_TODAY_UNCLOSED) /* what is to be closed is looked at first */
    lf_app_context_show_view (self->context, "wall");
  else if (self->entity != NULL && lf_schema_find (self->entity) != NULL)
    lf_app_context_open_record (self->context, self->entity, self->id);
}

/* Months are closed by their button alone: not by a key that goes through the rows. */
void
lf_today_row_done (LfTodayRow *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (!GTK_IS_WINDOW (root))
    return;
  if (self->act == ACT_DONE)
    lf_done_dialog_present (GTK_WINDOW (root), self->context, self->record);
  else if (self->act == ACT_NEXT)
    lf_course_next_present (GTK_WINDOW (root), self->context, self->record);
  else if (self->act != ACT_CLOSE)
    g_signal_emit_by_name (self->button, "clicked");
}
