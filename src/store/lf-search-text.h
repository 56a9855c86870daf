/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text as the search index sees it: Han bigrams, folded words, pinyin with all readings. */

#pragma once

#include <glib.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/* Part of the store's fingerprint: raise it when tokens or pinyin change, and stores build their
 * index anew. */
#define LF_SEARCH_VERSION "3;"

/* A text that begins with it is the tokens themselves, each ended by it: lf_search_differ(). */
#define LF_SEARCH_LISTED '\2'

/* The FTS5 tokenizer "landfall" and the function lf_holds(). Returns: a SQLite result code. */
int lf_search_register (sqlite3 *handle);
/**
 * lf_search_differ:
 * @before, @after: what a record said where it was changed, a value a line
 * @rest: what it says elsewhere
 * @ret_removed, @ret_added: (transfer full): to be taken out of the record's entry in the index and
 * then put in, so that it comes to the same as taking out all and putting in all. What the index
 * counts is never less than that
 */
void lf_search_differ (
    const char *before, const char *after, const char *rest, char **ret_removed, char **ret_added);
/* Whether anything in @text is neither Han nor between words: pinyin could say it as well. */
gboolean lf_search_has_words (const char *text);
char **lf_search_terms (const char *text); /* (transfer full): what of a person's words is searched,
                                              folded: runs of Han, and words; of a long text its
                                              beginning */
char *lf_search_match (const char *text);  /* (transfer full) (nullable): the MATCH expression of
                                              what a person typed; NULL when nothing in it can be
                                              searched; of a long text its beginning */
/* (transfer full): the terms of which lf_search_match() finds all parts, but not that they stand
 * together: what is found by it has to be looked at. */
char **lf_search_loose_terms (const char *text);
/* (transfer full) (nullable): the digits of a phone number, when @text can be nothing else. */
char *lf_search_number (const char *text);
/* (transfer full): the MATCH expression of what may hold such a @number, however it is written
 * there: what is found by it has to be looked at. */
char *lf_search_match_number (const char *number);
/* Every searched text that holds @text matches lf_search_match(): it is two Han characters or more
 * that no folding changes, and nothing else. */
gboolean lf_search_narrows (const char *text);
char *lf_pinyin_index (const char *text); /* (transfer full): spellings and initials of every part
                                             of @text, blank-separated */

G_END_DECLS
