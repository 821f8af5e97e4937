// Forms with files: what browsers send, what liars send, and what was cut off on the way.
#include "wire/multipart.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace metroon::wire {
namespace {

using enum MultipartError;

std::string part(const std::string& headers, const std::string& contents) {
  return "--edge\r\n" + headers + "\r\n\r\n" + contents + "\r\n";
}

std::string field(const std::string& parameters, const std::string& contents) {
  return part("Content-Disposition: form-data; " + parameters, contents);
}

std::expected<Multipart, MultipartError> parse(const std::string& parts) {
  return parse_multipart(parts + "--edge--\r\n", "edge");
}

// The name under which one file arrives that is sent as `sent`.
std::string arrives(const std::string& sent) {
  const auto parts = parse(field("name=\"scan\"; filename=\"" + sent + "\"", "x"));
  return parts && parts->files.size() == 1 ? parts->files.front().file_name : "refused";
}

TEST(BoundaryOf, is_read_quoted_and_bare) {
  EXPECT_EQ(boundary_of("multipart/form-data; boundary=----WebKitFormBoundary7MA4"),
            "----WebKitFormBoundary7MA4");
  EXPECT_EQ(boundary_of("Multipart/Form-Data ;charset=utf-8; Boundary=\"a b:c\""), "a b:c");
}

TEST(BoundaryOf, must_be_one_that_the_standard_allows) {
  for (const std::string wrong :
       {"multipart/form-data",
        "multipart/form-data; boundary=", "multipart/form-data; boundary=\"a\n\"",
        "multipart/form-data; boundary=\"a \"", "multipart/form-data; boundary=α",
        "multipart/form-data; boundary=\"a", "multipart/mixed; boundary=a", "boundary=a"})
    EXPECT_EQ(boundary_of(wrong), std::unexpected{no_boundary}) << wrong;
  const std::string type{"multipart/form-data; boundary="};
  EXPECT_TRUE(boundary_of(type + std::string(70, 'a')));
  EXPECT_EQ(boundary_of(type + std::string(71, 'a')), std::unexpected{no_boundary});
}

TEST(ParseMultipart, tells_fields_from_files) {
  const auto parts = parse(
      field("name=\"surname\"", "Παπαδοπούλου") +
      field("name=\"scan\"; filename=\"Ταυτότητα.pdf\"\r\nContent-Type: text/html", "%PDF\xff"));
  EXPECT_EQ(parts, (Multipart{.fields = {{"surname", "Παπαδοπούλου"}},
                              .files = {{"scan", "Ταυτότητα.pdf", "%PDF\xff"}}}));
}

TEST(ParseMultipart, knows_a_file_that_was_not_chosen) {
  const auto parts = parse(field("name=\"scan\"; filename=\"\"", ""));
  EXPECT_EQ(parts, (Multipart{.fields = {}, .files = {{"scan", "", ""}}}));
}

TEST(ParseMultipart, keeps_the_octets_of_a_file_and_the_lines_of_a_text) {
  const auto parts = parse(field("name=a", "1\r\n2\r3") + field("name=b; filename=c", "1\r\n2\r3"));
  ASSERT_TRUE(parts);
  EXPECT_EQ(parts->fields.front().second, "1\n2\n3");
  EXPECT_EQ(parts->files.front().bytes, "1\r\n2\r3");
}

TEST(ParseMultipart, does_not_take_half_a_boundary_for_one) {
  const std::string contents{"edge--\r\n--edg\r\n\r\nedge"};
  EXPECT_EQ(parse(field("name=a; filename=b", contents))->files.front().bytes, contents);
}

TEST(ParseMultipart, takes_a_form_without_parts) {
  EXPECT_EQ(parse(""), Multipart{});
}

TEST(ParseMultipart, leaves_the_path_of_a_file_behind) {
  EXPECT_EQ(arrives("C:\\Users\\Εύα\\id.pdf"), "id.pdf");
  EXPECT_EQ(arrives("../../etc/passwd"), "passwd");
  EXPECT_EQ(arrives("a\\..\\/b"), "b");
  for (const auto* nowhere : {"..", ".", "/", "a/..", "\\"})
    EXPECT_EQ(arrives(nowhere), "") << nowhere;
}

TEST(ParseMultipart, shortens_a_long_name_between_letters) {
  std::string sent{"a"};
  for (int count = 0; count < 90; ++count) sent += "Ω";
  EXPECT_EQ(arrives(sent), sent.substr(0, 149));  // 150 octets would cut an omega in two.
}

TEST(ParseMultipart, is_not_confused_by_signs_in_quotes) {
  const auto parts = parse(field("name=\"a;filename=b\"", "x"));
  EXPECT_EQ(parts, (Multipart{.fields = {{"a;filename=b", "x"}}, .files = {}}));
}

TEST(ParseMultipart, refuses_parts_whose_headers_say_nothing_clear) {
  for (const auto& wrong :
       {part("Content-Type: text/plain", "x"), part("Content-Disposition: form-data", "x"),
        part("Content-Disposition: attachment; name=a", "x"), part("no colon", "x"),
        field("name=\"a\nb\"", "x"), field("name=a\"b", "x"), field("name=\"a\"b; filename=c", "x"),
        field("name=\"a", "x"), field("name=a; filename=\"b", "x"),
        field("name=a; lost; filename=b", "x"), std::string{"--edge\r\n\r\nx\r\n"},
        field("name=a\r\nX: " + std::string(5000, 'x'), "x")})
    EXPECT_EQ(parse(wrong), std::unexpected{bad_header}) << wrong.substr(0, 80);
}

TEST(ParseMultipart, refuses_text_that_is_none) {
  EXPECT_EQ(parse(field("name=a", "\xce")), std::unexpected{not_clean_utf8});
  EXPECT_EQ(parse(field("name=\"\xce\"", "x")), std::unexpected{not_clean_utf8});
  EXPECT_EQ(parse(field("name=a; filename=\"\x01\"", "x")), std::unexpected{not_clean_utf8});
}

TEST(ParseMultipart, refuses_what_was_cut_off_or_goes_on) {
  const auto whole = field("name=a", "x") + "--edge--\r\n";
  EXPECT_TRUE(parse_multipart(whole, "edge"));
  for (std::size_t length = 0; length + 2 < whole.size(); ++length)
    EXPECT_FALSE(parse_multipart(std::string_view{whole}.substr(0, length), "edge")) << length;
  EXPECT_EQ(parse_multipart(whole + "more", "edge"), std::unexpected{not_framed});
  EXPECT_EQ(parse_multipart("\r\n" + whole, "edge"), std::unexpected{not_framed});
  EXPECT_EQ(parse_multipart(whole, "other"), std::unexpected{not_framed});
}

TEST(ParseMultipart, refuses_more_parts_than_a_page_has) {
  const auto two = encode_multipart({.fields = {{"a", ""}, {"b", ""}}, .files = {}}, "edge");
  EXPECT_TRUE(parse_multipart(two, "edge", 2));
  EXPECT_EQ(parse_multipart(two, "edge", 1), std::unexpected{too_many_parts});
}

RC_GTEST_PROP(ParseMultipart, undoes_encode_multipart, ()) {
  const auto text = rc::gen::container<std::string>(rc::gen::elementOf(std::string{"aZ -\n;=.%"}));
  const auto name = rc::gen::container<std::string>(rc::gen::elementOf(std::string{"aZ -;=%"}));
  const auto octets = rc::gen::arbitrary<std::string>();
  Multipart parts;
  parts.fields = *rc::gen::container<Pairs>(rc::gen::pair(name, text));
  for (int count = *rc::gen::inRange(0, 4); count > 0; --count)
    parts.files.push_back({*name, *name, *octets});
  const std::string boundary{"a boundary that no generator writes"};
  RC_ASSERT(parse_multipart(encode_multipart(parts, boundary), boundary).value() == parts);
}

}  // namespace
}  // namespace metroon::wire
