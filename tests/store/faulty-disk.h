/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A disk that fails when it is told to: SQLite's own file layer, and its memory, with some calls
 * made to fail. */

#pragma once

#include <glib.h>
#include <sqlite3.h>

typedef enum
{
  FAULT_READ,
  FAULT_WRITE,
  FAULT_SYNC,
  FAULT_OPEN,
  FAULT_LOCK, /* taking one; a lock of any kind */
  FAULT_MAP,  /* of the shared memory beside the log */
  FAULT_MEMORY,
} FaultKind;

void faulty_disk_install (void); /* once, before anything is opened */
/* The call of @kind after @n_good more fails with @code, and all after it, until it is repaired. */
void faulty_disk_break (FaultKind kind, int n_good, int code);
/* The same of that one call only. */
void faulty_disk_break_once (FaultKind kind, int n_good, int code);
gboolean faulty_disk_repair (void); /* TRUE when a call has failed */
/* Another process's disk is meant meanwhile: nothing fails and nothing is counted. */
void faulty_disk_suspend (gboolean suspend);
int faulty_disk_n_open (void); /* how many files are open */
