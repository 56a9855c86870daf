/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The campaigns page. */

#include "config.h"

#include "lf-campaigns-page.h"

#include "lf-campaign-row.h"
#include "lf-counting.h"
#include "lf-may.h"
#include "lf-page-reader.h"
#include "lf-store-campaigns.h"

#include <adwaita.h>
#include <glib/gi18n.h>

struct _LfCampaignsPage
{
  GtkWidget parent_instance;

  GtkStack *pages;
  AdwStatusPage *nothing;
  GtkWidget *first, *add; /* buttons: a campaign is new */
  GtkLabel *told;
  GtkListBox *list;

  LfAppContext *context;
  LfPageReader *reader;
};

G_DEFINE_FINAL_TYPE (LfCampaignsPage, lf_campaigns_page, GTK_TYPE_WIDGET)

/* ---- The list ---- */

static void
update_header_cb (GtkListBoxRow *row, GtkListBoxRow *before, gpointer user_data)
{
  LfCampaignPhase phase = lf_campaign_row_get_phase (LF_CAMPAIGN_ROW (row));
  GtkWidget *header;

  if (before != NULL && lf_campaign_row_get_phase (LF_CAMPAIGN_ROW (before)) == phase)
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }
  header = g_object_new (GTK_TYPE_LABEL, "label", lf_campaign_phase_label (phase), "xalign", 0.0,
                         "css-name", "lf-today-heading", NULL);
  gtk_widget_add_css_class (header, "heading");
  gtk_list_box_row_set_header (row, header);
}

static void
show_campaigns (LfCampaignsPage *self, GPtrArray *scores)
{
  const LfDate today = lf_date_today ();
  g_autofree char *told = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%u campaign", "%u campaigns", scores->len), scores->len);
  GtkWidget *child;

  lf_app_leave (GTK_WIDGET (self->list));
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, child);
  for (guint i = 0; i < scores->len; i++)
    gtk_list_box_append (self->list, GTK_WIDGET (lf_campaign_row_new (scores->pdata[i], &today)));
  gtk_label_set_label (self->told, told);
  gtk_widget_set_visible (self->first, lf_may (self->context, "campaign", 'c'));
  gtk_widget_set_visible (self->add, lf_may (self->context, "campaign", 'c'));
  gtk_stack_set_visible_child_name (self->pages, scores->len == 0 ? "nothing" : "campaigns");
}

/* ---- Reading ---- */

static void
read_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const LfDate today = lf_date_today ();
  GError *error = NULL;
  GPtrArray *scores = lf_store_campaigns_sync (data, &today, &error);

  if (scores != NULL)
    g_task_return_pointer (task, scores, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void
on_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LfCampaignsPage *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) scores = g_task_propagate_pointer (G_TASK (result), &error);

  if (lf_page_reader_was_cancelled (error))
    return;
  lf_page_reader_done (self->reader);
  if (error == NULL)
    {
      show_campaigns (self, scores);
      return;
    }
  lf_page_reader_tell (self->nothing, error);
  gtk_stack_set_visible_child_name (self->pages, "nothing");
}

static void
read_campaigns (GtkWidget *page, GCancellable *cancellable)
{
  LfCampaignsPage *self = LF_CAMPAIGNS_PAGE (page);
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, on_read_cb, self);

  g_task_set_task_data (task, g_object_ref (lf_app_context_store (self->context)), g_object_unref);
  g_task_run_in_thread (task, read_in_thread);
}

/* ---- What can be done ---- */

static void
on_campaign_activated_cb (GtkListBox *list, GtkListBoxRow *row, gpointer user_data)
{
  LfCampaignsPage *self
      = LF_CAMPAIGNS_PAGE (gtk_widget_get_ancestor (GTK_WIDGET (list), LF_TYPE_CAMPAIGNS_PAGE));

  lf_app_context_open_record (self->context, "campaign",
                              lf_campaign_row_get_campaign (LF_CAMPAIGN_ROW (row)));
}

static void
projects_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autofree char *filter
      = g_strdup_printf (LF_COUNTED " and campaign=\"%s\"", g_variant_get_string (parameter, NULL));

  lf_app_context_open_list (LF_CAMPAIGNS_PAGE (widget)->context, "project", filter,
                            _ ("Projects of the campaign"));
}

static void
report_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  lf_app_context_show_report (LF_CAMPAIGNS_PAGE (widget)->context,
                              g_variant_get_string (parameter, NULL));
}

/* ---- Widget ---- */

static void
lf_campaigns_page_dispose (GObject *object)
{
  LfCampaignsPage *self = LF_CAMPAIGNS_PAGE (object);

  g_clear_object (&self->reader);
  g_clear_pointer ((GtkWidget **) &self->pages, gtk_widget_unparent);
  G_OBJECT_CLASS (lf_campaigns_page_parent_class)->dispose (object);
}

static void
lf_campaigns_page_finalize (GObject *object)
{
  g_clear_object (&LF_CAMPAIGNS_PAGE (object)->context);
  G_OBJECT_CLASS (lf_campaigns_page_parent_class)->finalize (object);
}

static void
lf_campaigns_page_class_init (LfCampaignsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_campaigns_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = lf_campaigns_page_finalize;
  gtk_widget_class_install_action (widget_class, "campaigns.projects", "s", projects_action);
  gtk_widget_class_install_action (widget_class, "campaigns.report", "s", report_action);
  gtk_widget_class_set_template_from_resource (widget_class, LF_CAMPAIGNS_UI ("lf-campaigns-page"));
  gtk_widget_class_bind_template_child (widget_class, LfCampaignsPage, pages);
  gtk_widget_class_bind_template_child (widget_class, LfCampaignsPage, nothing);
  gtk_widget_class_bind_template_child (widget_class, LfCampaignsPage, first);
  gtk_widget_class_bind_template_child (widget_class, LfCampaignsPage, add);
  gtk_widget_class_bind_template_child (widget_class, LfCampaignsPage, told);
  gtk_widget_class_bind_template_child (widget_class, LfCampaignsPage, list);
  gtk_widget_class_bind_template_callback (widget_class, on_campaign_activated_cb);
}

static void
lf_campaigns_page_init (LfCampaignsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_set_header_func (self->list, update_header_cb, NULL, NULL);
}

GtkWidget *
lf_campaigns_page_new (LfAppContext *context)
{
  LfCampaignsPage *self = g_object_new (LF_TYPE_CAMPAIGNS_PAGE, NULL);

  self->context = g_object_ref (context);
  self->reader
      = lf_page_reader_new (GTK_WIDGET (self), lf_app_context_store (context), read_campaigns);
  return GTK_WIDGET (self);
}
