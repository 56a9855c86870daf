/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What counts (domain.md §3), as conditions of the filter language on projects: the same wherever
 * something is counted. A project counts once, at its first signing; what was dropped never counts.
 */

#pragma once

#define LF_COUNTED "stage!=dropped"

/* W8: a phase or a capital increase of a project that is signed adds its amount, not a project. */
#define LF_COUNTED_AS_ONE "parent_project="
#define LF_COUNTED_AS_PART "parent_project!="

/* DK: what has only a framework agreement is no signed investment. */
#define LF_COUNTED_FRAMEWORK "(agreement(kind=framework) and not agreement(kind!=framework))"
/* W9: what the government pays for is built like any other, and stands on a chart of its own (V4),
 * but nobody was won for it: it is no signing. */
#define LF_PUBLIC_WORKS "public_works" /* of project.kind */
#define LF_COUNTED_SIGNED                                                                          \
  LF_COUNTED " and signed_date!= and kind!=" LF_PUBLIC_WORKS " and not " LF_COUNTED_FRAMEWORK
