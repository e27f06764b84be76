/* HTML: blocks, white space, what is left out, what the page says of itself, and encodings. */
#include "base/buffer.h"
#include "reading.h"

static void check(const char *html, const char *text) {
  reading r = {0};
  reading_of_text(&r, "a.html", html);
  assert_int_equal(r.end, LUN_DONE);
  assert_int_equal(r.count, 1);
  assert_string_equal(reading_text(&r, 0), text);
  assert_string_equal(lun_document_id(r.docs[0]), "a.html");
  assert_int_equal(r.notice_count, 0);
  reading_clear(&r);
}

static void test_blocks(void **state) {
  (void)state;
  check("<p>one</p><p>two", "one\n\ntwo");
  check("<p>one  \n two</p>\n\n<p> </p><div>three</div>", "one two\n\nthree");
  check("a<br>b<br/><br>c<br><br><br><br>d", "a\nb\n\nc\n\nd");
  check("<p>one <b>t</b>wo<i> three</i></p>", "one two three");
  check("<p>a&nbsp;&nbsp;b &amp; &lt;c&gt; &eacute;&#x1F600;</p>",
        "a\xC2\xA0\xC2\xA0"
        "b & <c> \xC3\xA9\xF0\x9F\x98\x80");
  check("<ul><li>one<li>two</ul><table><tr><td>a<td>b</table>", "one\n\ntwo\n\na\n\nb");
  check("<h1>Head</h1>text<article><header>H</header>x</article>", "Head\n\ntext\n\nH\n\nx");
  check("<pre>a  b\n\n c\n</pre>d", "a b\n\nc\n\nd");
  check("plain", "plain");
  check("<html></html>", "");
  check("e\xCC\x81 \xD7\xA9\xD7\x9C \xF0\x9F\x98\x80\r\nx",
        "e\xCC\x81 \xD7\xA9\xD7\x9C \xF0\x9F\x98\x80 x");
}

static void test_left_out(void **state) {
  (void)state;
  check("<html><head><title>T</title><style>p{}</style></head><body>a<script>var x='<p>';</script>"
        "<nav>menu</nav><noscript>turn on</noscript><template>t</template><form>f<input></form>b"
        "<iframe>i</iframe><!-- c --><svg><title>s</title><text>v</text></svg>c</body></html>",
        "a\n\nb c");
  check("<nav>a<nav>b</nav>c</nav>d", "d");
  check("<div>a<nav>b</nav>c <span>wo<script>x</script>rd</span></div>", "a\n\nc word");
  check("<form><p>all in</p>a <b>form</b></form>", "all in\n\na form");
}

static void test_variables(void **state) {
  (void)state;
  reading r = {0};
  reading_of_text(&r, "a.htm",
                  "<!DOCTYPE html><html lang=en-GB><head><title> The\n title </title>"
                  "<meta property='article:published_time' content='2016-09-12T10:00:00Z'>"
                  "<META NAME=Author CONTENT=' Ann  Bee '><meta property=og:site_name content=Site>"
                  "</head><body><h1>Head</h1><p>x</p></body></html>");
  assert_string_equal(reading_get(&r, 0, "title"), "The title");
  assert_string_equal(reading_get(&r, 0, "date"), "2016-09-12");
  assert_string_equal(reading_get(&r, 0, "author"), "Ann Bee");
  assert_string_equal(reading_get(&r, 0, "source"), "Site");
  assert_string_equal(reading_get(&r, 0, "lang"), "en-GB");
  assert_string_equal(reading_get(&r, 0, "encoding"), "(none)");
  assert_string_equal(reading_text(&r, 0), "Head\n\nx");
  reading_clear(&r);
  reading_of_text(&r, "a.xhtml",
                  "<?xml version='1.0'?><html xml:lang='fr'><head><meta name=date content=2015 />"
                  "<meta property='article:published_time' content='2016-09-12'/>"
                  "<meta name=source content=S1 /><meta property=og:site_name content=S2 /></head>"
                  "<body><h1>Big <i>head</i></h1><h1>no</h1></body></html>");
  assert_string_equal(reading_get(&r, 0, "title"), "Big head");
  assert_string_equal(reading_get(&r, 0, "date"), "2015");
  assert_string_equal(reading_get(&r, 0, "source"), "S1");
  assert_string_equal(reading_get(&r, 0, "lang"), "fr");
  reading_clear(&r);
}

static void check_charset(const char *html, size_t len, const char *text, const char *charset) {
  reading r = {0};
  reading_of_bytes(&r, "a.html", html, len);
  assert_int_equal(r.count, 1);
  assert_string_equal(reading_text(&r, 0), text);
  assert_string_equal(reading_get(&r, 0, "encoding"), charset);
  reading_clear(&r);
}

