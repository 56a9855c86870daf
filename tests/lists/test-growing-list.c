/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A list that comes a few items at a time: whoever follows it has the same items as the model in
 * the end, whatever comes and goes meanwhile, and never many at once before. */

#include "config.h"

#include "lf-growing-list.h"

#define STEP 8

typedef struct
{
  GListStore *model;
  LfGrowingList *list;
  GPtrArray *seen; /* GObject, as told */
  guint most;      /* that came at once while there were few */
} Fixture;

static void
on_items_changed_cb (
    GListModel *list, guint position, guint n_removed, guint n_added, Fixture *self)
{
  if (n_removed > 0)
    g_ptr_array_remove_range (self->seen, position, n_removed);
  if (self->seen->len < 256)
    self->most = MAX (self->most, n_added);
  for (guint i = 0; i < n_added; i++)
    g_ptr_array_insert (self->seen, (int) (position + i),
                        g_list_model_get_item (list, position + i));
  g_assert_cmpuint (self->seen->len, ==, g_list_model_get_n_items (list));
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->model = g_list_store_new (G_TYPE_OBJECT);
  self->list = lf_growing_list_new (G_LIST_MODEL (self->model), STEP);
  self->seen = g_ptr_array_new_with_free_func (g_object_unref);
  g_signal_connect (self->list, "items-changed", G_CALLBACK (on_items_changed_cb), self);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_clear_pointer (&self->seen, g_ptr_array_unref);
  g_assert_finalize_object (self->list);
  g_assert_finalize_object (self->model);
}

static void
splice (Fixture *self, guint position, guint n_removed, guint n_added)
{
  g_autoptr (GPtrArray) added = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < n_added; i++)
    g_ptr_array_add (added, g_object_new (G_TYPE_OBJECT, NULL));
  g_list_store_splice (self->model, position, n_removed, added->pdata, n_added);
}

static void
grow (Fixture *self)
{
  while (!lf_growing_list_is_whole (self->list))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (self->seen->len, ==, g_list_model_get_n_items (G_LIST_MODEL (self->model)));
  for (guint i = 0; i < self->seen->len; i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (self->model), i);

      g_assert_true (self->seen->pdata[i] == (gpointer) item);
    }
}

static void
test_comes_by_and_by (Fixture *self, gconstpointer data)
{
  splice (self, 0, 0, 1000);
  g_assert_cmpuint (self->seen->len, ==, STEP);
  grow (self);
  g_assert_cmpuint (self->most, ==, STEP);
  splice (self, 500, 0, 100); /* among many: at once */
  g_assert_cmpuint (self->seen->len, ==, 1100);
}

static void
test_anything (Fixture *self, gconstpointer data)
{
  for (guint round = 0; round < 400; round++)
    {
      guint n = g_list_model_get_n_items (G_LIST_MODEL (self->model));
      guint position = (guint) g_test_rand_int_range (0, (int) n + 1);
      guint n_removed = (guint) g_test_rand_int_range (0, (int) (n - position) + 1);

      splice (self, position, n_removed, (guint) g_test_rand_int_range (0, 300));
      for (int i = g_test_rand_int_range (0, 6); i > 0; i--)
        g_main_context_iteration (NULL, FALSE);
      if (round % 10 == 0)
        grow (self);
    }
  grow (self);
}

#define ADD(name, func) g_test_add ("/growing-list/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("comes-by-and-by", test_comes_by_and_by);
  ADD ("anything", test_anything);
  return g_test_run ();
}
