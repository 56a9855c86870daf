/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The guide: no dead link, no filter that cannot be read, the same in both languages. And the
 * window of shortcuts: every key of the application, and no other. */

#include "config.h"

#include "app-fixture.h"
#include "lf-application.h"
#include "lf-guide-window.h"
#include "lf-guide.h"

#include <string.h>

#define FOLDER "/io/github/landfall/Landfall/guide/"

static const char *const languages[] = { "en", "zh_CN" };

static char **
list_pages (const char *language)
{
  g_autofree char *folder = g_strconcat (FOLDER, language, NULL);
  g_auto (GStrv) children
      = g_resources_enumerate_children (folder, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autoptr (GStrvBuilder) pages = g_strv_builder_new ();

  g_assert_nonnull (children);
  for (char **child = children; *child != NULL; child++)
    if (g_str_has_suffix (*child, ".md"))
      g_strv_builder_add (pages, *child);
  return g_strv_builder_end (pages);
}

/* ---- Links ---- */

/* (transfer full): where the links of a page lead */
static GPtrArray *
find_links (GPtrArray *blocks)
{
  g_autoptr (GRegex) regex = g_regex_new ("href=\"([^\"]*)\"", 0, 0, NULL);
  GPtrArray *links = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < blocks->len; i++)
    {
      const LfGuideBlock *block = blocks->pdata[i];
      g_autoptr (GMatchInfo) match = NULL;

      if (block->kind == LF_GUIDE_CODE)
        continue;
      g_regex_match (regex, block->text, 0, &match);
      for (; g_match_info_matches (match); g_match_info_next (match, NULL))
        g_ptr_array_add (links, g_match_info_fetch (match, 1));
    }
  return links;
}

static void
test_links (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      g_auto (GStrv) pages = list_pages (languages[i]);
      g_autoptr (GPtrArray) first = lf_guide_load (languages[i], LF_GUIDE_FIRST);
      g_autoptr (GPtrArray) topics = find_links (first);

      g_assert_cmpuint (topics->len, ==, g_strv_length (pages) - 1);
      for (char **page = pages; *page != NULL; page++)
        {
          g_autoptr (GPtrArray) blocks = lf_guide_load (languages[i], *page);
          g_autoptr (GPtrArray) links = find_links (blocks);

          g_assert_true (g_str_equal (*page, LF_GUIDE_FIRST)
                         || g_ptr_array_find_with_equal_func (topics, *page, g_str_equal, NULL));
          for (guint n = 0; n < links->len; n++)
            if (!g_strv_contains ((const char *const *) pages, links->pdata[n]))
              g_error ("%s/%s leads to %s, which is not there", languages[i], *page,
                       (char *) links->pdata[n]);
        }
    }
}

/* ---- What is in it ---- */

/* Returns: how many filters there are */
static guint
read_filters (const LfGuideBlock *block)
{
  const LfEntity *entity = lf_schema_find (block->mark + strlen ("filter "));
  g_auto (GStrv) lines = g_strsplit (block->text, "\n", -1);
  const LfDate today = { 2023, 3, 15 };

  g_assert_nonnull (entity);
  for (char **line = lines; *line != NULL; line++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (LfFilter) filter = lf_filter_parse (entity, *line, &today, NULL, &error);

      if (filter == NULL)
        g_error ("“%s”: %s", *line, error->message);
      g_assert_cmpint (filter->kind, !=, LF_FILTER_SEARCH);
    }
  return g_strv_length (lines);
}

static void
test_filters (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      g_auto (GStrv) pages = list_pages (languages[i]);
      guint n = 0;

      for (char **page = pages; *page != NULL; page++)
        {
          g_autoptr (GPtrArray) blocks = lf_guide_load (languages[i], *page);

          for (guint b = 0; b < blocks->len; b++)
            {
              const LfGuideBlock *block = blocks->pdata[b];

              if (block->kind == LF_GUIDE_CODE)
                {
                  g_assert_true (g_str_has_prefix (block->mark, "filter "));
                  n += read_filters (block);
                }
            }
        }
      g_assert_cmpuint (n, >, 10);
    }
}

/* A picture is there in each language, and whoever does not see it hears what it shows. */
static void
test_pictures (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      g_auto (GStrv) pages = list_pages (languages[i]);
      guint n = 0;

      for (char **page = pages; *page != NULL; page++)
        {
          g_autoptr (GPtrArray) blocks = lf_guide_load (languages[i], *page);

          for (guint b = 0; b < blocks->len; b++)
            {
              const LfGuideBlock *block = blocks->pdata[b];
              g_autofree char *path = lf_guide_picture (languages[i], block->mark);

              if (block->kind != LF_GUIDE_PICTURE)
                continue;
              g_test_message ("%s: %s", *page, path);
              g_assert_true (g_resources_get_info (path, 0, NULL, NULL, NULL));
              g_assert_cmpstr (block->text, !=, "");
              n++;
            }
        }
      g_assert_cmpuint (n, >=, 5);
    }
}

