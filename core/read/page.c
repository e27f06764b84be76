#include "read/page.h"

#include "read/tag.h"

#include <limits.h>
#include <string.h>
#include <strings.h>

#include <libxml/HTMLparser.h>
#include <libxml/parser.h>

enum { DEPTH_LIMIT = 2000 }; /* the parser's own work grows with depth, and cannot be interrupted */

/* Text on its way into a buffer: white space waits until something comes behind it. */
typedef struct page_sink {
  lun_buffer *to;
  int space;
  int lines; /* line ends that wait: 2 part blocks */
} page_sink;

typedef struct page_reader {
  lun_page *page;
  const lun_context *ctx;
  lun_error *err;
  lun_status status;
  xmlParserCtxtPtr parser;
  page_sink text;
  page_sink title;
  page_sink heading;
  lun_buffer h1;
  lun_buffer published; /* article:published_time, used when there is no plain date */
  lun_buffer site;      /* og:site_name, likewise */
  size_t depth;
  size_t skip_depth;  /* depth of the element that is left out; 0 = none */
  size_t title_depth; /* the same for title, h1, pre */
  size_t h1_depth;
  size_t pre_depth;
  size_t since_check; /* bytes of text since the context was asked */
  int keep_forms;
  int saw_form;
} page_reader;

static int is_one_of(const char *name, const char *const *list) {
  for (; *list != NULL; list++) {
    if (strcasecmp(name, *list) == 0) return 1;
  }
  return 0;
}

static int is_block(const char *name) {
  static const char *const list[] = {
      "p",      "div",        "li",       "td",      "th",         "tr",      "h1",      "h2",
      "h3",     "h4",         "h5",       "h6",      "ul",         "ol",      "dl",      "dt",
      "dd",     "table",      "tbody",    "thead",   "tfoot",      "caption", "section", "article",
      "aside",  "header",     "footer",   "main",    "address",    "pre",     "hr",      "body",
      "figure", "figcaption", "fieldset", "details", "blockquote", "nav",     "legend",  "summary",
      "dialog", "center",     "form",     "hgroup",  "html",       "dir",     "menu",    NULL};
  return is_one_of(name, list);
}

/* Left out as if it were not there. */
static int is_unseen(const char *name) {
  static const char *const list[] = {"script", "style", "head", "noscript", "template", NULL};
  return is_one_of(name, list);
}

/* Left out, but words on its two sides are not one. */
static int is_object(const page_reader *r, const char *name) {
  static const char *const list[] = {"nav",    "iframe", "object",   "svg",
                                     "button", "select", "textarea", NULL};
  return is_one_of(name, list) || (!r->keep_forms && strcasecmp(name, "form") == 0);
}

static int is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

/* Write the white space that waits, now that something comes behind it. */
static void flush_space(page_sink *sink) {
  if (sink->to->len > 0) {
    if (sink->lines > 0) lun_buffer_add(sink->to, "\n\n", (size_t)sink->lines);
    else if (sink->space) lun_buffer_add_byte(sink->to, ' ');
  }
  sink->space = 0;
  sink->lines = 0;
}

static void add_lines(page_sink *sink, int lines) {
  sink->lines = sink->lines + lines > 2 ? 2 : sink->lines + lines;
}

static void add_text(page_sink *sink, const char *s, size_t len, int keep_lines) {
  size_t at = 0;
  while (at < len) {
    size_t from = at;
    while (at < len && !is_space(s[at])) at++;
    if (at > from) {
      flush_space(sink);
      lun_buffer_add(sink->to, s + from, at - from);
    }
    for (; at < len && is_space(s[at]); at++) {
      sink->space = 1;
      if (keep_lines && s[at] == '\n') add_lines(sink, 1);
    }
  }
}

static void stop(page_reader *r, lun_status status) {
  r->status = status;
  xmlStopParser(r->parser);
}

static void count_work(page_reader *r, size_t bytes) {
  r->since_check += bytes;
  if (r->since_check < LUN_CONTEXT_STRIDE / 2 || r->status != LUN_OK) return;
  r->since_check = 0;
  lun_status st = lun_context_check(r->ctx, r->err);
  if (st != LUN_OK) stop(r, st);
}

