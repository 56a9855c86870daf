/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes libxlsxwriter-inline.xlsx: texts within their cells, a hidden row, a hidden sheet before
 * the one that is meant. */

#include <xlsxwriter.h>

int
main (void)
{
  lxw_workbook_options options = { .constant_memory = LXW_TRUE };
  lxw_workbook *book = workbook_new_opt ("libxlsxwriter-inline.xlsx", &options);
  lxw_worksheet *hidden = workbook_add_worksheet (book, "字典");
  lxw_worksheet *sheet = workbook_add_worksheet (book, "企业");
  lxw_format *date = workbook_add_format (book);
  lxw_row_col_options out_of_sight = { .hidden = LXW_TRUE };
  lxw_datetime day = { 2023, 2, 5, 0, 0, 0 };

  format_set_num_format (date, "yyyy\"年\"m\"月\"d\"日\"");
  worksheet_write_string (hidden, 0, 0, "项目名称", NULL);
  worksheet_write_string (hidden, 1, 0, "字典里的词", NULL);
  worksheet_hide (hidden);
  worksheet_set_first_sheet (sheet);
  worksheet_activate (sheet);
  worksheet_write_string (sheet, 0, 0, "项目名称", NULL);
  worksheet_write_string (sheet, 0, 1, "总投资（亿元）", NULL);
  worksheet_write_string (sheet, 0, 2, "签约日期", NULL);
  worksheet_write_string (sheet, 1, 0, "  氢能 <装备> & \"储运\"", NULL);
  worksheet_write_number (sheet, 1, 1, 1.2, NULL);
  worksheet_write_datetime (sheet, 1, 2, &day, date);
  worksheet_set_row_opt (sheet, 2, LXW_DEF_ROW_HEIGHT, NULL, &out_of_sight);
  worksheet_write_string (sheet, 2, 0, "减速器", NULL);
  worksheet_write_formula_num (sheet, 2, 1, "=B2/3", NULL, 0.4);
  return workbook_close (book);
}
