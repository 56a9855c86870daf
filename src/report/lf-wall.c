/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The wall charts there are, and reading one. */

#include "config.h"

#include "lf-wall-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const struct
{
  const char *name, *title, *about, *entity, *nothing;
  gboolean (*build) (LfWallBuilder *self, GError **error);
  const char *groups[5];
  gboolean has_year, has_contest;
} walls[] = {
  { "projects",
    N_ ("Project chart"),
    N_ ("Every project that is about to be signed, or is signed and does not produce yet: each "
        "node from the signing to production with its date and its deadline."),
    "project",
    N_ ("No project is on the way."),
    lf_wall_build_projects,
    { "park", "chain", "industry" },
    TRUE },
  { "problems",
    N_ ("Problem chart"),
    N_ ("Every open problem: whose it is, who solves it, and by when it has to be solved."),
    "problem",
    N_ ("No problem is open."),
    lf_wall_build_problems,
    { NULL },
    TRUE },
  { "lamps",
    N_ ("Lamp chart"),
    N_ ("The lamp of every project on its way at the end of each month or quarter, as it was "
        "judged then, and why the last one is yellow or red."),
    "project",
    N_ ("No project is on the way."),
    lf_wall_build_lamps,
    { "month", "quarter" },
    TRUE },
  { "industrial",
    N_ ("Battle chart: industry"),
    N_ ("The industrial projects on their way, with their number and investment by park, chain or "
        "industry."),
    "project",
    N_ ("No industrial project is on the way."),
    lf_wall_build_industrial,
    { "park", "chain", "industry" } },
  { "government",
    N_ ("Battle chart: public works"),
    N_ ("The projects of the kind “public works” on their way, with their number and investment by "
        "park, chain or industry."),
    "project",
    N_ ("No government-funded build is on the way."),
    lf_wall_build_government,
    { "park", "chain", "industry" } },
  { "ranking",
    N_ ("Ranking"),
    N_ ("Who leads: the groups of a contest, or parks and owners by what they signed this year, "
        "with points, and how each moved since the half month before."),
    "project",
    N_ ("There is nobody to rank."),
    lf_wall_build_ranking,
    { "park", "owner" },
    TRUE,
    TRUE },
};

static const struct
{
  const char *name, *label;
} groups[] = {
  { "park", N_ ("By park") },         { "chain", N_ ("By chain") },
  { "industry", N_ ("By industry") }, { "month", N_ ("By month") },
  { "quarter", N_ ("By quarter") },   { "owner", N_ ("By owner") },
};

static int
find_wall (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (walls); i++)
    if (strcmp (walls[i].name, name) == 0)
      return (int) i;
  return -1;
}

const char *const *
lf_wall_names (void)
{
  static const char *names[G_N_ELEMENTS (walls) + 1];

  for (guint i = 0; i < G_N_ELEMENTS (walls); i++)
    names[i] = walls[i].name;
  return names;
}

const char *
lf_wall_title (const char *name)
{
  int i = find_wall (name);

  return i < 0 ? NULL : g_dgettext (GETTEXT_PACKAGE, walls[i].title);
}

const char *
lf_wall_about (const char *name)
{
  int i = find_wall (name);

  return i < 0 ? NULL : g_dgettext (GETTEXT_PACKAGE, walls[i].about);
}

const LfEntity *
lf_wall_entity (const char *name)
{
  int i = find_wall (name);

  return i < 0 ? NULL : lf_schema_find (walls[i].entity);
}

const char *const *
lf_wall_groups (const char *name)
{
  int i = find_wall (name);

  return i < 0 ? NULL : walls[i].groups;
}

const char *
lf_wall_group_label (const char *group)
{
  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    if (strcmp (groups[i].name, group) == 0)
      return g_dgettext (GETTEXT_PACKAGE, groups[i].label);
  return NULL;
}

gboolean
lf_wall_has_park (const char *name)
{
  const LfEntity *entity = lf_wall_entity (name);

  return entity != NULL && lf_entity_field (entity, "park") != NULL;
}

gboolean
lf_wall_has_year (const char *name)
{
  int i = find_wall (name);

  return i >= 0 && walls[i].has_year;
}

gboolean
lf_wall_has_contest (const char *name)
{
  int i = find_wall (name);

  return i >= 0 && walls[i].has_contest;
}

/* ---- The value ---- */