static void on_text(void *ctx, const xmlChar *chars, int len) {
  page_reader *r = ((xmlParserCtxtPtr)ctx)->_private;
  const char *s = (const char *)chars;
  if (len <= 0 || r->status != LUN_OK) return;
  count_work(r, (size_t)len);
  if (r->title_depth > 0) add_text(&r->title, s, (size_t)len, 0);
  if (r->title_depth > 0 || r->skip_depth > 0) return;
  if (r->h1_depth > 0) add_text(&r->heading, s, (size_t)len, 0);
  add_text(&r->text, s, (size_t)len, r->pre_depth > 0);
}

/* Script and style come here: never text of the page. */
static void on_data(void *ctx, const xmlChar *chars, int len) {
  (void)chars;
  page_reader *r = ((xmlParserCtxtPtr)ctx)->_private;
  if (len > 0) count_work(r, (size_t)len);
}

static void on_comment(void *ctx, const xmlChar *chars) {
  count_work(((xmlParserCtxtPtr)ctx)->_private, strlen((const char *)chars));
}

static const char *find_attribute(const xmlChar **attributes, const char *name) {
  for (; attributes != NULL && attributes[0] != NULL; attributes += 2) {
    if (strcasecmp((const char *)attributes[0], name) == 0) return (const char *)attributes[1];
  }
  return NULL;
}

/* The first statement counts. */
static void set_once(lun_buffer *to, const char *value) {
  page_sink sink = {.to = to};
  if (to->len == 0) add_text(&sink, value, strlen(value), 0);
}

static void read_meta(page_reader *r, const xmlChar **attributes) {
  const char *name = find_attribute(attributes, "name");
  const char *content = find_attribute(attributes, "content");
  if (name == NULL) name = find_attribute(attributes, "property");
  if (name == NULL || content == NULL) return;
  if (strcasecmp(name, "date") == 0) set_once(&r->page->date, content);
  else if (strcasecmp(name, "article:published_time") == 0) set_once(&r->published, content);
  else if (strcasecmp(name, "author") == 0) set_once(&r->page->author, content);
  else if (strcasecmp(name, "source") == 0) set_once(&r->page->source, content);
  else if (strcasecmp(name, "og:site_name") == 0) set_once(&r->site, content);
}

static void read_lang(page_reader *r, const xmlChar **attributes) {
  const char *lang = find_attribute(attributes, "lang");
  if (lang == NULL) lang = find_attribute(attributes, "xml:lang");
  if (lang != NULL) set_once(&r->page->lang, lang);
}

static void on_start(void *ctx, const xmlChar *tag, const xmlChar **attributes) {
  page_reader *r = ((xmlParserCtxtPtr)ctx)->_private;
  const char *name = (const char *)tag;
  if (r->status != LUN_OK) return;
  count_work(r, 16);
  if (++r->depth > DEPTH_LIMIT && r->status == LUN_OK) {
    stop(r, lun_fail(r->err, LUN_EFORMAT, 0, "elements nested over %d deep", DEPTH_LIMIT));
    return;
  }
  if (strcasecmp(name, "meta") == 0) read_meta(r, attributes);
  else if (strcasecmp(name, "html") == 0) read_lang(r, attributes);
  /* A drawing has a title too, but that is not the page's. */
  int in_svg = r->skip_depth > 0 && r->text.to->len > 0;
  if (strcasecmp(name, "title") == 0 && r->page->title.len == 0 && !in_svg)
    r->title_depth = r->depth;
  if (r->skip_depth > 0) return;
  if (strcasecmp(name, "form") == 0) r->saw_form = 1;
  int is_seen = is_object(r, name);
  if (is_seen) r->text.space = 1;
  if (is_seen || is_unseen(name)) r->skip_depth = r->depth;
  if (strcasecmp(name, "h1") == 0 && r->h1.len == 0) r->h1_depth = r->depth;
  if (strcasecmp(name, "pre") == 0 && r->pre_depth == 0) r->pre_depth = r->depth;
  if (strcasecmp(name, "br") == 0) add_lines(&r->text, 1);
  else if (is_block(name)) add_lines(&r->text, 2);
}

