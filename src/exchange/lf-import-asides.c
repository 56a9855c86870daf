/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands in sheets and is no record. */

#include "config.h"

#include "lf-import-asides.h"

#include <string.h>

/* Without blanks, as in 合  计. */
static char *
fold_tight (const char *text)
{
  char *folded = lf_text_fold (text);
  char *to = folded;

  for (const char *from = folded; *from != '\0'; from++)
    if (*from != ' ')
      *to++ = *from;
  *to = '\0';
  return folded;
}

/* 合计, 总计：, 小计(12个), 合计30个项目; but not 合计科技产业园 */
static gboolean
is_sum (const char *tight)
{
  static const char *const words[]
      = { "合计", "总计", "小计", "共计", "累计", "总合计", "subtotal", "grandtotal", "total" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_has_prefix (tight, words[i]))
      {
        gunichar next = g_utf8_get_char (tight + strlen (words[i]));

        if (next == 0 || g_unichar_isdigit (next) || g_unichar_ispunct (next))
          return TRUE;
      }
  return FALSE;
}

/* 注：以上为签约口径; 制表人：张三 */
static gboolean
is_note (const char *tight)
{
  static const char *const words[]
      = { "注",       "备注",     "说明", "填表说明", "制表",     "制表人",   "填表人",    "填报人",
          "填表日期", "填报日期", "审核", "审核人",   "填报单位", "制表单位", "单位负责人" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_has_prefix (tight, words[i]) && tight[strlen (words[i])] == ':')
      return TRUE;
  return FALSE;
}

gboolean
lf_row_is_aside (const LfCellRow *row, guint title_column)
{
  for (guint i = 0; i <= title_column && i < row->n_cells; i++)
    {
      g_autofree char *tight = fold_tight (row->cells[i].text);

      if (is_sum (tight) || is_note (tight))
        return TRUE;
    }
  return FALSE;
}

gboolean
lf_cell_is_unknown (const LfField *field, const char *text)
{
  static const char *const words[] = { "无",     "暂无", "待定", "未定", "待填", "未知", "不详",
                                       "待确定", "n/a",  "nil",  "none", "tbd",  NULL };
  g_autofree char *tight = NULL;

  if (field->type == LF_VALUE_TEXT || field->type == LF_VALUE_LONG_TEXT
      || field->type == LF_VALUE_TEXT_SET)
    return FALSE;
  tight = fold_tight (text);
  if (g_strv_contains (words, tight))
    return TRUE;
  for (const char *p = tight; *p != '\0'; p = g_utf8_next_char (p))
    if (g_utf8_strchr ("-/\\–—―─−", -1, g_utf8_get_char (p)) == NULL)
      return FALSE;
  return TRUE;
}