/* A page says the same in both languages: block for block. */
static void
test_languages (void)
{
  g_auto (GStrv) pages = list_pages (languages[0]);
  g_auto (GStrv) others = list_pages (languages[1]);

  g_assert_cmpuint (g_strv_length (pages), ==, g_strv_length (others));
  for (char **page = pages; *page != NULL; page++)
    {
      g_autoptr (GPtrArray) blocks = lf_guide_load (languages[0], *page);
      g_autoptr (GPtrArray) same = lf_guide_load (languages[1], *page);

      g_test_message ("%s", *page);
      g_assert_nonnull (same);
      g_assert_cmpuint (blocks->len, ==, same->len);
      for (guint i = 0; i < blocks->len; i++)
        g_assert_cmpint (((LfGuideBlock *) blocks->pdata[i])->kind, ==,
                         ((LfGuideBlock *) same->pdata[i])->kind);
      g_assert_cmpint (((LfGuideBlock *) blocks->pdata[0])->kind, ==, LF_GUIDE_TITLE);
    }
}

static void
test_parse (void)
{
  g_autoptr (GPtrArray) blocks
      = lf_guide_parse ("# A & B\n\nPress **Ctrl+K** on `a<b`, see [C](c.md).\n- **open\n"
                        "```filter project\nstage=lead\n\nnext_step=\n```\n## End\n"
                        "![A & B](pictures/a.png)\n![no picture]\n```\nno end");
  static const struct
  {
    LfGuideKind kind;
    const char *text;
  } wanted[] = {
    { LF_GUIDE_TITLE, "A &amp; B" },
    { LF_GUIDE_PARAGRAPH, "Press <b>Ctrl+K</b> on <tt>a&lt;b</tt>, see <a href=\"c.md\">C</a>." },
    { LF_GUIDE_ITEM, "**open" },
    { LF_GUIDE_CODE, "stage=lead\n\nnext_step=" },
    { LF_GUIDE_HEADING, "End" },
    { LF_GUIDE_PICTURE, "A & B" },
    { LF_GUIDE_PARAGRAPH, "![no picture]" },
    { LF_GUIDE_CODE, "no end" },
  };

  g_assert_cmpuint (blocks->len, ==, G_N_ELEMENTS (wanted));
  for (guint i = 0; i < blocks->len; i++)
    {
      const LfGuideBlock *block = blocks->pdata[i];

      g_assert_cmpint (block->kind, ==, wanted[i].kind);
      g_assert_cmpstr (block->text, ==, wanted[i].text);
    }
}

/* ---- The window ---- */

static GtkWidget *
find_text (GtkWidget *root, const char *text)
{
  GtkWidget *found = NULL;

  if (GTK_IS_LABEL (root) && strstr (gtk_label_get_text (GTK_LABEL (root)), text) != NULL)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); found == NULL && child != NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_text (child, text);
  return found;
}

static void
test_window (void)
{
  GtkWidget *window = GTK_WIDGET (lf_guide_window_new (/* parent= */ NULL));
  gboolean is_taken = FALSE;
  GtkWidget *link;

  gtk_window_present (GTK_WINDOW (window));
  app_settle ();
  link = find_text (window, "the language of the filter bar");
  g_assert_nonnull (link);
  g_signal_emit_by_name (link, "activate-link", "filter.md", &is_taken);
  g_assert_true (is_taken);
  g_assert_nonnull (find_text (window, "Comparisons"));
  lf_guide_window_show (LF_GUIDE_WINDOW (window), "nowhere.md");
  g_assert_nonnull (find_text (window, "Comparisons"));
  g_assert_true (gtk_widget_activate_action (window, "guide.back", NULL));
  g_assert_null (find_text (window, "Comparisons"));
  gtk_window_destroy (GTK_WINDOW (window));
}

/* ---- Keys ---- */

/* Those that a widget's class or GTK itself answers. */
static const char *const others[] = { "<Control>h", "F2", "<Control>a", "F10", NULL };

static const char *const usual[] = { "Escape", "<Control>KP_Enter", NULL }; /* not worth a line */

static void
add_keys (GHashTable *keys, const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, " ", -1);

  for (char **part = parts; *part != NULL; part++)
    if (g_str_equal (*part, "<Control>1...9"))
      for (int i = 1; i <= 9; i++)
        g_hash_table_add (keys, g_strdup_printf ("<Control>%d", i));
    else
      g_hash_table_add (keys, g_strdup (*part));
}

