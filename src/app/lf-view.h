/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The views of the sidebar, as data. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What stands together, and but for the first under a heading that folds it. */
typedef enum
{
  LF_VIEWS_TOP,
  LF_VIEWS_FIRMS,
  LF_VIEWS_WORK,
  LF_VIEWS_FIGURES,
  LF_VIEWS_RARE,
  LF_N_VIEW_GROUPS
} LfViewGroup;

const char *lf_view_group_label (LfViewGroup group); /* (nullable): translated */

typedef struct
{
  const char *name;  /* "leads" */
  const char *label; /* N_() */
  const char *icon;
  const char *entity; /* (nullable): of the records it lists, and of what New makes */
  const char *filter; /* (nullable): filter text the view is within; NULL: a page of its own */
  const char *empty;  /* N_(): what to do when there is nothing */
  LfViewGroup group;  /* those of a group follow each other */
  const char *worked; /* (nullable): whoever may neither make nor edit these has no use for it */
  gboolean is_for_administrators;
} LfView;

const LfView *lf_views (guint *ret_n);
const LfView *lf_view_find (const char *name);  /* (nullable) */
const char *lf_view_label (const LfView *view); /* translated */

G_END_DECLS