static void test_charsets(void **state) {
  (void)state;
  const char *latin = "<meta charset=iso-8859-1><p>\x93\xE9\x94";
  const char *koi =
      "<meta http-equiv=Content-Type content=\"text/html; charset=koi8-r\">\xCD\xC9\xD2";
  const char *lie = "<meta charset=gb2312><p>\xC3\xA9";
  const char *jis = "<meta charset=iso-2022-jp>\x1B$BF|K\\\x1B(B";
  check_charset(latin, strlen(latin), "\xE2\x80\x9C\xC3\xA9\xE2\x80\x9D", "iso-8859-1");
  check_charset(koi, strlen(koi), "\xD0\xBC\xD0\xB8\xD1\x80", "koi8-r");
  check_charset(lie, strlen(lie), "\xC3\xA9", "(none)"); /* valid UTF-8 is UTF-8 */
  check_charset(jis, strlen(jis), "\xE6\x97\xA5\xE6\x9C\xAC", "iso-2022-jp");
  check_charset("\xFF\xFE<\0p\0>\0\xE9\0", 10, "\xC3\xA9", "UTF-16LE");
  check_charset("\xEF\xBB\xBF<p>x", 7, "x", "UTF-8 BOM");
  reading r = {0};
  reading_of_text(&r, "a.html", "<meta charset=utf-8>\n<p>\xE9");
  assert_int_equal(r.count, 0);
  assert_int_equal(r.notices[0].status, LUN_EUTF8);
  assert_int_equal(r.notices[0].line, 2);
  assert_int_equal(r.notices[0].byte, 24);
  reading_clear(&r);
  reading_of_bytes(&r, "a.html", "<p>\0x", 5);
  assert_int_equal(r.notices[0].status, LUN_EFORMAT);
  reading_clear(&r);
  r.options.encoding = "KOI8-R";
  reading_of_text(&r, "a.html", "<meta charset=utf-8>\xCD");
  assert_string_equal(reading_text(&r, 0), "\xD0\xBC");
  reading_clear(&r);
}

/* One tag with `count` attributes, behind things that only look like tags. */
static void check_attributes(int count, size_t want) {
  reading r = {0};
  lun_buffer in = {0};
  lun_buffer_add_text(&in, "<!-- <a x=\" --> <5 a < b <p title='a > b' y=1/>x<p ");
  for (int i = 0; i < count; i++) lun_buffer_add_format(&in, "a%d = '>' ", i);
  lun_buffer_add_text(&in, ">y");
  reading_of_bytes(&r, "a.html", in.data, in.len);
  assert_int_equal(r.count, want);
  if (want == 0) assert_string_equal(r.notices[0].message, "tag with over 20000 attributes");
  reading_clear(&r);
  lun_buffer_clear(&in);
}

static void test_attributes(void **state) {
  (void)state;
  check_attributes(500, 1);
  check_attributes(20001, 0);
}

/* No text is lost to the limits of the parser's tree, nor to a page that never ends. */
static void test_large(void **state) {
  (void)state;
  reading r = {0};
  lun_buffer in = {0};
  size_t len;
  lun_buffer_add_text(&in, "<p>");
  for (int i = 0; i < 1200000; i++) lun_buffer_add_text(&in, "word &amp; ");
  reading_of_bytes(&r, "a.html", in.data, in.len);
  assert_int_equal(r.count, 1);
  (void)lun_document_text(r.docs[0], &len);
  assert_int_equal(len, 1200000 * 7 - 1);
  reading_clear(&r);
  lun_buffer_reset(&in);
  for (int i = 0; i < 1500; i++) lun_buffer_add_text(&in, "<div>");
  lun_buffer_add_text(&in, "deep");
  reading_of_bytes(&r, "a.html", in.data, in.len);
  assert_string_equal(reading_text(&r, 0), "deep");
  reading_clear(&r);
  for (int i = 0; i < 100000; i++) lun_buffer_add_text(&in, "<div>");
  reading_of_bytes(&r, "a.html", in.data, in.len);
  assert_int_equal(r.count, 0);
  assert_string_equal(r.notices[0].message, "elements nested over 2000 deep");
  assert_int_equal(r.skipped, 1);
  reading_clear(&r);
  lun_buffer_clear(&in);
}

static void test_stopped(void **state) {
  (void)state;
  atomic_int stop = 0;
  lun_context ctx = {.stop = &stop};
  lun_error err = {0};
  lun_reader *reader;
  lun_document *doc;
  assert_int_equal(lun_reader_open_memory("a.html", "<p>x", 4, NULL, &ctx, &reader, &err), LUN_OK);
  stop = 1;
  assert_int_equal(lun_reader_next(reader, &doc, &err), LUN_ESTOP);
  assert_null(doc);
  lun_reader_close(reader);
}

#ifdef LUN_FAULTS
static void test_faults(void **state) {
  (void)state;
  const char *html =
      "<html lang=en><title>T</title><meta charset=koi8-r><meta name=date content=2016>"
      "<meta name=author content=A><h1>H\xCD</h1><form>x</form>";
  lun_status end = LUN_ENOMEM;
  for (size_t n = 1; end == LUN_ENOMEM; n++) {
    reading r = {0};
    lun_fault_set(n);
    reading_of_text(&r, "a.html", html);
    lun_fault_set(0);
    end = r.end;
    reading_clear(&r);
  }
  assert_int_equal(end, LUN_DONE);
}
#endif

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_blocks),     cmocka_unit_test(test_left_out),
      cmocka_unit_test(test_charsets),   cmocka_unit_test(test_variables),
      cmocka_unit_test(test_large),      cmocka_unit_test(test_stopped),
      cmocka_unit_test(test_attributes),
#ifdef LUN_FAULTS
      cmocka_unit_test(test_faults),
#endif
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
