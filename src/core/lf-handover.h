/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The handover slip (移交单, domain.md O3): what may follow what, what goes with it, how long the
 * giver stays at the taker's side. */

#pragma once

#include "lf-record.h"

G_BEGIN_DECLS

#define LF_ESCORT_DAYS 90 /* that the giver goes along after the acceptance (送一程) */

/* The states of a slip, as the options of handover.state are. */
#define LF_HANDOVER_PREPARED "prepared"
#define LF_HANDOVER_GIVEN "given"
#define LF_HANDOVER_ACCEPTED "accepted"
#define LF_HANDOVER_REFUSED "refused"

/* The filter of those that are under way. */
#define LF_HANDOVER_OPEN "state=" LF_HANDOVER_PREPARED "|" LF_HANDOVER_GIVEN

/* (transfer full): handover.items of a new slip, in the words of whoever prepares it */
char *lf_handover_preset_items (void);

/* (transfer full): when the giver's escort ends that began on @accepted */
char *lf_handover_escort_until (const LfDate *accepted);

/* (transfer full) (nullable): why @slip cannot get to the state @to from the one it is in; NULL: it
 * can */
char *lf_handover_tell_move (const LfRecord *slip, const char *to);

G_END_DECLS
