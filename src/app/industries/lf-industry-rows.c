/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows of the tree of industries. */

#include "config.h"

#include "lf-industry-rows.h"

#include <glib/gi18n.h>

/* A sheet that rows share. */
typedef struct
{
  LfIndustrySheet *sheet;
} Shared;

struct _LfIndustryItem
{
  GObject parent_instance;

  Shared *shared; /* (atomic rc box) */
  guint index;
  char *title, *where, *codes, *figures;
};

G_DEFINE_FINAL_TYPE (LfIndustryItem, lf_industry_item, G_TYPE_OBJECT)

static void
shared_clear (gpointer data)
{
  lf_industry_sheet_free (((Shared *) data)->sheet);
}

static void
lf_industry_item_finalize (GObject *object)
{
  LfIndustryItem *self = LF_INDUSTRY_ITEM (object);

  g_atomic_rc_box_release_full (self->shared, shared_clear);
  g_free (self->title);
  g_free (self->where);
  g_free (self->codes);
  g_free (self->figures);
  G_OBJECT_CLASS (lf_industry_item_parent_class)->finalize (object);
}

static void
lf_industry_item_class_init (LfIndustryItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lf_industry_item_finalize;
}

static void
lf_industry_item_init (LfIndustryItem *self)
{
}

static const LfIndustryNode *
node_of (const LfIndustryItem *self)
{
  return self->shared->sheet->tree->pdata[self->index];
}

/* (transfer full): what stands below the name: "Leading · 3973 · CNY 2,100 million" */
static char *
tell_codes (const char *rank, const char *codes, const LfIndustryFigures *figures)
{
  g_autofree char *amount
      = figures->investment.n == 0 ? g_strdup ("") : lf_totals_format (&figures->investment);
  const char *const parts[] = { rank, codes, amount };
  GString *told = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (*parts[i] != '\0')
      g_string_append_printf (told, "%s%s", told->len > 0 ? " · " : "", parts[i]);
  return g_string_free (told, FALSE);
}

static LfIndustryItem *
item_new (Shared *shared, guint index)
{
  LfIndustryItem *self = g_object_new (LF_TYPE_INDUSTRY_ITEM, NULL);
  const LfIndustryFigures *figures = &shared->sheet->figures[index];
  const LfRecord *record;
  g_autofree char *codes = NULL, *rank = NULL;

  self->shared = g_atomic_rc_box_acquire (shared);
  self->index = index;
  record = node_of (self)->record;
  codes = lf_record_format (record, "industry_codes");
  rank = lf_record_format (record, "rank");
  self->title = lf_record_title (record);
  self->codes = tell_codes (rank, codes, figures);
  self->figures = figures->n_projects == 0
                      ? g_strdup ("")
                      : g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d project", "%d projects",
                                                      (gulong) figures->n_projects),
                                         (int) figures->n_projects);
  self->where
      = figures->n_projects == 0 ? g_strdup ("") : lf_industry_sheet_where (shared->sheet, index);
  return self;
}

const char *
lf_industry_item_id (LfIndustryItem *self)
{
  return lf_record_id (node_of (self)->record);
}

const char *
lf_industry_item_title (LfIndustryItem *self)
{
  return self->title;
}

const char *
lf_industry_item_where (LfIndustryItem *self)
{
  return self->where;
}

/* ---- The tree ---- */

/* (transfer full): those of @depth among the @n from @first on */
static GListModel *
level (Shared *shared, guint first, guint n, guint depth)
{
  GListStore *store = g_list_store_new (LF_TYPE_INDUSTRY_ITEM);

  for (guint i = first; i < first + n; i++)
    if (((const LfIndustryNode *) shared->sheet->tree->pdata[i])->depth == depth)
      {
        g_autoptr (LfIndustryItem) item = item_new (shared, i);

        g_list_store_append (store, item);
      }
  return G_LIST_MODEL (store);
}

static GListModel *
unfold (gpointer data, gpointer user_data)
{
  LfIndustryItem *item = data;
  const LfIndustryNode *node = node_of (item);

  return node->n_within == 0
             ? NULL
             : level (item->shared, item->index + 1, node->n_within, node->depth + 1);
}

