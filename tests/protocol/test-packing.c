/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Packed messages: there and back, bounded, and never half of one. */

#include "config.h"

#include "lf-error.h"
#include "lf-packing.h"

#include <string.h>

static const char *const names[] = { "br", "gzip" };

static GBytes *
make_text (gsize length)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; text->len < length; i++)
    g_string_append_printf (text, "{\"name\":\"第%u号新材料生产基地\"}\n", i * 7919 % 10007);
  g_string_truncate (text, length);
  return g_string_free_to_bytes (text);
}

static void
test_there_and_back (void)
{
  static const gsize lengths[] = { 0, 1, 100, LF_PACKING_FROM, 65535, 65536, 65537, 3000000 };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    for (guint j = 0; j < G_N_ELEMENTS (lengths); j++)
      {
        const LfPacking *packing = lf_packing_find (names[i]);
        g_autoptr (GBytes) bytes = make_text (lengths[j]);
        g_autoptr (GBytes) packed = lf_packing_pack (packing, bytes);
        g_autoptr (GError) error = NULL;
        g_autoptr (GBytes) back = lf_packing_unpack (packing, packed, lengths[j], &error);

        g_assert_no_error (error);
        g_assert_true (g_bytes_equal (bytes, back));
        g_assert_true (lengths[j] < 65535 || g_bytes_get_size (packed) < lengths[j] / 4);
      }
}

/* A small message that unpacks to a large one. */
static void
test_bounded (void)
{
  g_autofree char *spaces = g_strnfill (10000000, ' ');
  g_autoptr (GBytes) bytes = g_bytes_new (spaces, 10000000);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const LfPacking *packing = lf_packing_find (names[i]);
      g_autoptr (GBytes) packed = lf_packing_pack (packing, bytes);
      g_autoptr (GError) error = NULL;

      g_assert_cmpuint (g_bytes_get_size (packed), <, 100000);
      g_assert_null (lf_packing_unpack (packing, packed, 9999999, &error));
      g_assert_error (error, LF_ERROR, LF_ERROR_INVALID);
      g_assert_nonnull (strstr (error->message, "9999999"));
    }
}

static void
test_cut_anywhere (void)
{
  g_autoptr (GBytes) bytes = make_text (3000);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const LfPacking *packing = lf_packing_find (names[i]);
      g_autoptr (GBytes) packed = lf_packing_pack (packing, bytes);

      for (gsize length = 0; length < g_bytes_get_size (packed); length++)
        {
          g_autoptr (GBytes) part = g_bytes_new_from_bytes (packed, 0, length);
          g_autoptr (GError) error = NULL;

          g_assert_null (lf_packing_unpack (packing, part, 3000, &error));
          g_assert_error (error, LF_ERROR, LF_ERROR_INVALID);
        }
    }
}

/* What follows a message is not part of it; what never was one is none. */
static void
test_not_packed (void)
{
  static const char *const texts[] = { "{}", "x", "\xff\xff\xff\xff", "\x1f\x8b", "<html></html>" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    for (guint j = 0; j < G_N_ELEMENTS (texts); j++)
      {
        g_autoptr (GBytes) bytes = g_bytes_new_static (texts[j], strlen (texts[j]));
        g_autoptr (GError) error = NULL;

        g_assert_null (lf_packing_unpack (lf_packing_find (names[i]), bytes, 1000, &error));
        g_assert_error (error, LF_ERROR, LF_ERROR_INVALID);
      }
}

static void
test_best (void)
{
  static const struct
  {
    const char *accepted[4];
    const char *best;
  } cases[] = {
    { { "gzip", "br" }, "br" },
    { { "deflate", "GZip" }, "gzip" },
    { { "zstd", "identity" }, NULL },
    { { "BR" }, "br" },
    { { NULL }, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GSList) accepted = NULL;
      const LfPacking *best;

      for (guint j = 0; cases[i].accepted[j] != NULL; j++)
        accepted = g_slist_append (accepted, (gpointer) cases[i].accepted[j]);
      best = lf_packing_best (accepted);
      g_assert_cmpstr (best == NULL ? NULL : lf_packing_name (best), ==, cases[i].best);
    }
  g_assert_null (lf_packing_find ("deflate"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/protocol/packing/there-and-back", test_there_and_back);
  g_test_add_func ("/protocol/packing/bounded", test_bounded);
  g_test_add_func ("/protocol/packing/cut-anywhere", test_cut_anywhere);
  g_test_add_func ("/protocol/packing/not-packed", test_not_packed);
  g_test_add_func ("/protocol/packing/best", test_best);
  return g_test_run ();
}
