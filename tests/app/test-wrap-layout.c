/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Controls that wrap as words do. */

#include "config.h"

#include "app-fixture.h"
#include "lf-wrap-layout.h"

#define SPACING 10
#define LINE_SPACING 4
#define HEIGHT 20

/* Of widths in pixels, "+" where one expands, "-" where it is hidden; and where all begin and how
 * wide they are: "x,y,width". */
static const struct
{
  int room;
  const char *widths;
  const char *places;
  int height;
} cases[] = {
  { 300, "100 50 60", "0,0,100 110,0,50 170,0,60", 20 },
  { 230, "100 50 60", "0,0,100 110,0,50 170,0,60", 20 },
  { 229, "100 50 60", "0,0,100 110,0,50 0,24,60", 44 },
  { 100, "100 50 60", "0,0,100 0,24,50 0,48,60", 68 },
  { 300, "100 50+ 60", "0,0,100 110,0,120 240,0,60", 20 },
  { 200, "100 50+ 60", "0,0,100 110,0,90 0,24,60", 44 },
  { 160, "100 50- 50", "0,0,100 . 110,0,50", 20 },
  { 300, "100+ 100+", "0,0,145 155,0,145", 20 },
  { 300, "50-", ".", 0 },
};

static GtkWidget *
new_bar (const char *widths)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  g_auto (GStrv) words = g_strsplit (widths, " ", -1);

  for (char **word = words; *word != NULL; word++)
    {
      GtkWidget *control = gtk_drawing_area_new ();

      gtk_widget_set_size_request (control, atoi (*word), HEIGHT);
      gtk_widget_set_hexpand (control, g_str_has_suffix (*word, "+"));
      gtk_widget_set_visible (control, !g_str_has_suffix (*word, "-"));
      gtk_box_append (GTK_BOX (bar), control);
    }
  gtk_widget_set_layout_manager (bar, lf_wrap_layout_new (SPACING, LINE_SPACING));
  return g_object_ref_sink (bar);
}

static char *
tell_places (GtkWidget *bar)
{
  GString *places = g_string_new (NULL);

  for (GtkWidget *control = gtk_widget_get_first_child (bar); control != NULL;
       control = gtk_widget_get_next_sibling (control))
    {
      graphene_rect_t at;

      g_assert_true (gtk_widget_compute_bounds (control, bar, &at));
      g_string_append (places, places->len > 0 ? " " : "");
      if (gtk_widget_get_visible (control))
        g_string_append_printf (places, "%.0f,%.0f,%.0f", at.origin.x, at.origin.y, at.size.width);
      else
        g_string_append (places, ".");
    }
  return g_string_free (places, FALSE);
}

static void
test_wraps (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GtkWidget) bar = new_bar (cases[i].widths);
      g_autofree char *places = NULL;
      int least, wanted;

      gtk_widget_measure (bar, GTK_ORIENTATION_VERTICAL, cases[i].room, &least, &wanted, NULL,
                          NULL);
      g_assert_cmpint (least, ==, cases[i].height);
      g_assert_cmpint (wanted, ==, cases[i].height);
      gtk_widget_allocate (bar, cases[i].room, wanted, -1, NULL);
      places = tell_places (bar);
      g_assert_cmpstr (places, ==, cases[i].places);
    }
}

/* It asks for the room of its widest control, and wants one line. */
static void
test_widths (void)
{
  g_autoptr (GtkWidget) bar = new_bar ("100 50 60-");
  int least, wanted;

  gtk_widget_measure (bar, GTK_ORIENTATION_HORIZONTAL, -1, &least, &wanted, NULL, NULL);
  g_assert_cmpint (least, ==, 100);
  g_assert_cmpint (wanted, ==, 160);
}

static void
test_mirrored (void)
{
  g_autoptr (GtkWidget) bar = new_bar ("100 50");
  g_autofree char *places = NULL;

  gtk_widget_set_direction (bar, GTK_TEXT_DIR_RTL);
  gtk_widget_allocate (bar, 300, HEIGHT, -1, NULL);
  places = tell_places (bar);
  g_assert_cmpstr (places, ==, "200,0,100 140,0,50");
}

int
main (int argc, char *argv[])
{
  app_init (&argc, &argv);
  g_test_add_func ("/app/wrap-layout/wraps", test_wraps);
  g_test_add_func ("/app/wrap-layout/widths", test_widths);
  g_test_add_func ("/app/wrap-layout/mirrored", test_mirrored);
  return g_test_run ();
}
