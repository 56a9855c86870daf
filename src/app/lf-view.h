/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The views of the sidebar, as data. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  const char *name;  /* "leads" */
  const char *label; /* N_() */
  const char *icon;
  const char *entity; /* (nullable): of the records it lists, and of what New makes */
  const char *filter; /* (nullable): filter text the view is within; NULL: a page of its own */
  const char *empty;  /* N_(): what to do when there is nothing */
  gboolean is_apart;  /* a line stands above it */
  gboolean is_for_administrators;
  gboolean is_rare; /* stands folded away under “More”; such views are the last */
} LfView;

const LfView *lf_views (guint *ret_n);
const LfView *lf_view_find (const char *name);  /* (nullable) */
const char *lf_view_label (const LfView *view); /* translated */

G_END_DECLS
