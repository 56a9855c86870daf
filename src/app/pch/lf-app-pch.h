/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What nearly every file of the application includes, read by the compiler once. */

#include "config.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
