/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the columns of the board are by, kept from one start to the next; a saved view keeps its
 * own. */

#include "config.h"

#include "lf-list-page-private.h"

#define FILE_NAME "lists.ini"
#define BY "board-by"
#define ENDED "board-ended"

static char *
path_of (LfListPage *self)
{
  return g_build_filename (lf_store_folder (lf_app_context_store (self->context)), FILE_NAME, NULL);
}

/* What cannot be kept is as it was at the next start; nobody is held up by that. */
static void
keep (LfListPage *self)
{
  g_autofree char *path = path_of (self);
  g_autoptr (GKeyFile) file = g_key_file_new ();
  gboolean has_ended;
  const char *by = lf_list_page_get_groups (self, &has_ended);

  g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, NULL);
  g_key_file_set_string (file, BY, lf_list_page_name (self), by);
  g_key_file_set_boolean (file, ENDED, lf_list_page_name (self), has_ended);
  g_key_file_save_to_file (file, path, NULL);
}

void
lf_list_page_offer_groups (LfListPage *self)
{
  g_autofree char *path = path_of (self);
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *by = NULL;

  self->kinds = lf_board_kinds (self->entity);
  for (guint i = 0; i < self->kinds->len; i++)
    gtk_string_list_append (self->by_labels,
                            lf_board_kind_label (self->entity, self->kinds->pdata[i]));
  g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, NULL);
  by = g_key_file_get_string (file, BY, lf_list_page_name (self), NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->modes), self->kinds->len > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->ended_check),
                          *lf_board_live_filter (self->entity, "") != '\0');
  lf_list_page_set_groups (self, by,
                           g_key_file_get_boolean (file, ENDED, lf_list_page_name (self), NULL));
}

const char *
lf_list_page_get_groups (LfListPage *self, gboolean *ret_has_ended)
{
  guint i = gtk_drop_down_get_selected (self->by_drop_down);

  *ret_has_ended = gtk_check_button_get_active (self->ended_check);
  return i < self->kinds->len ? self->kinds->pdata[i] : "stage";
}

/* A kind that is not known leaves what is chosen. */
void
lf_list_page_set_groups (LfListPage *self, const char *by, gboolean has_ended)
{
  for (guint i = 0; i < self->kinds->len; i++)
    if (g_strcmp0 (self->kinds->pdata[i], by) == 0)
      gtk_drop_down_set_selected (self->by_drop_down, i);
  gtk_check_button_set_active (self->ended_check, has_ended);
}

void
lf_list_page_show_groups (LfListPage *self)
{
  gboolean has_ended;
  const char *by = lf_list_page_get_groups (self, &has_ended);

  if (self->board != NULL)
    lf_board_set_groups (self->board, by, has_ended);
}

/* Also heard while the page is made and taken apart. */
void
lf_list_page_on_groups_chosen_cb (LfListPage *self)
{
  if (self->kinds == NULL || self->board == NULL)
    return;
  lf_list_page_show_groups (self);
  lf_list_page_show_footer (self);
  if (self->saved == NULL)
    keep (self);
}
