/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A dashboard: reading and writing it, and what there is before anybody made one. */

#include "config.h"

#include "lf-dashboard.h"

#include "lf-json-read.h"
#include "lf-dashboard-private.h"
#include "lf-report.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const struct
{
  const char *name, *label;
} shown_as[LF_N_TILES_SHOWN] = {
  [LF_TILE_CHART] = { "chart", N_ ("Chart") },
  [LF_TILE_TABLE] = { "table", N_ ("Table") },
  [LF_TILE_FIGURE] = { "figure", N_ ("One Figure") },
  [LF_TILE_LIST] = { "list", N_ ("Foot of a List") },
};

static const struct
{
  const char *name, *label;
  guint n_columns, n_rows;
} sizes[LF_N_TILE_SIZES] = {
  [LF_TILE_SMALL] = { "small", NC_ ("size of a tile", "Small"), 1, 1 },
  [LF_TILE_WIDE] = { "wide", NC_ ("size of a tile", "Wide"), 2, 1 },
  [LF_TILE_LARGE] = { "large", NC_ ("size of a tile", "Large"), 2, 2 },
};

const char *
lf_tile_shown_label (LfTileShown shown)
{
  return g_dgettext (GETTEXT_PACKAGE, shown_as[shown].label);
}

const char *
lf_tile_size_label (LfTileSize size)
{
  return g_dpgettext2 (GETTEXT_PACKAGE, "size of a tile", sizes[size].label);
}

void
lf_tile_size_cells (LfTileSize size, guint *ret_columns, guint *ret_rows)
{
  *ret_columns = sizes[size].n_columns;
  *ret_rows = sizes[size].n_rows;
}

/* ---- A tile ---- */

LfTile *
lf_tile_copy (const LfTile *self)
{
  return lf_tile_new (self->id, json_node_ref (self->text));
}

void
lf_tile_free (LfTile *self)
{
  g_free (self->report);
  g_free (self->by);
  g_free (self->column);
  g_free (self->view);
  json_node_unref (self->text);
  g_free (self);
}

/* (nullable) */
static const char *
get_text (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node)
                 && json_node_get_value_type (node) == G_TYPE_STRING
             ? json_node_get_string (node)
             : NULL;
}

static gboolean
has_rows (const LfTile *self)
{
  const char *const *groups = self->by == NULL ? NULL : lf_report_groups (self->report);

  return self->by == NULL || (groups != NULL && g_strv_contains (groups, self->by));
}

/* FALSE: one of a newer version */
static gboolean
read_shown (JsonObject *object, LfTileShown *ret_shown)
{
  const char *name = get_text (object, "shown");

  *ret_shown = get_text (object, "view") == NULL ? LF_TILE_CHART : LF_TILE_LIST;
  for (guint i = 0; name != NULL && i < LF_N_TILES_SHOWN; i++)
    if (strcmp (shown_as[i].name, name) == 0)
      {
        *ret_shown = (LfTileShown) i;
        return TRUE;
      }
  return name == NULL;
}

static LfTileSize
read_size (JsonObject *object)
{
  const char *name = get_text (object, "size");

  for (guint i = 0; name != NULL && i < LF_N_TILE_SIZES; i++)
    if (strcmp (sizes[i].name, name) == 0)
      return (LfTileSize) i;
  return LF_TILE_SMALL;
}

LfTile *
lf_tile_new (guint id, JsonNode *text)
{
  LfTile *self = g_new0 (LfTile, 1);
  JsonObject *object = json_node_get_object (text);
  gboolean is_shown;

  self->id = id;
  self->text = text;
  self->report = g_strdup (get_text (object, "report"));
  self->by = g_strdup (get_text (object, "by"));
  self->column = g_strdup (get_text (object, "column"));
  self->view = g_strdup (get_text (object, "view"));
  self->size = read_size (object);
  is_shown = read_shown (object, &self->shown);
  self->is_known = is_shown
                   && (self->shown == LF_TILE_LIST
                           ? self->view != NULL
                           : self->report != NULL && lf_report_title (self->report) != NULL
                                 && has_rows (self));
  return self;
}

