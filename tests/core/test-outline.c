/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Outlines of land (domain.md L1): a table of texts, and texts that are damaged at random: what is
 * taken is JSON to another reader, too, with the same positions. */

#include "config.h"

#include "lf-core.h"
#include "lf-outline.h"

#include <json-glib/json-glib.h>
#include <string.h>

#define N_DAMAGED 30000
#define SQUARE "[[121.5,29.8],[121.6,29.8],[121.6,29.9],[121.5,29.9],[121.5,29.8]]"
#define HOLE "[[121.52,29.82],[121.54,29.82],[121.54,29.84],[121.52,29.82]]"
#define POLYGON(rings) "{\"type\":\"Polygon\",\"coordinates\":[" rings "]}"

static void
test_texts (void)
{
  static const struct
  {
    const char *name, *text, *said; /* said NULL: it is an outline */
  } cases[] = {
    { "L1 a square", POLYGON (SQUARE) },
    { "L1 with a hole", POLYGON (SQUARE "," HOLE) },
    { "L1 members in any order, blanks, heights",
      "{ \"bbox\": [1, {\"a\": null}],\n\"coordinates\": [[[0,0,5],[1,0,5],[1,1e0,5],[0,0,5]]],"
      " \"type\": \"Polygon\" }\n" },
    { "L1 not JSON", "121.5,29.8", "not a GeoJSON polygon" },
    { "L1 cut off", "{\"type\":\"Polygon\",\"coordinates\":[" SQUARE, "not a GeoJSON polygon" },
    { "L1 more behind it", POLYGON (SQUARE) "x", "not a GeoJSON polygon" },
    { "L1 no coordinates", "{\"type\":\"Polygon\"}", "not a GeoJSON polygon" },
    { "L1 no type", "{\"coordinates\":[" SQUARE "]}", "not a GeoJSON polygon" },
    { "L1 coordinates twice",
      "{\"type\":\"Polygon\",\"coordinates\":[" SQUARE "],\"coordinates\":[" SQUARE "]}",
      "not a GeoJSON polygon" },
    { "L1 a feature", "{\"type\":\"Feature\",\"geometry\":" POLYGON (SQUARE) "}", "no polygon" },
    { "L1 several parts", "{\"type\":\"MultiPolygon\",\"coordinates\":[]}", "no polygon" },
    { "L1 not closed", POLYGON ("[[0,0],[1,0],[1,1],[0,1]]"), "not closed" },
    { "L1 a line", POLYGON ("[[0,0],[1,0],[0,0]]"), "not closed" },
    { "L1 latitude first", POLYGON ("[[29.8,121.5],[29.9,121.5],[29.9,121.6],[29.8,121.5]]"),
      "leaves the earth" },
    { "L1 west of the earth", POLYGON ("[[-180.5,0],[1,0],[1,1],[-180.5,0]]"), "leaves the earth" },
    { "L1 no numbers", POLYGON ("[[\"121\",\"29\"]]"), "not a GeoJSON polygon" },
    { "L1 a number of another kind", POLYGON ("[[0x1,1],[1,0],[1,1],[0x1,1]]"),
      "not a GeoJSON polygon" },
    { "L1 NaN", POLYGON ("[[NaN,1],[1,0],[1,1],[NaN,1]]"), "not a GeoJSON polygon" },
    { "L1 empty", "", "not a GeoJSON polygon" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *doubt = lf_outline_doubt (cases[i].text);

      g_test_message ("%s", cases[i].name);
      if (cases[i].said == NULL)
        g_assert_cmpstr (doubt, ==, NULL);
      else
        g_assert_nonnull (strstr (doubt, cases[i].said));
    }
}

static void
test_most (void)
{
  g_autoptr (GString) ring = g_string_new ("[[0,0]");
  g_autofree char *most = NULL, *more = NULL;
  g_autofree char *doubt = NULL, *none = NULL;

  for (guint i = 0; i < LF_OUTLINE_MOST - 2; i++)
    g_string_append_printf (ring, ",[%u,1]", i % 180);
  most = g_strdup_printf (POLYGON ("%s,[0,0]]"), ring->str);
  more = g_strdup_printf (POLYGON ("%s,[1,1],[0,0]]"), ring->str);
  none = lf_outline_doubt (most);
  doubt = lf_outline_doubt (more);
  g_assert_cmpstr (none, ==, NULL);
  g_assert_nonnull (strstr (doubt, "too many"));
}

static void
test_holds (void)
{
  static const struct
  {
    const char *name;
    LfPosition at;
    gboolean is_in;
  } cases[] = {
    { "L1 inside", { 121.55, 29.88 }, TRUE },
    { "L1 west of it", { 121.4, 29.85 }, FALSE },
    { "L1 north of it", { 121.55, 29.95 }, FALSE },
    { "L1 in its hole", { 121.535, 29.825 }, FALSE },
    { "L1 beside the hole", { 121.522, 29.835 }, TRUE },
  };
  g_autoptr (LfOutline) outline = lf_outline_parse (POLYGON (SQUARE "," HOLE), NULL);

  g_assert_cmpfloat (outline->least.longitude, ==, 121.5);
  g_assert_cmpfloat (outline->most.latitude, ==, 29.9);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].name);
      g_assert_cmpint (lf_outline_holds (outline, &cases[i].at), ==, cases[i].is_in);
    }
}

