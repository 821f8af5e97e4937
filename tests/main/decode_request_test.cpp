// Octets of a request, as the pages come to see them.
#include "main/decode_request.hpp"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include "base/text.hpp"
#include "wire/form.hpp"
#include "wire/multipart.hpp"

namespace metroon::main {
namespace {

using Fields = std::vector<std::pair<std::string, std::string>>;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;

const Proxies::Client client{"192.0.2.9", true};

auto decode_get(std::string target, Fields fields = {}) {
  return decode_request({"GET", std::move(target), 11, std::move(fields)}, "", client);
}

auto decode_post(std::string content_type, std::string_view body) {
  return decode_request({"POST", "/form", 11, {{"content-type", std::move(content_type)}}}, body,
                        client);
}

int status_of(const std::expected<web::Request, int>& request) {
  return request ? 200 : request.error();
}

TEST(DecodeRequest, TellsPathQueryAndClient) {
  const auto request = decode_get("/a/%CE%B2?x=1&y=%CE%B3&x=2+3");
  ASSERT_TRUE(request);
  EXPECT_EQ(request->method, web::Method::get);
  EXPECT_EQ(request->path, "/a/β");
  EXPECT_THAT(request->query.all("x"), ElementsAre("1", "2 3"));
  EXPECT_EQ(request->query.get("y"), "γ");
  EXPECT_FALSE(request->query.has("z"));
  EXPECT_EQ(request->query.get("z"), "");
  EXPECT_EQ(request->client, "192.0.2.9");
  EXPECT_TRUE(request->secure);
}

TEST(DecodeRequest, TakesHeadForGet) {
  const auto request = decode_request({"HEAD", "/", 11, {}}, "", client);
  ASSERT_TRUE(request);
  EXPECT_EQ(request->method, web::Method::get);
}

TEST(DecodeRequest, TakesOverTheFieldsThatPagesUse) {
  const auto request = decode_get("/", {{"accept-language", "el"},
                                        {"Accept-Language", "en;q=0.5"},
                                        {"User-Agent", "Firefox"},
                                        {"Origin", "https://a"},
                                        {"Sec-Fetch-Site", "same-origin"},
                                        {"If-None-Match", "\"abc\""}});
  ASSERT_TRUE(request);
  EXPECT_EQ(request->accept_language, "el, en;q=0.5");
  EXPECT_EQ(request->user_agent, "Firefox");
  EXPECT_EQ(request->origin, "https://a");
  EXPECT_EQ(request->fetch_site, "same-origin");
  EXPECT_EQ(request->if_none_match, "\"abc\"");
}

TEST(DecodeRequest, JoinsCookiesThatCameInSeveralFields) {
  const auto request = decode_get("/", {{"Cookie", "a=1; b=2"}, {"cookie", "c=3"}});
  ASSERT_TRUE(request);
  EXPECT_THAT(request->cookies, ElementsAre(Pair("a", "1"), Pair("b", "2"), Pair("c", "3")));
}

TEST(DecodeRequest, ReadsAPlainForm) {
  const auto request =
      decode_post("application/x-www-form-urlencoded; charset=UTF-8", "name=%CE%91&empty=");
  ASSERT_TRUE(request);
  EXPECT_EQ(request->method, web::Method::post);
  EXPECT_THAT(request->form.pairs, ElementsAre(Pair("name", "Α"), Pair("empty", "")));
}

TEST(DecodeRequest, ReadsAFormWithFiles) {
  const wire::Multipart sent{{{"kind", "identity"}}, {{"scan", "id.pdf", "%PDF-\0\x01"}}};
  const auto request =
      decode_post("Multipart/Form-Data; boundary=edge", wire::encode_multipart(sent, "edge"));
  ASSERT_TRUE(request);
  EXPECT_EQ(request->form.get("kind"), "identity");
  ASSERT_EQ(request->files.size(), 1u);
  EXPECT_EQ(request->files[0].field, "scan");
  EXPECT_EQ(request->files[0].name, "id.pdf");
  EXPECT_EQ(request->files[0].bytes, sent.files[0].bytes);
}

TEST(DecodeRequest, PassesOverAFileThatTheVisitorDidNotChoose) {
  const auto request = decode_post("multipart/form-data; boundary=edge",
                                   wire::encode_multipart({{}, {{"scan", "", ""}}}, "edge"));
  ASSERT_TRUE(request);
  EXPECT_THAT(request->files, IsEmpty());
}

TEST(DecodeRequest, TakesAPostWithoutAnyBody) {
  const auto request = decode_request({"POST", "/sign-out", 11, {}}, "", client);
  ASSERT_TRUE(request);
  EXPECT_THAT(request->form.pairs, IsEmpty());
}

TEST(DecodeRequest, RefusesABodyThatIsNoForm) {
  for (const char* type : {"", "application/json", "text/plain", "multipart/form-data",
                           "multipart/mixed; boundary=edge"})
    EXPECT_EQ(status_of(decode_post(type, "{}")), 400) << type;
}

TEST(DecodeRequest, RefusesWhatDoesNotDecode) {
  EXPECT_EQ(status_of(decode_get("/%")), 400);
  EXPECT_EQ(status_of(decode_get("/a/../b")), 400);
  EXPECT_EQ(status_of(decode_get("http://a/")), 400);
  EXPECT_EQ(status_of(decode_get("/?a=%ff")), 400);
  EXPECT_EQ(status_of(decode_post("application/x-www-form-urlencoded", "a=%00")), 400);
  EXPECT_EQ(status_of(decode_post("multipart/form-data; boundary=edge", "--edge\r\n")), 400);
}

TEST(DecodeRequest, RefusesTwoContentTypes) {
  const RequestHead head{"POST",
                         "/",
                         11,
                         {{"Content-Type", "application/x-www-form-urlencoded"},
                          {"Content-Type", "multipart/form-data; boundary=edge"}}};
  EXPECT_FALSE(decode_request(head, "a=1", client));
}

TEST(DecodePath, IsThePathOfTheRequest) {
  EXPECT_EQ(decode_path("/a%20b?c"), "/a b");
  EXPECT_EQ(decode_path("*").error(), 400);
}

RC_GTEST_PROP(DecodeRequest, GivesCleanTextWhateverAFieldHolds, (std::string value)) {
  const auto request =
      decode_get("/", {{"User-Agent", value}, {"Origin", value}, {"Accept-Language", value}});
  RC_ASSERT(request.has_value());
  for (const auto& text : {request->user_agent, request->origin, request->accept_language})
    RC_ASSERT(base::is_clean_utf8(text));
}

RC_GTEST_PROP(DecodeRequest, GivesBackEveryFormOfCleanText, ()) {
  wire::Pairs pairs;
  for (const auto& word :
       *rc::gen::container<std::vector<std::string>>(rc::gen::string<std::string>()))
    if (base::is_clean_utf8(word)) pairs.emplace_back("name", wire::unix_lines(word));
  const auto request = decode_post("application/x-www-form-urlencoded", wire::encode_form(pairs));
  RC_ASSERT(request.has_value());
  RC_ASSERT(request->form.pairs == pairs);
}

}  // namespace
}  // namespace metroon::main
