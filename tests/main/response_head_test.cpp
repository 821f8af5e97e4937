// What every answer says of itself.
#include "main/response_head.hpp"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

namespace metroon::main {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::Not;

constexpr std::chrono::sys_seconds lecture{std::chrono::sys_days{1994y / 11 / 6} + 8h + 49min +
                                           37s};

std::string head_with(std::string name, std::string value) {
  return response_head({.headers = {{std::move(name), std::move(value)}}}, {true, lecture});
}

TEST(HttpDate, IsWrittenAsTheStandardShowsIt) {
  EXPECT_EQ(http_date(lecture), "Sun, 06 Nov 1994 08:49:37 GMT");
}

TEST(ResponseHead, TellsStatusDateLengthAndConnection) {
  const auto head = response_head({.status = 404, .body = "αβ"}, {false, lecture});
  EXPECT_TRUE(head.starts_with("HTTP/1.1 404 Not Found\r\n"));
  EXPECT_TRUE(head.ends_with("\r\n\r\n"));
  EXPECT_THAT(head, HasSubstr("\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT\r\n"));
  EXPECT_THAT(head, HasSubstr("\r\nContent-Length: 4\r\n"));
  EXPECT_THAT(head, HasSubstr("\r\nContent-Type: text/html; charset=utf-8\r\n"));
  EXPECT_THAT(head, HasSubstr("\r\nConnection: close\r\n"));
}

TEST(ResponseHead, ProtectsThePageInEveryAnswer) {
  const auto head = response_head({.status = 500}, {true, lecture});
  for (const char* field :
       {"Content-Security-Policy: default-src 'none'; ", "frame-ancestors 'none'",
        "X-Content-Type-Options: nosniff\r\n", "Referrer-Policy: same-origin\r\n",
        "Cross-Origin-Opener-Policy: same-origin\r\n",
        "Cross-Origin-Resource-Policy: same-origin\r\n", "Permissions-Policy: camera=()",
        "Cache-Control: no-store\r\n"})
    EXPECT_THAT(head, HasSubstr(field));
  EXPECT_THAT(head, Not(HasSubstr("unsafe")));
}

TEST(ResponseHead, LetsAFieldOfThePageWinOverOurs) {
  const auto cached = head_with("cache-control", "max-age=60");
  EXPECT_THAT(cached, HasSubstr("cache-control: max-age=60\r\n"));
  EXPECT_THAT(cached, Not(HasSubstr("no-store")));
  const auto framed = head_with("Content-Security-Policy", "frame-ancestors 'self'");
  EXPECT_THAT(framed, HasSubstr("Content-Security-Policy: frame-ancestors 'self'\r\n"));
  EXPECT_THAT(framed, Not(HasSubstr("default-src")));
}

TEST(ResponseHead, KeepsRepeatedFieldsOfThePage) {
  const auto head =
      response_head({.headers = {{"Set-Cookie", "a=1"}, {"Set-Cookie", "b=2"}}}, {true, lecture});
  EXPECT_THAT(head, HasSubstr("Set-Cookie: a=1\r\nSet-Cookie: b=2\r\n"));
}

TEST(ResponseHead, LeavesFramingToUs) {
  const auto head = head_with("content-length", "999");
  EXPECT_THAT(head, Not(HasSubstr("999")));
  EXPECT_THAT(head_with("Transfer-Encoding", "chunked"), Not(HasSubstr("chunked")));
}

TEST(ResponseHead, SaysNothingOfABodyWhereThereIsNone) {
  for (const int status : {204, 304}) {
    const auto head = response_head({.status = status}, {true, lecture});
    EXPECT_THAT(head, Not(HasSubstr("Content-Length")));
    EXPECT_THAT(head, Not(HasSubstr("Content-Type:")));
  }
}

TEST(ResponseHead, DropsAFieldWhoseNameIsNoToken) {
  for (const char* name : {"", "A B", "A:", "A\r\nB", "Ονομα"})
    EXPECT_THAT(head_with(name, "value-of-it"), Not(HasSubstr("value-of-it"))) << name;
}

RC_GTEST_PROP(ResponseHead, HasAsManyLinesWhateverTextAValueHolds, (std::string value)) {
  const auto lines = [](const std::string& head) { return std::ranges::count(head, '\n'); };
  const auto head = head_with("Location", value + "\r\nSet-Cookie: stolen=1\r\n\r\n");
  RC_ASSERT(lines(head) == lines(head_with("Location", "/")));
  RC_ASSERT(std::ranges::count(head, '\r') == lines(head));
}

}  // namespace
}  // namespace metroon::main
