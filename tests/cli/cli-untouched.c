/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A store that must come out of a failed command as it went in. */

#include "config.h"

#include "cli-untouched.h"

#include "store-folder.h"

#include <string.h>

void
untouched_set_up (Untouched *self, gconstpointer data)
{
  self->folder = store_folder_make ();
  self->store = g_build_filename (self->folder, "store", NULL);
  g_free (cli_ok (self->store, "init", NULL));
  self->project
      = cli_ok (self->store, "add", "project", "name=减速器", "total_investment=3亿元", NULL);
  self->digest = cli_ok (self->store, "digest", NULL);
}

void
untouched_tear_down (Untouched *self, gconstpointer data)
{
  g_free (self->store);
  g_free (self->project);
  g_free (self->digest);
  store_folder_remove (self->folder);
}

void
untouched_assert (Untouched *self)
{
  g_autofree char *digest = cli_ok (self->store, "digest", NULL);
  g_autofree char *verified = cli_ok (self->store, "verify", NULL);
  g_autoptr (JsonNode) pending = cli_json (self->store, "pending", NULL);

  g_assert_cmpstr (digest, ==, self->digest);
  g_assert_cmpuint (cli_length_at (pending, ""), ==, 1);
}

void
assert_failed (const CliResult *result, int status, const char *says)
{
  const char *sentence = g_strrstr (result->err, "landfall-cli: ");

  g_test_message ("%d: %s", result->status, result->err);
  g_assert_cmpint (result->status, ==, status);
  g_assert_cmpstr (result->out, ==, "");
  g_assert_nonnull (sentence);
  g_assert_nonnull (strstr (sentence, says));
  g_assert_true (g_str_has_suffix (sentence, ".\n"));
}
