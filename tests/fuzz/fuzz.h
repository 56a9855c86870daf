/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What fuzz targets share. A target is one file with LLVMFuzzerTestOneInput(): driver.c runs it in
 * the ordinary test build, clang's libFuzzer in one with -Dfuzzing=true. */

#pragma once

#include <glib.h>
#include <stddef.h>
#include <stdint.h>

G_BEGIN_DECLS

int LLVMFuzzerInitialize (int *argc, char ***argv);
int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

/* (transfer full): the input up to its first NUL, as readers of text get it: valid UTF-8 */
char *fuzz_text (const uint8_t *data, size_t size);

/* A failure comes with a whole sentence in valid UTF-8, a success without. */
void fuzz_assert_error (gboolean is_ok, const GError *error);

/* A file in memory that holds the input; the same one for every call. */
const char *fuzz_file (const uint8_t *data, size_t size);

G_END_DECLS