static void on_end(void *ctx, const xmlChar *tag) {
  page_reader *r = ((xmlParserCtxtPtr)ctx)->_private;
  const char *name = (const char *)tag;
  if (r->status != LUN_OK || r->depth == 0) return;
  if (r->depth == r->title_depth) r->title_depth = 0;
  if (r->depth == r->skip_depth) r->skip_depth = 0;
  if (r->depth == r->h1_depth) r->h1_depth = 0;
  if (r->depth == r->pre_depth) r->pre_depth = 0;
  r->depth--;
  if (r->skip_depth == 0 && is_block(name)) add_lines(&r->text, 2);
}

static lun_status parse(page_reader *r, const char *html, size_t len) {
  xmlSAXHandler handler = {.startElement = on_start,
                           .endElement = on_end,
                           .characters = on_text,
                           .ignorableWhitespace = on_text,
                           .cdataBlock = on_data,
                           .comment = on_comment};
  /* The encoding is settled: a meta element that says otherwise must not be believed. */
  int options = HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET |
                HTML_PARSE_IGNORE_ENC;
  if (len == 0) return LUN_OK;
  if (len > INT_MAX) return lun_fail(r->err, LUN_EFORMAT, 0, "page over 2 GiB");
  r->parser = htmlNewParserCtxt();
  if (r->parser == NULL) return lun_fail_memory(r->err);
  r->parser->_private = r;
  *r->parser->sax = handler;
  xmlDocPtr tree = htmlCtxtReadMemory(r->parser, html, (int)len, NULL, "UTF-8", options);
  if (tree != NULL) xmlFreeDoc(tree);
  if (r->parser->errNo == XML_ERR_NO_MEMORY && r->status == LUN_OK) {
    r->status = lun_fail_memory(r->err);
  }
  xmlFreeParserCtxt(r->parser);
  r->parser = NULL;
  return r->status;
}

static void take_over(lun_buffer *to, const lun_buffer *from) {
  if (to->len == 0) lun_buffer_add(to, from->data != NULL ? from->data : "", from->len);
  if (from->status != LUN_OK) to->status = from->status;
}

static lun_status read_page(lun_page *page, const char *html, size_t len, int keep_forms,
                            int *saw_form, const lun_context *ctx, lun_error *err) {
  page_reader r = {.page = page, .ctx = ctx, .err = err, .keep_forms = keep_forms};
  lun_buffer *parts[] = {&page->text,   &page->title,  &page->date,
                         &page->author, &page->source, &page->lang};
  for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) lun_buffer_reset(parts[i]);
  r.text.to = &page->text;
  r.title.to = &page->title;
  r.heading.to = &r.h1;
  lun_status st = parse(&r, html, len);
  take_over(&page->title, &r.h1);
  take_over(&page->date, &r.published);
  take_over(&page->source, &r.site);
  for (size_t i = 0; i < sizeof parts / sizeof *parts && st == LUN_OK; i++) {
    st = lun_buffer_status(parts[i], err);
  }
  lun_buffer_clear(&r.h1);
  lun_buffer_clear(&r.published);
  lun_buffer_clear(&r.site);
  *saw_form = r.saw_form;
  return st;
}

lun_status lun_page_get(lun_page *page, const char *html, size_t len, const lun_context *ctx,
                        lun_error *err) {
  int saw_form = 0;
  lun_status st = lun_tag_check(html, len, ctx, err);
  if (st != LUN_OK) return st;
  st = read_page(page, html, len, 0, &saw_form, ctx, err);
  /* Some sites wrap the whole page into a form. */
  if (st == LUN_OK && page->text.len == 0 && saw_form) {
    st = read_page(page, html, len, 1, &saw_form, ctx, err);
  }
  return st;
}

void lun_page_clear(lun_page *page) {
  lun_buffer_clear(&page->text);
  lun_buffer_clear(&page->title);
  lun_buffer_clear(&page->date);
  lun_buffer_clear(&page->author);
  lun_buffer_clear(&page->source);
  lun_buffer_clear(&page->lang);
}
