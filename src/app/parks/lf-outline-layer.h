/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Outlines of parks and plots on a map, with their names (L1). */

#pragma once

#include <shumate/shumate.h>

#include "lf-outline.h"

G_BEGIN_DECLS

/* What lies there, as colours tell it. */
typedef enum
{
  LF_TONE_PARK,
  LF_TONE_VACANT,
  LF_TONE_OCCUPIED,
  LF_TONE_IDLE,
  LF_N_TONES,
} LfTone;

typedef struct
{
  LfOutline *outline;
  LfTone tone;
  const char *entity;
  char *id, *title, *tip;
} LfMapShape;

void lf_map_shape_free (LfMapShape *self);

#define LF_TYPE_OUTLINE_LAYER (lf_outline_layer_get_type ())
G_DECLARE_FINAL_TYPE (LfOutlineLayer, lf_outline_layer, LF, OUTLINE_LAYER, ShumateLayer)

LfOutlineLayer *lf_outline_layer_new (ShumateViewport *viewport);

/* @shapes: (transfer full) (element-type LfMapShape): what comes later lies above */
void lf_outline_layer_set_shapes (LfOutlineLayer *self, GPtrArray *shapes);
/* With tiles under it the layer has no ground of its own. */
void lf_outline_layer_set_has_tiles (LfOutlineLayer *self, gboolean has_tiles);

/* (nullable): the uppermost one there, in px of the layer */
const LfMapShape *lf_outline_layer_find (LfOutlineLayer *self, double x, double y);
/* Moves the map so that all shapes are seen. FALSE: there are none, or no room yet. */
gboolean lf_outline_layer_fit (LfOutlineLayer *self);

G_END_DECLS
