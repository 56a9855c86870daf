/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What all tiles are of: a period, a park, an industry, an owner. */

#include "config.h"

#include "lf-filter-bar.h"

#include "lf-compat-drop-down.h"
#include "lf-composing.h"
#include "lf-page-reader.h"
#include "lf-store-news.h"
#include "lf-tile-task.h"
#include "lf-tile-view.h"

#include <glib/gi18n.h>

enum
{
  PARK,
  INDUSTRY,
  OWNER,
  N_CHOICES
};

static const struct
{
  const char *field, *all;
} kinds[N_CHOICES] = {
  [PARK] = { "park", N_ ("All Parks") },
  [INDUSTRY] = { "industry", N_ ("All Industries") },
  [OWNER] = { "owner", N_ ("All Owners") },
};

struct _LfFilterBar
{
  AdwBin parent_instance;

  GtkDropDown *period;
  GtkDropDown *choices[N_CHOICES];
  GtkPopover *own_dates;
  GtkEditable *from, *to;
  GtkLabel *own_dates_error;
  GtkWidget *more_box;
  GtkLabel *more;

  LfAppContext *context;
  LfDashboardFilter filter;
  GPtrArray *values[N_CHOICES]; /* (nullable) (element-type LfFilterChoice) */
  GCancellable *reading;        /* (nullable) */
  guint n_awaited;              /* choices being read */
  guint choosing;               /* idle: a period that was chosen is about to hold */
  gboolean is_showing;
};

enum
{
  CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LfFilterBar, lf_filter_bar, ADW_TYPE_BIN)

static char **
value_of (LfFilterBar *self, guint kind)
{
  return kind == PARK       ? &self->filter.park
         : kind == INDUSTRY ? &self->filter.industry
                            : &self->filter.owner;
}

/* ---- Showing ---- */

static gboolean
is_own (LfFilterBar *self)
{
  return self->filter.period != NULL && !g_strv_contains (lf_period_names (), self->filter.period);
}

/* All time, the periods by name, the person's own dates where there are some, and asking for
 * others. */
static void
show_period (LfFilterBar *self)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  const char *const *names = lf_period_names ();
  guint selected = 0, n = 1;

  gtk_string_list_take (labels, lf_period_label (NULL));
  for (; names[n - 1] != NULL; n++)
    {
      gtk_string_list_take (labels, lf_period_label (names[n - 1]));
      selected = g_strcmp0 (names[n - 1], self->filter.period) == 0 ? n : selected;
    }
  if (is_own (self))
    {
      gtk_string_list_take (labels, lf_period_label (self->filter.period));
      selected = n;
    }
  gtk_string_list_append (labels, _ ("Own Dates…"));
  gtk_drop_down_set_model (self->period, G_LIST_MODEL (labels));
  gtk_drop_down_set_selected (self->period, selected);
}

/* One that is chosen and no project has any more stays chosen. */
static void
show_choice (LfFilterBar *self, guint kind)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  const char *chosen = *value_of (self, kind);
  guint selected = 0;

  gtk_string_list_append (labels, _ (kinds[kind].all));
  for (guint i = 0; self->values[kind] != NULL && i < self->values[kind]->len; i++)
    {
      const LfFilterChoice *choice = self->values[kind]->pdata[i];

      gtk_string_list_append (labels, choice->label);
      if (g_strcmp0 (chosen, choice->value) == 0)
        selected = i + 1;
    }
  if (chosen != NULL && selected == 0)
    {
      gtk_string_list_append (labels, chosen);
      selected = g_list_model_get_n_items (G_LIST_MODEL (labels)) - 1;
    }
  gtk_drop_down_set_model (self->choices[kind], G_LIST_MODEL (labels));
  gtk_drop_down_set_selected (self->choices[kind], selected);
}

static void
show_all (LfFilterBar *self)
{
  self->is_showing = TRUE;
  show_period (self);
  for (guint kind = 0; kind < N_CHOICES; kind++)
    show_choice (self, kind);
  gtk_label_set_label (self->more, self->filter.more == NULL ? "" : self->filter.more);
  gtk_widget_set_visible (self->more_box, self->filter.more != NULL);
  self->is_showing = FALSE;
}

/* ---- Reading what there is to choose from ---- */

typedef struct
{
  LfFilterBar *bar;
  guint kind;
} Awaited;

static void
on_choices_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Awaited *awaited = user_data;
  LfFilterBar *self = awaited->bar;
  g_autoptr (GError) error = NULL;
  GPtrArray *choices = lf_filter_choices_finish (LF_STORE (source), result, &error);

  if (lf_page_reader_was_cancelled (error))
    return;
  self->n_awaited--;
  if (choices == NULL)
    return;
  g_clear_pointer (&self->values[awaited->kind], g_ptr_array_unref);
  self->values[awaited->kind] = choices;
  self->is_showing = TRUE;
  show_choice (self, awaited->kind);
  self->is_showing = FALSE;
}