static gboolean
begins_unfolded (LfIndustryItem *item, GHashTable *unfolded)
{
  if (unfolded != NULL)
    return g_hash_table_contains (unfolded, lf_industry_item_id (item));
  return g_strcmp0 (lf_record_get (node_of (item)->record, "taxonomy"), LF_TAXONOMY_NATIONAL) != 0;
}

GtkTreeListModel *
lf_industry_rows_new (LfIndustrySheet *sheet, GHashTable *unfolded)
{
  Shared *shared = g_atomic_rc_box_new0 (Shared);
  GtkTreeListModel *rows;

  shared->sheet = sheet;
  rows = gtk_tree_list_model_new (level (shared, 0, sheet->tree->len, 0), FALSE, FALSE, unfold,
                                  NULL, NULL);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (rows)); i++)
    {
      g_autoptr (GtkTreeListRow) row = gtk_tree_list_model_get_row (rows, i);
      g_autoptr (LfIndustryItem) item = gtk_tree_list_row_get_item (row);

      gtk_tree_list_row_set_expanded (row, begins_unfolded (item, unfolded));
    }
  g_atomic_rc_box_release_full (shared, shared_clear);
  return rows;
}

GHashTable *
lf_industry_rows_unfolded (GtkTreeListModel *rows)
{
  GHashTable *unfolded = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (rows)); i++)
    {
      g_autoptr (GtkTreeListRow) row = gtk_tree_list_model_get_row (rows, i);
      g_autoptr (LfIndustryItem) item = gtk_tree_list_row_get_item (row);

      if (gtk_tree_list_row_get_expanded (row))
        g_hash_table_add (unfolded, g_strdup (lf_industry_item_id (item)));
    }
  return unfolded;
}

/* ---- Widgets ---- */

static GtkWidget *
add_label (GtkWidget *box, const char *style, gboolean is_wide)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_hexpand (label, is_wide);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  gtk_box_append (GTK_BOX (box), label);
  return label;
}

static void
on_setup_cb (GtkListItemFactory *factory, GtkListItem *cell, gpointer user_data)
{
  GtkWidget *expander = gtk_tree_expander_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *names = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *button = gtk_button_new ();

  gtk_widget_set_hexpand (names, TRUE);
  gtk_widget_set_margin_top (names, 6);
  gtk_widget_set_margin_bottom (names, 6);
  gtk_box_append (GTK_BOX (box), names);
  gtk_box_append (GTK_BOX (box), button);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, _ ("List the Projects"));
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "u", 0);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "industries.projects");
  g_object_set_data (G_OBJECT (cell), "title", add_label (names, NULL, TRUE));
  g_object_set_data (G_OBJECT (cell), "codes", add_label (names, "caption", TRUE));
  gtk_widget_add_css_class (g_object_get_data (G_OBJECT (cell), "codes"), "dim-label");
  g_object_set_data (G_OBJECT (cell), "projects", button);
  gtk_tree_expander_set_child (GTK_TREE_EXPANDER (expander), box);
  gtk_list_item_set_child (cell, expander);
}

static void
on_bind_cb (GtkListItemFactory *factory, GtkListItem *cell, gpointer user_data)
{
  GtkTreeListRow *row = gtk_list_item_get_item (cell);
  g_autoptr (LfIndustryItem) item = gtk_tree_list_row_get_item (row);
  GtkWidget *codes = g_object_get_data (G_OBJECT (cell), "codes");
  GtkWidget *projects = g_object_get_data (G_OBJECT (cell), "projects");

  gtk_tree_expander_set_list_row (GTK_TREE_EXPANDER (gtk_list_item_get_child (cell)), row);
  gtk_label_set_label (g_object_get_data (G_OBJECT (cell), "title"), item->title);
  gtk_label_set_label (GTK_LABEL (codes), item->codes);
  gtk_widget_set_visible (codes, *item->codes != '\0');
  gtk_button_set_label (GTK_BUTTON (projects), item->figures);
  gtk_widget_set_visible (projects, *item->figures != '\0');
  gtk_actionable_set_action_target (GTK_ACTIONABLE (projects), "u",
                                    gtk_list_item_get_position (cell));
}

GtkListItemFactory *
lf_industry_rows_factory (void)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (on_setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind_cb), NULL);
  return factory;
}
