/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a project stands, in one line. */

#include "config.h"

#include "lf-clocks-chip.h"

#include "lf-standing.h"
#include "lf-store-clocks.h"

#include <glib/gi18n.h>

struct _LfClocksChip
{
  GtkWidget parent_instance;

  GtkMenuButton *button;
  GtkImage *icon;
  GtkLabel *line;
  GtkLabel *since;
  GtkLabel *why;
  GtkLabel *clocks;
  GCancellable *reading; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (LfClocksChip, lf_clocks_chip, GTK_TYPE_WIDGET)

/* (nullable): the first of the chain that is open */
static const LfDeadline *
find_running (const LfClocks *clocks)
{
  for (guint leg = 0; leg < LF_N_CHAIN_LEGS; leg++)
    if (lf_deadline_is_open (&clocks->legs[leg]))
      return &clocks->legs[leg];
  return NULL;
}

static void
append_line (GString *text, const LfDeadline *deadline)
{
  g_autofree char *line = lf_deadline_tell (deadline);

  if (*line != '\0')
    g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", line);
}

/* (transfer full) */
static char *
tell_all (const LfClocks *clocks)
{
  GString *text = g_string_new (NULL);

  for (guint leg = 0; leg < LF_N_CHAIN_LEGS; leg++)
    append_line (text, &clocks->legs[leg]);
  append_line (text, &clocks->legs[LF_LEG_TOTAL]);
  for (guint i = 0; i < clocks->statutes->len; i++)
    append_line (text, &((const LfStatuteClock *) clocks->statutes->pdata[i])->deadline);
  return g_string_free (text, FALSE);
}

/* (transfer full) (nullable): what is most pressing. A lamp that warns of something else than a
 * clock that is late says why it does, so that it is not taken for that clock's. */
static char *
tell_cause (const LfClocks *clocks, const LfDeadline *running)
{
  gboolean is_late = running != NULL && running->state == LF_DEADLINE_LATE;

  if (clocks->lamp.lamp >= LF_LAMP_YELLOW && !is_late)
    return lf_lamp_tell (&clocks->lamp);
  return running == NULL ? NULL : lf_deadline_tell (running);
}

/* "Red · Land by 30 Apr 2023, 5 days late" */
static char *
tell_line (const LfClocks *clocks, const LfDeadline *running)
{
  const char *lamp = lf_lamp_label (clocks->lamp.lamp);
  g_autofree char *cause = tell_cause (clocks, running);

  if (cause == NULL)
    return g_strdup (lamp);
  return clocks->lamp.lamp == LF_LAMP_NONE ? g_steal_pointer (&cause)
                                           : g_strdup_printf ("%s · %s", lamp, cause);
}

static void
show_icon (LfClocksChip *self, const LfClocks *clocks, const LfDeadline *running)
{
  gboolean has_lamp = clocks->lamp.lamp != LF_LAMP_NONE || running == NULL;
  const char *style
      = has_lamp ? lf_lamp_style (clocks->lamp.lamp) : lf_deadline_state_style (running->state);

  gtk_image_set_from_icon_name (self->icon, has_lamp ? lf_lamp_icon (clocks->lamp.lamp)
                                                     : lf_deadline_state_icon (running->state));
  gtk_widget_set_css_classes (GTK_WIDGET (self->icon), (const char *[]){ style, NULL });
}

static void
show_clocks (LfClocksChip *self, const LfClocks *clocks)
{
  const LfDeadline *running = find_running (clocks);
  g_autofree char *line = tell_line (clocks, running);
  g_autofree char *since = lf_lamp_tell_since (&clocks->lamp);
  g_autofree char *why = lf_lamp_tell (&clocks->lamp);
  g_autofree char *all = tell_all (clocks);

  show_icon (self, clocks, running);
  gtk_label_set_label (self->line, line);
  gtk_label_set_label (self->since, since != NULL ? since : lf_lamp_label (clocks->lamp.lamp));
  gtk_label_set_label (self->why, why);
  gtk_label_set_label (self->clocks, all);
  gtk_widget_set_visible (GTK_WIDGET (self->clocks), *all != '\0');
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  line, -1);
  gtk_widget_set_visible (GTK_WIDGET (self), clocks->lamp.lamp != LF_LAMP_NONE || *all != '\0');
}

static void
on_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LfClocks) clocks = lf_store_clocks_finish (LF_STORE (source), result, &error);

  if (clocks != NULL)
    show_clocks (user_data, clocks);
}

void
lf_clocks_chip_show (LfClocksChip *self, LfStore *store, const LfRecord *record)
{
  const LfDate today = lf_date_today ();

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  if (lf_standing_role (lf_record_entity (record)) != LF_STANDING_ITSELF)
    {
      gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
      return;
    }
  self->reading = g_cancellable_new ();
  lf_store_clocks_async (store, lf_record_id (record), &today, self->reading, on_read_cb, self);
}

/* ---- The object ---- */

static void
lf_clocks_chip_dispose (GObject *object)
{
  LfClocksChip *self = LF_CLOCKS_CHIP (object);

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  gtk_widget_dispose_template (GTK_WIDGET (self), LF_TYPE_CLOCKS_CHIP);
  G_OBJECT_CLASS (lf_clocks_chip_parent_class)->dispose (object);
}

static void
lf_clocks_chip_class_init (LfClocksChipClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_clocks_chip_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/landfall/Landfall/record/lf-clocks-chip.ui");
  gtk_widget_class_bind_template_child (widget_class, LfClocksChip, button);
  gtk_widget_class_bind_template_child (widget_class, LfClocksChip, icon);
  gtk_widget_class_bind_template_child (widget_class, LfClocksChip, line);
  gtk_widget_class_bind_template_child (widget_class, LfClocksChip, since);
  gtk_widget_class_bind_template_child (widget_class, LfClocksChip, why);
  gtk_widget_class_bind_template_child (widget_class, LfClocksChip, clocks);
}

static void
lf_clocks_chip_init (LfClocksChip *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