/* json_node_copy() shares what is in it. */
static JsonNode *
copy_text (JsonNode *text)
{
  g_autofree char *json = json_to_string (text, FALSE);

  return json_from_string (json, NULL);
}

LfTile *
lf_tile_with (const LfTile *self, const char *member, const char *value)
{
  JsonNode *text = copy_text (self->text);

  if (value == NULL)
    json_object_remove_member (json_node_get_object (text), member);
  else
    json_object_set_string_member (json_node_get_object (text), member, value);
  return lf_tile_new (self->id, text);
}

const char *
lf_tile_shown_name (LfTileShown shown)
{
  return shown_as[shown].name;
}

const char *
lf_tile_size_name (LfTileSize size)
{
  return sizes[size].name;
}

/* ---- A dashboard ---- */

LfDashboard *
lf_dashboard_new (const char *name)
{
  LfDashboard *self = g_new0 (LfDashboard, 1);

  self->name = g_strdup (name);
  self->tiles = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_tile_free);
  return self;
}

void
lf_dashboard_free (LfDashboard *self)
{
  g_free (self->name);
  g_free (self->unread);
  lf_dashboard_filter_clear (&self->filter);
  g_ptr_array_unref (self->tiles);
  g_free (self);
}

/* FALSE: it is in no form that this version knows */
static gboolean
read_tiles (LfDashboard *self, const char *text)
{
  g_autoptr (LfJson) json = lf_json_read (text, strlen (text), NULL);
  g_autoptr (JsonNode) node = json == NULL ? NULL : lf_json_to_node (json);
  JsonArray *array
      = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  if (array == NULL)
    return FALSE;
  for (guint i = 0; i < json_array_get_length (array); i++)
    if (!JSON_NODE_HOLDS_OBJECT (json_array_get_element (array, i)))
      return FALSE;
  for (guint i = 0; i < json_array_get_length (array); i++)
    g_ptr_array_add (self->tiles,
                     lf_tile_new (++self->n_ids, copy_text (json_array_get_element (array, i))));
  return TRUE;
}

LfDashboard *
lf_dashboard_read (const LfRecord *record)
{
  LfDashboard *self = lf_dashboard_new (lf_record_get (record, "name"));
  const char *tiles = lf_record_get (record, "tiles");

  if (tiles != NULL && !read_tiles (self, tiles))
    self->unread = g_strdup (tiles);
  lf_dashboard_filter_read (&self->filter, lf_record_get (record, "filter"));
  self->filter.period = g_strdup (lf_record_get (record, "period"));
  self->is_shared = lf_record_get (record, "is_shared") != NULL;
  return self;
}

/* (nullable) */
static char *
write_tiles (const LfDashboard *self)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_ARRAY);
  JsonArray *array = json_array_new ();

  if (self->unread != NULL)
    {
      json_array_unref (array);
      return g_strdup (self->unread);
    }
  for (guint i = 0; i < self->tiles->len; i++)
    json_array_add_element (array, json_node_ref (((const LfTile *) self->tiles->pdata[i])->text));
  json_node_take_array (node, array);
  return self->tiles->len == 0 ? NULL : json_to_string (node, FALSE);
}

void
lf_dashboard_write (const LfDashboard *self, LfRecord *record)
{
  g_autofree char *tiles = write_tiles (self);
  g_autofree char *filter = lf_dashboard_filter_text (&self->filter);

  lf_record_set (record, "name", self->name);
  lf_record_set (record, "period", self->filter.period);
  lf_record_set (record, "filter", filter);
  lf_record_set (record, "tiles", tiles);
  lf_record_set (record, "is_shared", self->is_shared ? "1" : NULL);
}

