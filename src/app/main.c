/* SPDX-License-Identifier: GPL-3.0-or-later */
/* landfall: the application. */

#include "config.h"

#include "lf-application.h"
#include "lf-keyring.h"

#include <glib/gi18n.h>
#include <locale.h>

int
main (int argc, char *argv[])
{
  const char *locale_dir = g_getenv ("LANDFALL_LOCALE_DIR");
  g_autoptr (LfApplication) application = NULL;
  int status;

  setlocale (LC_ALL, "");
  gtk_disable_setlocale (); /* done; a thread opens the store while the toolkit starts */
  bindtextdomain (GETTEXT_PACKAGE, locale_dir != NULL ? locale_dir : LF_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  lf_keyring_use (TRUE);
  application = lf_application_new ();
  status = g_application_run (G_APPLICATION (application), argc, argv);
  return status != 0 ? status : lf_application_status (application);
}
