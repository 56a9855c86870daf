/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Running landfall-cli. Its path comes in LANDFALL_CLI. */

#include "config.h"

#include "cli-run.h"

#include <stdlib.h>
#include <string.h>

void
cli_result_clear (CliResult *self)
{
  g_clear_pointer (&self->out, g_free);
  g_clear_pointer (&self->err, g_free);
}

CliResult
cli_run_launcher (GSubprocessLauncher *launcher, const char *store, const char *const *args)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) argv = NULL;
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  CliResult result = { 0 };

  g_strv_builder_add (builder, g_getenv ("LANDFALL_CLI"));
  if (store != NULL)
    g_strv_builder_add_many (builder, "--store", store, NULL);
  g_strv_builder_addv (builder, (const char **) args);
  argv = g_strv_builder_end (builder);
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *) argv, &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &result.out, &result.err, &error);
  g_assert_no_error (error);
  if (!g_subprocess_get_if_exited (process))
    g_error ("%s crashed: %s", argv[store != NULL ? 3 : 1], result.err);
  result.status = g_subprocess_get_exit_status (process);
  return result;
}

CliResult
cli_run_strv (const char *store, const char *const *args)
{
  g_autoptr (GSubprocessLauncher) launcher
      = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE);

  return cli_run_launcher (launcher, store, args);
}

static GStrv
collect (const char *first, va_list list)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  if (first != NULL)
    g_strv_builder_add (builder, first);
  for (const char *arg = va_arg (list, const char *); arg != NULL;
       arg = va_arg (list, const char *))
    g_strv_builder_add (builder, arg);
  return g_strv_builder_end (builder);
}

CliResult
cli_run (const char *store, ...)
{
  g_auto (GStrv) args = NULL;
  va_list list;

  va_start (list, store);
  args = collect (NULL, list);
  va_end (list);
  return cli_run_strv (store, (const char *const *) args);
}

static char *
output_of (const char *store, const char *const *args)
{
  g_auto (CliResult) result = cli_run_strv (store, args);

  if (result.status != 0)
    {
      g_autofree char *line = g_strjoinv (" ", (char **) args);

      g_error ("“%s” ended with %d: %s", line, result.status, result.err);
    }
  return g_strchomp (g_steal_pointer (&result.out));
}

char *
cli_ok (const char *store, ...)
{
  g_auto (GStrv) args = NULL;
  va_list list;

  va_start (list, store);
  args = collect (NULL, list);
  va_end (list);
  return output_of (store, (const char *const *) args);
}

void
cli_sync (const char *store)
{
  g_free (cli_ok (store, "sync", NULL));
}

JsonNode *
cli_json (const char *store, ...)
{
  g_auto (GStrv) args = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  JsonNode *node;
  va_list list;

  va_start (list, store);
  args = collect ("--json", list);
  va_end (list);
  text = output_of (store, (const char *const *) args);
  node = json_from_string (text, &error);
  g_assert_no_error (error);
  g_assert_nonnull (node);
  return node;
}

JsonNode *
cli_at (JsonNode *node, const char *path)
{
  g_auto (GStrv) steps = g_strsplit (path, "/", -1);

  for (char **step = steps; *step != NULL; step++)
    if (JSON_NODE_HOLDS_ARRAY (node))
      {
        guint index = (guint) atoi (*step);

        g_assert_cmpuint (index, <, json_array_get_length (json_node_get_array (node)));
        node = json_array_get_element (json_node_get_array (node), index);
      }
    else if (**step != '\0')
      {
        g_assert_true (JSON_NODE_HOLDS_OBJECT (node));
        if (!json_object_has_member (json_node_get_object (node), *step))
          g_error ("there is no “%s” in “%s”", *step, path);
        node = json_object_get_member (json_node_get_object (node), *step);
      }
  return node;
}

gint64
cli_int_at (JsonNode *node, const char *path)
{
  return json_node_get_int (cli_at (node, path));
}

const char *
cli_string_at (JsonNode *node, const char *path)
{
  return json_node_get_string (cli_at (node, path));
}

guint
cli_length_at (JsonNode *node, const char *path)
{
  return json_array_get_length (json_node_get_array (*path != '\0' ? cli_at (node, path) : node));
}