LfDashboard *
lf_dashboard_copy (const LfDashboard *self)
{
  LfDashboard *copy = lf_dashboard_new (self->name);

  for (guint i = 0; i < self->tiles->len; i++)
    g_ptr_array_add (copy->tiles, lf_tile_copy (self->tiles->pdata[i]));
  lf_dashboard_filter_copy (&self->filter, &copy->filter);
  copy->is_shared = self->is_shared;
  copy->unread = g_strdup (self->unread);
  copy->n_ids = self->n_ids;
  return copy;
}

gboolean
lf_dashboard_equal (const LfDashboard *a, const LfDashboard *b)
{
  g_autofree char *tiles_a = write_tiles (a);
  g_autofree char *tiles_b = write_tiles (b);

  return g_strcmp0 (a->name, b->name) == 0 && g_strcmp0 (tiles_a, tiles_b) == 0
         && a->is_shared == b->is_shared && lf_dashboard_filter_equal (&a->filter, &b->filter);
}

/* ---- Presets ---- */

static const struct
{
  const char *name, *label, *tiles;
} presets[] = {
  { "leader", N_ ("Leader’s overview"),
    "[{\"report\":\"signed-by-month\",\"column\":\"amount\",\"shown\":\"figure\"},"
    "{\"report\":\"signed-by-month\",\"column\":\"projects\",\"shown\":\"figure\"},"
    "{\"report\":\"pipeline\",\"shown\":\"chart\",\"size\":\"large\"},"
    "{\"report\":\"visit-coverage\",\"shown\":\"figure\"},"
    "{\"report\":\"problems\",\"column\":\"closing_rate\",\"shown\":\"figure\"},"
    "{\"report\":\"half-year\",\"by\":\"park\",\"shown\":\"chart\",\"size\":\"wide\"},"
    "{\"report\":\"by-park\",\"shown\":\"chart\",\"size\":\"wide\"},"
    "{\"report\":\"problem-departments\",\"shown\":\"table\",\"size\":\"wide\"},"
    "{\"report\":\"signed-by-month\",\"shown\":\"chart\",\"size\":\"wide\"}]" },
  { "recruiter", N_ ("Recruiter’s desk"),
    "[{\"report\":\"pipeline\",\"shown\":\"chart\",\"size\":\"large\"},"
    "{\"report\":\"signed-by-month\",\"column\":\"projects\",\"shown\":\"figure\"},"
    "{\"report\":\"signed-by-month\",\"column\":\"amount\",\"shown\":\"figure\"},"
    "{\"report\":\"problems\",\"column\":\"collected\",\"shown\":\"figure\"},"
    "{\"report\":\"visit-coverage\",\"shown\":\"figure\"},"
    "{\"report\":\"half-year\",\"by\":\"owner\",\"shown\":\"chart\",\"size\":\"wide\"},"
    "{\"report\":\"clocks\",\"by\":\"all\",\"shown\":\"chart\",\"size\":\"wide\"},"
    "{\"report\":\"by-industry\",\"shown\":\"chart\",\"size\":\"wide\"},"
    "{\"report\":\"problems\",\"shown\":\"table\",\"size\":\"wide\"}]" },
};

const char *const *
lf_dashboard_presets (void)
{
  static const char *names[G_N_ELEMENTS (presets) + 1];

  for (guint i = 0; i < G_N_ELEMENTS (presets); i++)
    names[i] = presets[i].name;
  return names;
}

LfDashboard *
lf_dashboard_preset (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (presets); i++)
    if (strcmp (presets[i].name, name) == 0)
      {
        LfDashboard *self = lf_dashboard_new (g_dgettext (GETTEXT_PACKAGE, presets[i].label));

        read_tiles (self, presets[i].tiles);
        self->filter.period = g_strdup ("this-year");
        return self;
      }
  return NULL;
}

/* Who works on projects has them first; who answers for a zone or a park has what came of them. */
const char *
lf_dashboard_preset_for (const char *role)
{
  return role != NULL && lf_rules_may (role, "project", 'e') && !lf_rules_may (role, "goal", 'c')
             ? "recruiter"
             : "leader";
}
