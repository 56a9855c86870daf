/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Wall charts (V1–V4, V8, V12): wall. */

#include "config.h"

#include "lf-cli-output.h"
#include "lf-cmd.h"
#include "lf-wall.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

typedef struct
{
  char *output, *paper, *screen, *where, *as_of, *by, *contest; /* (nullable) */
  char *year_text, *page_text;                                  /* (nullable) */
  gboolean is_upright;
  int year, page; /* 0: none was asked for */
} WallOptions;

static void
wall_options_clear (WallOptions *self)
{
  g_free (self->output);
  g_free (self->paper);
  g_free (self->screen);
  g_free (self->where);
  g_free (self->as_of);
  g_free (self->by);
  g_free (self->contest);
  g_free (self->year_text);
  g_free (self->page_text);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (WallOptions, wall_options_clear)

/* ---- wall ---- */

static JsonArray *
make_groups (const char *name)
{
  JsonArray *array = json_array_new ();

  for (const char *const *by = lf_wall_groups (name); *by != NULL; by++)
    json_array_add_string_element (array, *by);
  return array;
}

static gboolean
list_walls (const LfCli *cli)
{
  g_autoptr (LfTable) table
      = lf_table_new (_ ("Name"), _ ("Wall chart"), C_ ("wall chart", "By"), NULL);
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_ARRAY);

  json_node_take_array (node, json_array_new ());
  for (const char *const *name = lf_wall_names (); *name != NULL; name++)
    {
      g_autofree char *groups = g_strjoinv (", ", (char **) lf_wall_groups (*name));
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "name", *name);
      json_object_set_string_member (object, "title", lf_wall_title (*name));
      json_object_set_string_member (object, "about", lf_wall_about (*name));
      json_object_set_array_member (object, "by", make_groups (*name));
      json_array_add_object_element (json_node_get_array (node), object);
      lf_table_add (table, *name, lf_wall_title (*name), groups, NULL);
    }
  if (cli->json)
    lf_cli_print_json (g_steal_pointer (&node));
  else
    lf_table_print (table);
  return TRUE;
}

/* ---- wall NAME ---- */

static gboolean
read_sheet (const WallOptions *options, LfWallSheet *ret_sheet, GError **error)
{
  g_autofree char *papers = g_strjoinv (", ", (char **) lf_wall_papers ());
  LfChartStyle style;
  unsigned int width, height;
  char rest;

  if (options->screen != NULL)
    {
      if (sscanf (options->screen, "%5ux%5u%c", &width, &height, &rest) != 2 || width < 320
          || height < 320 || width > 16384 || height > 16384)
        return lf_cli_call_error (error, _ ("A screen is its width and height: 1920x1080."));
      lf_wall_style_dark (&style);
      lf_wall_sheet_screen (width, height, &style, ret_sheet);
      return TRUE;
    }
  if (lf_wall_sheet_paper (options->paper == NULL ? "A3" : options->paper, options->is_upright,
                           ret_sheet))
    return TRUE;
  return lf_cli_call_error (error, _ ("There is no paper “%1$s”. There are: %2$s."), options->paper,
                            papers);
}

/* Nothing said leaves it 0. */
static gboolean
read_number (const char *text, gint64 least, gint64 most, int *ret_number)
{
  gint64 number = 0;

  if (text != NULL && !g_ascii_string_to_signed (text, 10, least, most, &number, NULL))
    return FALSE;
  *ret_number = (int) number;
  return TRUE;
}

/* What does not count would be a chart of something else than was asked for. */
static gboolean
check_options (const LfCli *cli, WallOptions *options, GError **error)
{
  const char *name = cli->args[0];

  if (!read_number (options->page_text, 1, G_MAXINT, &options->page))
    return lf_cli_call_error (error, _ ("Pages are counted from 1."));
  if (options->contest != NULL && !lf_wall_has_contest (name))
    return lf_cli_call_error (error, _ ("“%s” is of no contest: leave out --contest."), name);
  if (options->year_text != NULL && !lf_wall_has_year (name))
    return lf_cli_call_error (error, _ ("“%s” is of no year: leave out --year."), name);
  if (!read_number (options->year_text, 1900, 2199, &options->year))
    return lf_cli_call_error (error, _ ("A year is between 1900 and 2199."));
  return TRUE;
}