LfWall *
lf_wall_ref (LfWall *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
lf_wall_unref (LfWall *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_free (self->heading);
  g_free (self->day);
  g_free (self->note);
  g_ptr_array_unref (self->columns);
  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->sections);
  lf_report_free (self->table);
  lf_report_free (self->figures);
  g_free (self);
}

const char *
lf_wall_name (const LfWall *self)
{
  return self->name;
}

const char *
lf_wall_heading (const LfWall *self)
{
  return self->heading;
}

gboolean
lf_wall_is_empty (const LfWall *self)
{
  return self->rows->len == 0;
}

const LfReport *
lf_wall_table (const LfWall *self)
{
  return self->table;
}

const LfReport *
lf_wall_figures (const LfWall *self)
{
  return self->figures;
}

/* ---- Reading ---- */

static gboolean
check (const char *name, int found, const LfWallOptions *options, GError **error)
{
  g_autofree char *all = NULL;

  if (found < 0)
    {
      all = g_strjoinv (", ", (char **) lf_wall_names ());
      g_set_error (error, LF_ERROR, LF_ERROR_SYNTAX,
                   _ ("There is no wall chart “%1$s”. There are: %2$s."), name, all);
      return FALSE;
    }
  if (options->by == NULL || g_strv_contains (walls[found].groups, options->by))
    return TRUE;
  all = g_strjoinv (", ", (char **) walls[found].groups);
  if (*all == '\0')
    g_set_error (error, LF_ERROR, LF_ERROR_SYNTAX,
                 _ ("The wall chart “%s” has one order only: leave out --by."), name);
  else
    g_set_error (error, LF_ERROR, LF_ERROR_SYNTAX,
                 _ ("The wall chart “%1$s” can be made by %2$s, not by “%3$s”."), name, all,
                 options->by);
  return FALSE;
}

static LfWallBuilder
begin (LfStore *store, int kind, const LfWallOptions *options)
{
  gboolean is_past = options->as_of.year != 0;
  const LfDate day = is_past ? lf_date_last_day (&options->as_of) : options->today;
  const char *by = options->by == NULL ? walls[kind].groups[0] : options->by;

  return (LfWallBuilder){ .store = store,
                          .options = options,
                          .day = day,
                          .year = options->year == 0 ? day.year : options->year,
                          .by = by,
                          .group = by,
                          .wall = lf_wall_new (walls[kind].name, lf_wall_title (walls[kind].name),
                                               walls[kind].entity) };
}

LfWall *
lf_wall_read_sync (LfStore *store, const char *name, const LfWallOptions *options, GError **error)
{
  int kind = find_wall (name);
  g_autofree char *day = NULL;
  g_autoptr (LfWall) wall = NULL;
  LfWallBuilder builder;

  if (!check (name, kind, options, error)
      || !lf_report_check_where (lf_wall_entity (name), options->where, &options->today, error))
    return NULL;
  builder = begin (store, kind, options);
  wall = builder.wall;
  wall->nothing = g_dgettext (GETTEXT_PACKAGE, walls[kind].nothing);
  if (options->year != 0)
    lf_wall_name_year (&builder);
  day = lf_date_format (&builder.day);
  /* Translators: under the title of a wall chart: the day */
  wall->day = g_strdup_printf (_ ("As of %s"), day);
  return walls[kind].build (&builder, error) ? g_steal_pointer (&wall) : NULL;
}

typedef struct
{
  char *name, *where, *by, *contest;
  LfWallOptions options;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_free (job->name);
  g_free (job->where);
  g_free (job->by);
  g_free (job->contest);
  g_free (job);
}

static void
read_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const Job *job = task_data;
  GError *error = NULL;
  LfWall *wall = lf_wall_read_sync (source, job->name, &job->options, &error);

  if (wall == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, wall, (GDestroyNotify) lf_wall_unref);
}

void
lf_wall_read_async (LfStore *store,
                    const char *name,
                    const LfWallOptions *options,
                    GCancellable *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (store, cancellable, callback, user_data);
  Job *job = g_new0 (Job, 1);

  *job = (Job){ g_strdup (name), g_strdup (options->where), g_strdup (options->by),
                g_strdup (options->contest), *options };
  job->options.where = job->where;
  job->options.by = job->by;
  job->options.contest = job->contest;
  g_task_set_source_tag (task, lf_wall_read_async);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, read_in_thread);
}

LfWall *
lf_wall_read_finish (LfStore *store, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
