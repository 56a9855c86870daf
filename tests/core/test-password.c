/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a password has to be. */

#include "config.h"

#include "lf-core.h"

#include <string.h>

static void
test_taken (void)
{
  static const char *const cases[] = {
    "a good long password",
    "correct horse",
    "Qm7-vbx2kd",
    "钟山脚下有三棵树 7",
    "钟山脚下有三棵梧桐树2",
    "ten chars!",
    "password of the third lamp post",
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_true (lf_password_check (cases[i], "周砚秋", &error));
      g_assert_no_error (error);
    }
}

static void
test_refused (void)
{
  static const struct
  {
    const char *password, *name, *about;
  } cases[] = {
    { "", NULL, "at least 10" },
    { "123456789", NULL, "at least 10" },
    { "钟山脚下有三棵树7", NULL, "at least 10" },
    { "\xff\xfe not UTF-8", NULL, "UTF-8" },
    { "1234567890", NULL, "tries first" },
    { "0987654321", NULL, "tries first" },
    { "aaaaaaaaaaaa", NULL, "tries first" },
    { "1a1a1a1a1a1a", NULL, "tries first" },
    { "password123456", NULL, "tries first" },
    { "P@ssw0rd2026!", NULL, "tries first" },
    { "Passw0rd!!!2", NULL, "tries first" },
    { "admin@123456", NULL, "tries first" },
    { "qwerty12345", NULL, "tries first" },
    { "woaini1314520", NULL, "tries first" },
    { "招商202611210", NULL, "tries first" },
    { "zhousiyan-2026", "ZhouSiyan", "name" },
    { "周砚秋的第二个密码1", "周砚秋", "name" },
    { "thefourthlamppost", NULL, "one kind" },
    { "29384756102938", NULL, "one kind" },
  };
  g_autofree char *endless = g_strnfill (LF_PASSWORD_MAX + 1, 'x');
  g_autoptr (GError) too_long = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (lf_password_check (cases[i].password, cases[i].name, &error));
      g_assert_error (error, LF_ERROR, LF_ERROR_INVALID);
      if (strstr (error->message, cases[i].about) == NULL)
        g_error ("“%s”: %s", cases[i].password, error->message);
    }
  g_assert_false (lf_password_check (endless, NULL, &too_long));
  g_assert_nonnull (strstr (too_long->message, "at most"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/password/taken", test_taken);
  g_test_add_func ("/password/refused", test_refused);
  return g_test_run ();
}