static LfWall *
read_wall (LfCli *cli, const WallOptions *options, GError **error)
{
  LfWallOptions asked
      = { .today = cli->today, .where = options->where, .by = options->by, .year = options->year };
  g_autoptr (LfRecord) contest = NULL;

  if (options->as_of != NULL && !lf_cli_past_day (cli, options->as_of, &asked.as_of, error))
    return NULL;
  if (options->contest != NULL)
    {
      contest = lf_cli_live_record (cli, options->contest, error);
      if (contest == NULL)
        return NULL;
      asked.contest = lf_record_id (contest);
    }
  return lf_wall_read_sync (cli->store, cli->args[0], &asked, error);
}

static gboolean
show_wall (LfCli *cli, WallOptions *options, GError **error)
{
  g_autoptr (LfWall) wall = NULL;
  g_autofree char *text = NULL;
  LfWallSheet sheet;

  if (lf_wall_title (cli->args[0]) == NULL)
    {
      g_autofree char *all = g_strjoinv (", ", (char **) lf_wall_names ());

      return lf_cli_call_error (error, _ ("There is no wall chart “%1$s”. There are: %2$s."),
                                cli->args[0], all);
    }
  if (!check_options (cli, options, error) || !read_sheet (options, &sheet, error))
    return FALSE;
  wall = read_wall (cli, options, error);
  if (wall == NULL)
    return FALSE;
  if (options->output != NULL)
    {
      g_autofree char *path = lf_cli_path (options->output, error);

      if (path == NULL || !lf_wall_write (wall, &sheet, options->page - 1, path, error))
        return FALSE;
      lf_cli_print_written (cli, options->output);
      return TRUE;
    }
  text = cli->json ? lf_wall_to_json (wall) : lf_wall_to_text (wall);
  fputs (text, stdout);
  if (!g_str_has_suffix (text, "\n"))
    fputc ('\n', stdout);
  return TRUE;
}

gboolean
lf_cmd_wall (LfCli *cli, GError **error)
{
  g_auto (WallOptions) wall = { NULL };
  const GOptionEntry options[] = {
    { "output", 0, 0, G_OPTION_ARG_FILENAME, &wall.output,
      N_ ("File to write: .pdf, .png, .svg, .xlsx or .csv"), "FILE" },
    { "paper", 0, 0, G_OPTION_ARG_STRING, &wall.paper, N_ ("A4, A3 (at first), A2, A1 or A0"),
      "SIZE" },
    { "upright", 0, 0, G_OPTION_ARG_NONE, &wall.is_upright, N_ ("Upright instead of across"),
      NULL },
    { "screen", 0, 0, G_OPTION_ARG_STRING, &wall.screen,
      N_ ("For a dark screen of that size instead of paper: 1920x1080"), "WxH" },
    { "page", 0, 0, G_OPTION_ARG_STRING, &wall.page_text, N_ ("This page only, from 1"), "N" },
    { "where", 0, 0, G_OPTION_ARG_STRING, &wall.where, N_ ("Only these"), "EXPR" },
    { "as-of", 0, 0, G_OPTION_ARG_STRING, &wall.as_of,
      N_ ("As things stood at the end of this day, month or year"), "DATE" },
    { "year", 0, 0, G_OPTION_ARG_STRING, &wall.year_text, N_ ("Whose plan, or whose months"),
      "YEAR" },
    { "by", 0, 0, G_OPTION_ARG_STRING, &wall.by, N_ ("Sections by this: see “wall”"), "WHAT" },
    { "contest", 0, 0, G_OPTION_ARG_STRING, &wall.contest, N_ ("The contest that ranks"), "ID" },
    { NULL },
  };

  if (!lf_cli_parse (cli, options, 0, 1, error))
    return FALSE;
  if (cli->n_args == 0)
    return list_walls (cli);
  return lf_cli_open (cli, LF_STORE_OPEN_EXISTING, error) && show_wall (cli, &wall, error);
}
