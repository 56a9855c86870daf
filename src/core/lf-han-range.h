/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The characters the tables of lf-han.c know: the Han of the basic plane. */

#pragma once

#include <glib.h>

#define FIRST_HAN 0x3400
#define LAST_HAN 0x9fff