static void
read_choices (LfFilterBar *self)
{
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  self->reading = g_cancellable_new ();
  self->n_awaited = N_CHOICES;
  for (guint kind = 0; kind < N_CHOICES; kind++)
    {
      Awaited *awaited = g_new0 (Awaited, 1);

      *awaited = (Awaited){ self, kind };
      lf_filter_choices_async (lf_app_context_store (self->context), kinds[kind].field,
                               self->reading, on_choices_read_cb, awaited);
    }
}

static void
on_store_changed_cb (LfFilterBar *self, LfStoreNews *news)
{
  if (lf_store_news_concerns (news, "park") || lf_store_news_concerns (news, "account"))
    read_choices (self);
}

/* ---- Choosing ---- */

static void
set_period (LfFilterBar *self, const char *period)
{
  if (g_strcmp0 (self->filter.period, period) == 0)
    return;
  g_free (self->filter.period);
  self->filter.period = g_strdup (period);
  show_all (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
ask_own_dates (LfFilterBar *self)
{
  const LfDate today = lf_date_today ();
  LfDate days[2];
  GtkEditable *entries[] = { self->from, self->to };
  graphene_rect_t at;

  lf_period_read (self->filter.period, &today, &days[0], &days[1]);
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *day = days[i].year == 0 ? g_strdup ("") : lf_date_to_canonical (&days[i]);
      gtk_editable_set_text (entries[i], day);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->own_dates_error), FALSE);
  if (gtk_widget_compute_bounds (GTK_WIDGET (self->period), GTK_WIDGET (self), &at))
    gtk_popover_set_pointing_to (self->own_dates,
                                 &(GdkRectangle){ (int) at.origin.x, (int) at.origin.y,
                                                  (int) at.size.width, (int) at.size.height });
  gtk_popover_popup (self->own_dates);
}

static gboolean
take_period (gpointer user_data)
{
  LfFilterBar *self = user_data;
  const char *const *names = lf_period_names ();
  guint n_names = g_strv_length ((char **) names);
  guint selected = gtk_drop_down_get_selected (self->period);

  self->choosing = 0;
  if (selected == 0)
    set_period (self, NULL);
  else if (selected <= n_names)
    set_period (self, names[selected - 1]);
  else if (selected == n_names + (is_own (self) ? 2 : 1))
    {
      show_all (self);
      ask_own_dates (self);
    }
  return G_SOURCE_REMOVE;
}

/* What there is to choose from changes with the choice, and GTK 4.8 does not survive that while it
 * tells of the choice. */
static void
on_period_selected_cb (LfFilterBar *self)
{
  if (!self->is_showing && self->context != NULL && self->choosing == 0
      && gtk_drop_down_get_selected (self->period) != GTK_INVALID_LIST_POSITION)
    self->choosing = g_idle_add (take_period, self);
}

/* FALSE: what is typed is no date; blank is open. */
static gboolean
read_day (GtkEditable *entry, LfDate *ret_day, GError **error)
{
  g_autofree char *typed = lf_text_clean (gtk_editable_get_text (entry));

  *ret_day = (LfDate){ 0 };
  return typed == NULL || lf_date_parse (typed, ret_day, error);
}

static void
own_dates_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfFilterBar *self = LF_FILTER_BAR (widget);
  LfDate from, to, first, last;
  g_autoptr (GError) error = NULL;
  g_autofree char *period = NULL;

  if (read_day (self->from, &from, &error) && read_day (self->to, &to, &error))
    {
      first = from.year == 0 ? from : lf_date_first_day (&from);
      last = to.year == 0 ? to : lf_date_last_day (&to);
      if (from.year != 0 && to.year != 0 && lf_date_compare (&last, &first) < 0)
        g_set_error (&error, LF_ERROR, LF_ERROR_SYNTAX, _ ("The period ends before it begins."));
    }
  gtk_widget_set_visible (GTK_WIDGET (self->own_dates_error), error != NULL);
  if (error != NULL)
    {
      gtk_label_set_label (self->own_dates_error, error->message);
      return;
    }
  period = from.year == 0 && to.year == 0 ? NULL : lf_period_of (&from, &to);
  gtk_popover_popdown (self->own_dates);
  set_period (self, period);
}

static void
on_day_activated_cb (LfFilterBar *self)
{
  if (!lf_is_composing (self->from) && !lf_is_composing (self->to))
    gtk_widget_activate_action (GTK_WIDGET (self), "filter.own-dates", NULL);
}

