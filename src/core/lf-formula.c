/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What begins as a formula does. */

#include "config.h"

#include "lf-formula.h"

#include <string.h>

gboolean
lf_formula_is_one (const char *cell)
{
  static const char harmless[]
      = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ .,%-";

  while (*cell == '\'')
    cell++;
  if (*cell == '+' || *cell == '-')
    return cell[1 + strspn (cell + 1, harmless)] != '\0';
  return *cell != '\0' && strchr ("=@\t\r", *cell) != NULL;
}
