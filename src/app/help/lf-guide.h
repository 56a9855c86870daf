/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The user guide: pages of Markdown built into the program, in the user's language.

 * Of Markdown it knows headings, paragraphs, lists, fenced code, **bold**, `code`, links from page
 * to page and pictures, each on a line of its own. Code that is marked "filter ENTITY" is filters
 of that entity, one a line. */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define LF_GUIDE_FIRST "index.md"

typedef enum
{
  LF_GUIDE_TITLE,
  LF_GUIDE_HEADING,
  LF_GUIDE_PARAGRAPH,
  LF_GUIDE_ITEM,
  LF_GUIDE_CODE,
  LF_GUIDE_PICTURE,
} LfGuideKind;

typedef struct
{
  LfGuideKind kind;
  char *text; /* Pango markup with links; of code as it stands; what is seen on a picture */
  char *mark; /* (nullable): of code: "filter project"; of a picture: "pictures/today.png" */
} LfGuideBlock;

/* (transfer full) (element-type LfGuideBlock) */
GPtrArray *lf_guide_parse (const char *markdown);

/* @language: a folder, "en" or "zh_CN". Returns: (transfer full) (nullable): of a page there is */
GPtrArray *lf_guide_load (const char *language, const char *page);
/* (transfer full): where a picture of a page is among the program's resources */
char *lf_guide_picture (const char *language, const char *mark);
const char *lf_guide_language (void); /* the user's, "en" where the guide does not have it */

G_END_DECLS
