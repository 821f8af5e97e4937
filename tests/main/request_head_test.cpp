// What we take for the head of a request, and what we refuse.
#include "main/request_head.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace metroon::main {
namespace {

using Progress = HeadScanner::Progress;
using Fields = std::vector<std::pair<std::string, std::string>>;

Progress scan(std::string_view bytes) {
  return HeadScanner{}.scan(bytes);
}

RequestHead get(Fields fields) {
  return {"GET", "/", 11, std::move(fields)};
}
RequestHead post(Fields fields) {
  return {"POST", "/", 11, std::move(fields)};
}
int refusal_of(const RequestHead& head, const HeadRules& rules = {}) {
  const auto framing = judge_head(head, rules);
  return framing ? 0 : framing.error();
}

TEST(HeadScanner, EndsAfterTheBlankLineWhateverFollows) {
  HeadScanner scanner;
  EXPECT_EQ(scanner.scan("GET / HTTP/1.1\r\nHost: a\r\n\r\nbody\n"), Progress::complete);
  EXPECT_EQ(scanner.length(), 27u);
}

RC_GTEST_PROP(HeadScanner, FindsTheSameEndHoweverTheOctetsArrive, ()) {
  const std::string head = "POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc";
  HeadScanner scanner;
  std::size_t came = 0;
  auto progress = Progress::unfinished;
  while (progress == Progress::unfinished) {
    came += *rc::gen::inRange<std::size_t>(1, 9);
    progress = scanner.scan(std::string_view{head}.substr(0, came));
  }
  RC_ASSERT(progress == Progress::complete);
  RC_ASSERT(scanner.length() == head.size() - 3);
}

TEST(HeadScanner, RefusesALineFeedWithoutCarriageReturn) {
  EXPECT_EQ(scan("GET / HTTP/1.1\nHost: a\n\n"), Progress::malformed);
}

TEST(HeadScanner, RefusesACarriageReturnWithoutLineFeed) {
  EXPECT_EQ(scan("GET / HTTP/1.1\rX"), Progress::malformed);
}

TEST(HeadScanner, RefusesNul) {
  using namespace std::string_view_literals;
  EXPECT_EQ(scan("GET / HTTP/1.1\r\nHost: a\0b\r\n"sv), Progress::malformed);
}

TEST(HeadScanner, RefusesAFieldThatGoesOnInTheNextLine) {
  EXPECT_EQ(scan("GET / HTTP/1.1\r\nA: b\r\n c\r\n\r\n"), Progress::malformed);
  EXPECT_EQ(scan("GET / HTTP/1.1\r\nA: b\r\n\tc\r\n\r\n"), Progress::malformed);
}

TEST(HeadScanner, RefusesARequestLineThatBeginsWithASpace) {
  EXPECT_EQ(scan(" GET / HTTP/1.1\r\n\r\n"), Progress::malformed);
}

TEST(DropBlankLines, TakesOnlyWholeOnesAtTheBeginning) {
  std::string bytes = "\r\n\r\nGET\r\n\r\n";
  EXPECT_TRUE(drop_blank_lines(bytes));
  EXPECT_EQ(bytes, "GET\r\n\r\n");
  EXPECT_FALSE(drop_blank_lines(bytes));
  bytes = "\r";
  EXPECT_FALSE(drop_blank_lines(bytes));
}

TEST(JudgeHead, TakesAGet) {
  const auto framing = judge_head(get({{"Host", "a"}}), {});
  ASSERT_TRUE(framing);
  EXPECT_EQ(framing->body_bytes, 0u);
  EXPECT_FALSE(framing->without_body);
  EXPECT_TRUE(framing->keep_alive);
  EXPECT_FALSE(framing->expects_continue);
}

TEST(JudgeHead, TakesAPostWithItsLengthAndExpectation) {
  const auto framing = judge_head(
      post({{"host", "a:8080"}, {"content-length", "012"}, {"expect", "100-Continue"}}), {});
  ASSERT_TRUE(framing);
  EXPECT_EQ(framing->body_bytes, 12u);
  EXPECT_TRUE(framing->expects_continue);
}

TEST(JudgeHead, RefusesAnyTransferEncoding) {
  for (const char* coding : {"chunked", "gzip", "chunked, gzip", "identity", ""})
    EXPECT_EQ(refusal_of(post({{"Host", "a"}, {"Transfer-Encoding", coding}})), 411) << coding;
  EXPECT_EQ(refusal_of(get({{"Host", "a"}, {"transfer-encoding", "chunked"}})), 411);
}

TEST(JudgeHead, RefusesALengthThatIsNoPlainNumber) {
  for (const char* length : {"-1", "+3", "", "0x10", "3, 3", "3 3", "1e3", "99999999999999999999"})
    EXPECT_EQ(refusal_of(post({{"Host", "a"}, {"Content-Length", length}})), 400) << length;
}

TEST(JudgeHead, RefusesTwoLengthsEvenIfEqual) {
  EXPECT_EQ(refusal_of(post({{"Host", "a"}, {"Content-Length", "3"}, {"content-length", "3"}})),
            400);
}

TEST(JudgeHead, RefusesAPostWithoutLength) {
  EXPECT_EQ(refusal_of(post({{"Host", "a"}})), 411);
}

TEST(JudgeHead, RefusesAGetWithABodyButNotWithAnEmptyOne) {
  EXPECT_EQ(refusal_of(get({{"Host", "a"}, {"Content-Length", "1"}})), 400);
  EXPECT_EQ(refusal_of(get({{"Host", "a"}, {"Content-Length", "0"}})), 0);
}

TEST(JudgeHead, WantsExactlyOneHost) {
  EXPECT_EQ(refusal_of(get({})), 400);
  EXPECT_EQ(refusal_of(get({{"Host", ""}})), 400);
  EXPECT_EQ(refusal_of(get({{"Host", "a"}, {"host", "a"}})), 400);
  EXPECT_EQ(refusal_of(get({{"Host", "a/b"}})), 400);
  EXPECT_EQ(refusal_of(get({{"Host", "a b"}})), 400);
}

TEST(JudgeHead, TakesOnlyTheHostsOfTheSettings) {
  const HeadRules rules{.allowed_hosts = {"accounts.uni.example", "localhost:8080"}};
  EXPECT_EQ(refusal_of(get({{"Host", "Accounts.Uni.Example"}}), rules), 0);
  EXPECT_EQ(refusal_of(get({{"Host", "accounts.uni.example:443"}}), rules), 0);
  EXPECT_EQ(refusal_of(get({{"Host", "localhost:8080"}}), rules), 0);
  EXPECT_EQ(refusal_of(get({{"Host", "localhost:8081"}}), rules), 400);
  EXPECT_EQ(refusal_of(get({{"Host", "evil.example"}}), rules), 400);
}

TEST(JudgeHead, RefusesOtherMethods) {
  for (const char* method : {"PUT", "DELETE", "OPTIONS", "TRACE", "CONNECT", "get", "PATCH"})
    EXPECT_EQ(refusal_of({method, "/", 11, {{"Host", "a"}}}), 405) << method;
}

TEST(JudgeHead, RefusesMoreFieldsThanTheRulesAllow) {
  EXPECT_EQ(refusal_of(get({{"Host", "a"}, {"X", "1"}}), {.fields = 1}), 431);
  EXPECT_EQ(refusal_of(get({{"Host", "a"}}), {.fields = 1}), 0);
}

TEST(JudgeHead, ReadsWhetherTheConnectionStays) {
  const auto stays = [](unsigned version, const char* connection) {
    return judge_head({"GET", "/", version, {{"Host", "a"}, {"Connection", connection}}}, {})
        ->keep_alive;
  };
  EXPECT_TRUE(stays(11, ""));
  EXPECT_FALSE(stays(11, "te, Close"));
  EXPECT_TRUE(stays(11, "closed"));
  EXPECT_FALSE(stays(10, ""));
  EXPECT_TRUE(stays(10, "Keep-Alive"));
}

TEST(JudgeHead, AnswersHeadWithoutBody) {
  EXPECT_TRUE(judge_head({"HEAD", "/", 11, {{"Host", "a"}}}, {})->without_body);
}

}  // namespace
}  // namespace metroon::main
