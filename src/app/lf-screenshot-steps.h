/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pictures that are drawn of the application, as data. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  LF_SCREENSHOT_BOARD = 1 << 0,  /* as a board */
  LF_SCREENSHOT_RECORD = 1 << 1, /* with the first record beside the list */
} LfScreenshotFlags;

/* What is shown step by step, each in the scene it needs of its store. Blank members are left out.
 */
typedef struct
{
  const char *scene, *name, *view;
  guint flags;
  const char *tab;             /* of the record: a page of the stack "tabs" */
  const char *action, *target; /* an action, with its target as GVariant text */
  const char *field, *typed;   /* the id or field of an entry, and what is typed into it */
  const char *then;            /* an action after that: "dialog.ask(0)" */
  const char *list;            /* the id of a combo row, and which of its items is selected then */
  guint choice;
  const char *popup; /* the id of a menu button, or of what holds one; the type of a popover */
  int scroll;        /* pixels down in the largest scrolled part */
  int width, height; /* of the window, when it is not its usual size */
} LfScreenshotStep;

const LfScreenshotStep *lf_screenshot_steps (guint *ret_n);

G_END_DECLS
