/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files that are dropped on a record or pasted onto it: its editor of files takes them. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What is dropped on @widget goes to the first LfFilesEditor in it, when there is one. */
void lf_file_drop_accept (GtkWidget *widget);
/* The same with the files, or the picture, in the clipboard. */
void lf_file_drop_paste (GtkWidget *widget);

G_END_DECLS
