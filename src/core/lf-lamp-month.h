/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lamp of a project at the end of a month, kept (V3), so that last month's chart can be shown
 * again exactly whatever is corrected since: the entity "lamp_month".
 *
 * One record for each project and month that had a lamp, with an id made of both: two managers who
 * close a month apart make the same one. Kept are what lit it, as figures, and nothing of the day
 * of closing, which would make them differ; that is in the record's history. A month is judged as
 * of its last day, and a quarter's lamps are those of its last month.
 *
 * Why not one record for a park and month, or for a project and year? What belongs to a project is
 * seen by who sees the project (G10); of a park's text a secret project could not be taken out. And
 * only what has a lamp is kept: of 100,000 projects those between signature and production. */

#pragma once

#include "lf-lamp.h"

G_BEGIN_DECLS

extern const LfOption lf_lamp_causes[];  /* of lamp_month.cause: LfLampCause without the first */
extern const LfOption lf_lamp_presets[]; /* of lamp_month.preset */

/* @month: it, or any day of it. */
char *lf_lamp_month_id (const char *project, const LfDate *month); /* (transfer full) */

/**
 * lf_lamp_month_record:
 * Returns: (transfer full) (nullable): @verdict on the last day of @month; NULL for no lamp
 */
LfRecord *lf_lamp_month_record (const LfRecord *project,
                                const LfDate *month,
                                const LfLampVerdict *verdict,
                                gboolean is_by_nodes);

/* What lf_lamp_tell() and lf_lamp_tell_since() tell, as of the month's last day, or as of @today
 * where the month runs yet; its texts are owned by @record. */
LfLampVerdict lf_lamp_month_verdict (const LfRecord *record, const LfDate *today);

G_END_DECLS