static void
collect_keys (GHashTable *keys)
{
  g_autoptr (GtkBuilder) builder
      = gtk_builder_new_from_resource ("/io/github/landfall/Landfall/window/shortcuts.ui");
  g_autoptr (GSList) objects = gtk_builder_get_objects (builder);

  for (GSList *object = objects; object != NULL; object = object->next)
    if (GTK_IS_SHORTCUTS_SHORTCUT (object->data))
      {
        g_autofree char *text = NULL;
        g_object_get (object->data, "accelerator", &text, NULL);
        add_keys (keys, text);
      }
  gtk_window_destroy (GTK_WINDOW (gtk_builder_get_object (builder, "shortcuts")));
}

static gboolean
is_same_key (const char *a, const char *b)
{
  guint key_a = 0, key_b = 0;
  GdkModifierType modifiers_a, modifiers_b;

  g_assert_true (gtk_accelerator_parse (a, &key_a, &modifiers_a));
  g_assert_true (gtk_accelerator_parse (b, &key_b, &modifiers_b));
  return key_a == key_b && modifiers_a == modifiers_b;
}

/* Takes @wanted off @keys. */
static gboolean
take_key (GHashTable *keys, const char *wanted)
{
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, keys);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (is_same_key (key, wanted))
      {
        g_hash_table_iter_remove (&iter);
        return TRUE;
      }
  return FALSE;
}

/* What the templates in @folder answer goes into @wanted. */
static void
collect_triggers (const char *folder, GHashTable *wanted)
{
  g_auto (GStrv) children
      = g_resources_enumerate_children (folder, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autoptr (GRegex) regex = g_regex_new ("name=\"trigger\">([^\"]*)</property>", 0, 0, NULL);

  for (char **child = children; *child != NULL; child++)
    {
      g_autofree char *path = g_strconcat (folder, *child, NULL);
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (GMatchInfo) match = NULL;

      if (g_str_has_suffix (*child, "/"))
        collect_triggers (path, wanted);
      if (!g_str_has_suffix (*child, ".ui"))
        continue;
      bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
      g_regex_match_full (regex, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes),
                          0, 0, &match, NULL);
      for (; g_match_info_matches (match); g_match_info_next (match, NULL))
        {
          g_autofree char *trigger = g_match_info_fetch (match, 1);
          g_autoptr (GString) plain = g_string_new (trigger);
          g_auto (GStrv) keys = NULL;

          g_string_replace (plain, "&lt;", "<", 0);
          g_string_replace (plain, "&gt;", ">", 0);
          keys = g_strsplit (plain->str, "|", -1);
          for (char **key = keys; *key != NULL; key++)
            if (!g_strv_contains (usual, *key))
              g_hash_table_add (wanted, g_strdup (*key));
        }
    }
}

/* Each key that a page answers is told of. */
static void
take_triggers (GHashTable *keys)
{
  g_autoptr (GHashTable) wanted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer key;

  collect_triggers ("/io/github/landfall/Landfall/", wanted);
  g_assert_cmpuint (g_hash_table_size (wanted), >, 8);
  g_hash_table_iter_init (&iter, wanted);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (!take_key (keys, key))
      g_error ("%s of a page is not in the window of shortcuts", (char *) key);
}

static void
test_shortcuts (void)
{
  g_autoptr (LfApplication) application = lf_application_new ();
  g_autoptr (GHashTable) keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_auto (GStrv) actions = NULL;
  GHashTableIter iter;
  gpointer left;

  g_application_set_flags (G_APPLICATION (application), G_APPLICATION_NON_UNIQUE);
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));
  collect_keys (keys);
  actions = gtk_application_list_action_descriptions (GTK_APPLICATION (application));
  g_assert_cmpuint (g_strv_length (actions), >, 20);
  for (char **action = actions; *action != NULL; action++)
    {
      g_auto (GStrv) accels
          = gtk_application_get_accels_for_action (GTK_APPLICATION (application), *action);

      for (char **accel = accels; *accel != NULL; accel++)
        if (!take_key (keys, *accel))
          g_error ("%s (%s) is not in the window of shortcuts", *accel, *action);
    }
  take_triggers (keys);
  for (guint i = 0; others[i] != NULL; i++)
    g_assert_true (take_key (keys, others[i]));
  g_hash_table_iter_init (&iter, keys);
  if (g_hash_table_iter_next (&iter, &left, NULL))
    g_error ("%s is in the window of shortcuts, and nothing answers it", (char *) left);
}

int
main (int argc, char *argv[])
{
  app_init (&argc, &argv);
  g_test_add_func ("/guide/links", test_links);
  g_test_add_func ("/guide/filters", test_filters);
  g_test_add_func ("/guide/pictures", test_pictures);
  g_test_add_func ("/guide/languages", test_languages);
  g_test_add_func ("/guide/parse", test_parse);
  g_test_add_func ("/guide/window", test_window);
  g_test_add_func ("/shortcuts/complete", test_shortcuts);
  return g_test_run ();
}
