/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What refers to rows of a sheet that grows: cells below move, ranges to the last row grow, and
 * what only looks like a cell stays. */

#include "config.h"

#include "lf-sheet-shift.h"

static const LfSheetShift shift = { .last = 3, .n_added = 10 };

typedef struct
{
  const char *formula, *expected;
} Case;

static void
test_formulas (void)
{
  static const Case cases[] = {
    { "SUM(D3:D3)", "SUM(D3:D13)" },
    { "SUM($D$2:$D$3)", "SUM($D$2:$D$13)" },
    { "D3*2", "D3*2" },
    { "D4+d5", "D14+d15" },
    { "SUM(D4:E6)/A1", "SUM(D14:E16)/A1" },
    { "SUM(3:3)+SUM($2:4)", "SUM(3:13)+SUM($2:14)" },
    { "SUM(D:D)", "SUM(D:D)" },
    { "IF(A5>1,\"A5 \"\"B6\"\"\",B6)", "IF(A15>1,\"A5 \"\"B6\"\"\",B16)" },
    { "LOG10(A5)+ATAN2(1,5)", "LOG10(A15)+ATAN2(1,5)" },
    { "Other!A5+'签约 台账'!A5+'it''s'!B6", "Other!A5+'签约 台账'!A15+'it''s'!B6" },
    { "[1]签约!A5+'[2]签约 台账'!B6", "[1]签约!A5+'[2]签约 台账'!B6" },
    { "Table1[[#Totals],[A5]]", "Table1[[#Totals],[A5]]" },
    { "1E5+2.5E6+TRUE", "1E5+2.5E6+TRUE" },
    { "my_A5+A5b+_A5+A5.x", "my_A5+A5b+_A5+A5.x" },
    { "XFD4+XFE4", "XFD14+XFE4" },
    { "A1048576", "A1048576" },
    { "A5:A6 B5,C7", "A15:A16 B15,C17" },
    { "\"open", "\"open" },
    { "'open", "'open" },
    { "[open", "[open" },
    { "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *shifted
          = lf_sheet_shift_formula (&shift, cases[i].formula, "签约 台账", TRUE, FALSE);

      g_assert_cmpstr (shifted, ==, cases[i].expected);
    }
}

/* In the list's own rows nothing grows; in another sheet only what names this one moves. */
static void
test_places (void)
{
  g_autofree char *in_list = lf_sheet_shift_formula (&shift, "SUM(D3:F3)+D9", "S", TRUE, TRUE);
  g_autofree char *elsewhere
      = lf_sheet_shift_formula (&shift, "A9+S!A9+SUM(S!A2:A3,A9)", "S", FALSE, FALSE);

  g_assert_cmpstr (in_list, ==, "SUM(D3:F3)+D19");
  g_assert_cmpstr (elsewhere, ==, "A9+S!A19+SUM(S!A2:A13,A9)");
}

static void
test_repeated (void)
{
  static const Case cases[] = {
    { "D3*10000", "D7*10000" }, { "D3/$D$20+D$2", "D7/$D$20+D$2" }, { "SUM(B3:C3)", "SUM(B7:C7)" },
    { "ROW()-2", "ROW()-2" },   { "Other!A3", "Other!A7" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *repeated = lf_sheet_repeat_formula (cases[i].formula, 4);

      g_assert_cmpstr (repeated, ==, cases[i].expected);
    }
}

/* A total reads of other rows; what a row works out of its own cells does not. */
static void
test_of_row (void)
{
  g_assert_true (lf_sheet_formula_is_of_row ("C3+D3*$B$1", 3));
  g_assert_true (lf_sheet_formula_is_of_row ("SUM(C3:E3)", 3));
  g_assert_true (lf_sheet_formula_is_of_row ("ROW()-2", 3));
  g_assert_false (lf_sheet_formula_is_of_row ("SUM(D3:D9)", 10));
  g_assert_false (lf_sheet_formula_is_of_row ("D9", 10));
}

static void
test_ranges (void)
{
  static const Case cases[] = {
    { "D3", "D3:D13" },
    { "D3:D3", "D3:D13" },
    { "A1", "A1" },
    { "A4:B5", "A14:B15" },
    { "A1 D2:D3 E9", "A1 D2:D13 E19" },
    { "A:C", "A:C" },
    { "no cell", "no cell" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *shifted = lf_sheet_shift_ranges (&shift, cases[i].formula);

      g_assert_cmpstr (shifted, ==, cases[i].expected);
    }
}

static void
test_cells (void)
{
  static const char *const no_cells[]
      = { "", "A", "1", "A0", "XFE1", "A1048577", "A1 ", "A99999999999" };
  guint column, row;

  for (guint c = 0; c < LF_SHEET_MAX_COLUMNS; c++)
    {
      g_autofree char *name = lf_sheet_cell_name (c, c + 1);

      g_assert_true (lf_sheet_read_cell (name, &column, &row));
      g_assert_cmpuint (column, ==, c);
      g_assert_cmpuint (row, ==, c + 1);
    }
  for (guint i = 0; i < G_N_ELEMENTS (no_cells); i++)
    g_assert_false (lf_sheet_read_cell (no_cells[i], &column, &row));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sheet-shift/formulas", test_formulas);
  g_test_add_func ("/sheet-shift/places", test_places);
  g_test_add_func ("/sheet-shift/repeated", test_repeated);
  g_test_add_func ("/sheet-shift/of-row", test_of_row);
  g_test_add_func ("/sheet-shift/ranges", test_ranges);
  g_test_add_func ("/sheet-shift/cells", test_cells);
  return g_test_run ();
}