static void
on_choice_selected_cb (LfFilterBar *self)
{
  gboolean is_other = FALSE;

  if (self->is_showing || self->context == NULL)
    return;
  for (guint kind = 0; kind < N_CHOICES; kind++)
    {
      guint selected = gtk_drop_down_get_selected (self->choices[kind]);
      guint n = self->values[kind] == NULL ? 0 : self->values[kind]->len;
      const char *value
          = selected == 0 || selected == GTK_INVALID_LIST_POSITION ? NULL
            : selected <= n
                ? ((const LfFilterChoice *) self->values[kind]->pdata[selected - 1])->value
                : *value_of (self, kind);
      char *old = *value_of (self, kind);

      if (g_strcmp0 (old, value) == 0)
        continue;
      *value_of (self, kind) = g_strdup (value);
      g_free (old);
      is_other = TRUE;
    }
  if (is_other)
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
drop_more_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfFilterBar *self = LF_FILTER_BAR (widget);

  g_clear_pointer (&self->filter.more, g_free);
  show_all (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* ---- Widget ---- */

static void
lf_filter_bar_dispose (GObject *object)
{
  LfFilterBar *self = LF_FILTER_BAR (object);

  g_clear_handle_id (&self->choosing, g_source_remove);
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  if (self->own_dates != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->own_dates));
  self->own_dates = NULL;
  G_OBJECT_CLASS (lf_filter_bar_parent_class)->dispose (object);
}

static void
lf_filter_bar_finalize (GObject *object)
{
  LfFilterBar *self = LF_FILTER_BAR (object);

  g_clear_object (&self->context);
  lf_dashboard_filter_clear (&self->filter);
  for (guint kind = 0; kind < N_CHOICES; kind++)
    g_clear_pointer (&self->values[kind], g_ptr_array_unref);
  G_OBJECT_CLASS (lf_filter_bar_parent_class)->finalize (object);
}

static void
lf_filter_bar_class_init (LfFilterBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_filter_bar_dispose;
  G_OBJECT_CLASS (klass)->finalize = lf_filter_bar_finalize;
  signals[CHANGED] = g_signal_new ("changed", LF_TYPE_FILTER_BAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  gtk_widget_class_install_action (widget_class, "filter.own-dates", NULL, own_dates_action);
  gtk_widget_class_install_action (widget_class, "filter.drop-more", NULL, drop_more_action);
  gtk_widget_class_set_template_from_resource (widget_class, LF_DASHBOARD_UI ("lf-filter-bar"));
  gtk_widget_class_bind_template_child (widget_class, LfFilterBar, period);
  gtk_widget_class_bind_template_child_full (widget_class, "park", FALSE,
                                             G_STRUCT_OFFSET (LfFilterBar, choices[PARK]));
  gtk_widget_class_bind_template_child_full (widget_class, "industry", FALSE,
                                             G_STRUCT_OFFSET (LfFilterBar, choices[INDUSTRY]));
  gtk_widget_class_bind_template_child_full (widget_class, "owner", FALSE,
                                             G_STRUCT_OFFSET (LfFilterBar, choices[OWNER]));
  gtk_widget_class_bind_template_child (widget_class, LfFilterBar, own_dates);
  gtk_widget_class_bind_template_child (widget_class, LfFilterBar, from);
  gtk_widget_class_bind_template_child (widget_class, LfFilterBar, to);
  gtk_widget_class_bind_template_child (widget_class, LfFilterBar, own_dates_error);
  gtk_widget_class_bind_template_child (widget_class, LfFilterBar, more_box);
  gtk_widget_class_bind_template_child (widget_class, LfFilterBar, more);
  gtk_widget_class_bind_template_callback (widget_class, on_period_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_choice_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_day_activated_cb);
}

static void
lf_filter_bar_init (LfFilterBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  lf_composing_watch (self->from);
  lf_composing_watch (self->to);
  lf_drop_down_speak_of_label (self->period);
  for (guint i = 0; i < N_CHOICES; i++)
    lf_drop_down_speak_of_label (self->choices[i]);
  gtk_widget_set_parent (GTK_WIDGET (self->own_dates), GTK_WIDGET (self));
  show_all (self);
}

void
lf_filter_bar_set_context (LfFilterBar *self, LfAppContext *context)
{
  g_return_if_fail (self->context == NULL);

  self->context = g_object_ref (context);
  g_signal_connect_object (lf_app_context_store (context), "changed",
                           G_CALLBACK (on_store_changed_cb), self, G_CONNECT_SWAPPED);
  read_choices (self);
}

void
lf_filter_bar_show (LfFilterBar *self, const LfDashboardFilter *filter)
{
  if (lf_dashboard_filter_equal (&self->filter, filter))
    return;
  lf_dashboard_filter_clear (&self->filter);
  lf_dashboard_filter_copy (filter, &self->filter);
  show_all (self);
}

const LfDashboardFilter *
lf_filter_bar_get (LfFilterBar *self)
{
  return &self->filter;
}

gboolean
lf_filter_bar_is_ready (LfFilterBar *self)
{
  return self->n_awaited == 0;
}