/* ---- Damaged texts ---- */

static char *
damage (void)
{
  static const char *const pieces[]
      = { "[", "]",  "{",       "}",    ",",     ":",        "\"", "0",  "-",  "1e9", "e",
          ".", "\\", "\\u00e9", "null", "[0,0]", "\"type\"", " ",  "\n", "00", "181" };
  GString *text = g_string_new (POLYGON (SQUARE "," HOLE));

  for (int i = g_test_rand_int_range (1, 4); i > 0; i--)
    {
      gssize at = g_test_rand_int_range (0, (int) text->len);
      gssize length = g_test_rand_int_range (1, 6);

      if (g_test_rand_bit ())
        g_string_erase (text, at, MIN (length, (gssize) text->len - at));
      else
        g_string_insert (text, at, pieces[g_test_rand_int_range (0, (int) G_N_ELEMENTS (pieces))]);
      if (text->len == 0)
        g_string_append_c (text, '{');
    }
  return g_string_free (text, FALSE);
}

static void
assert_same_positions (const LfOutline *outline, JsonArray *rings)
{
  g_assert_cmpuint (outline->rings->len, ==, json_array_get_length (rings));
  for (guint r = 0; r < outline->rings->len; r++)
    {
      const GArray *ring = outline->rings->pdata[r];
      JsonArray *other = json_array_get_array_element (rings, r);

      g_assert_cmpuint (ring->len + 1, ==, json_array_get_length (other));
      for (guint i = 0; i < ring->len; i++)
        {
          JsonArray *position = json_array_get_array_element (other, i);
          const LfPosition *own = &g_array_index (ring, LfPosition, i);

          g_assert_cmpfloat (own->longitude, ==, json_array_get_double_element (position, 0));
          g_assert_cmpfloat (own->latitude, ==, json_array_get_double_element (position, 1));
        }
    }
}

static void
test_damaged (void)
{
  guint n_taken = 0;

  for (guint i = 0; i < N_DAMAGED; i++)
    {
      g_autofree char *text = damage ();
      g_autoptr (GError) error = NULL;
      g_autoptr (LfOutline) outline = lf_outline_parse (text, &error);
      g_autoptr (JsonParser) parser = json_parser_new ();

      g_assert_true ((outline == NULL) == (error != NULL));
      if (outline == NULL)
        continue;
      n_taken++;
      g_assert_true (json_parser_load_from_data (parser, text, -1, NULL));
      assert_same_positions (
          outline, json_object_get_array_member (
                       json_node_get_object (json_parser_get_root (parser)), "coordinates"));
    }
  g_test_message ("%u of %u taken", n_taken, N_DAMAGED);
  g_assert_cmpuint (n_taken, >, N_DAMAGED / 100);
}

/* Nobody reads two hundred positions in a row of edits. */
static void
test_told (void)
{
  static const struct
  {
    const char *text, *told;
  } cases[] = {
    { "{\"type\":\"Polygon\",\"coordinates\":[[[121,29],[122,29],[122,31],[121,29]]]}",
      "3 corners around longitude 121.500°, latitude 30.000°" },
    { "{\"type\":\"Polygon\",\"coordinates\":[[[-2,-1],[0,-1],[0,1],[-2,1],[-2,-1]],"
      "[[-1.5,0],[-1,0],[-1,0.5],[-1.5,0]]]}",
      "4 corners around longitude -1.000°, latitude 0.000°" },
    { "北至滨海大道", "北至滨海大道" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *told = lf_outline_tell (cases[i].text);

      g_assert_cmpstr (told, ==, cases[i].told);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/outline/L1-texts", test_texts);
  g_test_add_func ("/outline/L1-told", test_told);
  g_test_add_func ("/outline/L1-most", test_most);
  g_test_add_func ("/outline/L1-holds", test_holds);
  g_test_add_func ("/outline/L1-damaged", test_damaged);
  return g_test_run ();
}
