// Real sockets: what a client sees of the listener.
#include "main/listener.hpp"

#include <gmock/gmock.h>

#include <csignal>

#include "main/fake_pages.hpp"

namespace metroon::main {
namespace {

using namespace std::chrono_literals;
using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

constexpr std::string_view get_page = "GET /page HTTP/1.1\r\nHost: a\r\n\r\n";
constexpr std::string_view get_slow = "GET /slow HTTP/1.1\r\nHost: a\r\n\r\n";

std::string post(std::string_view path, std::string_view body) {
  return "POST " + std::string{path} +
         " HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\r\n"
         "Content-Length: " +
         std::to_string(body.size()) + "\r\n\r\n" + std::string{body};
}

TEST(Listener, AnswersAPageWithItsProtections) {
  Running running;
  const auto answer = running.ask(get_page);
  EXPECT_THAT(answer, StartsWith("HTTP/1.1 200 OK\r\n"));
  EXPECT_THAT(answer, HasSubstr("X-Content-Type-Options: nosniff"));
  EXPECT_THAT(answer, testing::EndsWith("GET /page from 127.0.0.1"));
}

TEST(Listener, GivesAFormToThePages) {
  Running running;
  EXPECT_THAT(running.ask(post("/page", "name=%CE%91&b=1+2")),
              testing::EndsWith("POST /page from 127.0.0.1 name=Α b=1 2"));
}

TEST(Listener, AnswersHeadWithTheLengthButWithoutTheBody) {
  Running running;
  auto client = running.client();
  client.send("HEAD /page HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
  const auto all = client.rest();
  EXPECT_THAT(all, HasSubstr("Content-Length: 24\r\n"));
  EXPECT_THAT(all, testing::EndsWith("\r\n\r\n"));
}

TEST(Listener, AnswersPipelinedRequestsInOrder) {
  Running running;
  auto client = running.client();
  client.send(post("/one", "a=1") + "\r\n" + post("/two", "b=2"));
  EXPECT_THAT(client.answer(), HasSubstr("/one from 127.0.0.1 a=1"));
  EXPECT_THAT(client.answer(), HasSubstr("/two from 127.0.0.1 b=2"));
}

TEST(Listener, ClosesWhenTheClientAsksForIt) {
  Running running;
  auto client = running.client();
  client.send("GET /page HTTP/1.0\r\nHost: a\r\n\r\n");
  EXPECT_THAT(client.rest(), HasSubstr("Connection: close\r\n"));
}

TEST(Listener, TakesAHeadThatComesOctetByOctet) {
  Running running;
  auto client = running.client();
  for (const char octet : get_page) client.send({&octet, 1});
  EXPECT_THAT(client.answer(), StartsWith("HTTP/1.1 200"));
}

struct Malformed {
  const char* name;
  std::string request;
  int status;
};

class ListenerMalformed : public testing::TestWithParam<Malformed> {};

/// One answer and the end of the connection: nothing that follows is read as a second request.
TEST_P(ListenerMalformed, IsRefusedOnceAndNoMore) {
  Running running;
  auto client = running.client();
  client.send(GetParam().request);
  client.send(get_page);
  const auto all = client.rest();
  EXPECT_THAT(all, StartsWith("HTTP/1.1 " + std::to_string(GetParam().status) + " "));
  EXPECT_THAT(all, HasSubstr("Connection: close\r\n"));
  EXPECT_EQ(all.find("HTTP/1.1", 1), std::string::npos);
  EXPECT_THAT(running.ask(get_page), StartsWith("HTTP/1.1 200"));
  EXPECT_THAT(running.reports(), IsEmpty());
}

std::string with_fields(std::string_view fields, std::string_view body = "") {
  return "POST /upload HTTP/1.1\r\nHost: a\r\n" + std::string{fields} + "\r\n\r\n" +
         std::string{body};
}

std::string many_fields(int count) {
  std::string fields;
  for (int field = 0; field < count; ++field) fields += "X" + std::to_string(field) + ": 1\r\n";
  return fields + "Content-Length: 0";
}

INSTANTIATE_TEST_SUITE_P(
    Requests, ListenerMalformed,
    testing::Values(
        Malformed{"LengthAndChunked",
                  with_fields("Content-Length: 3\r\nTransfer-Encoding: chunked", "0\r\n\r\n"), 400},
        Malformed{"ChunkedAndLength",
                  with_fields("Transfer-Encoding: chunked\r\nContent-Length: 3", "0\r\n\r\n"), 400},
        Malformed{"TwoLengths", with_fields("Content-Length: 3\r\nContent-Length: 5", "abc"), 400},
        Malformed{"TwoEqualLengths", with_fields("Content-Length: 3\r\nContent-Length: 3", "abc"),
                  400},
        Malformed{"NegativeLength", with_fields("Content-Length: -1"), 400},
        Malformed{"LengthWithPlus", with_fields("Content-Length: +3", "abc"), 400},
        Malformed{"LengthOverflow", with_fields("Content-Length: 18446744073709551619"), 400},
        Malformed{"HugeLength", with_fields("Content-Length: 999999999999999999"), 413},
        Malformed{"NoLength", with_fields("Content-Type: text/plain"), 411},
        Malformed{"Chunked", with_fields("Transfer-Encoding: chunked", "3\r\nabc\r\n0\r\n\r\n"),
                  411},
        Malformed{"ChunkedWithLongTrailer",
                  with_fields("Transfer-Encoding: chunked",
                              "0\r\nT: " + std::string(100'000, 't') + "\r\n\r\n"),
                  411},
        Malformed{"Gzip", with_fields("Transfer-Encoding: gzip"), 411},
        Malformed{"ChunkedGzip", with_fields("Transfer-Encoding: chunked, gzip"), 411},
        Malformed{"GzipAndLength",
                  with_fields("Transfer-Encoding: gzip\r\nContent-Length: 3", "abc"), 411},
        Malformed{"ChunkedInOldVersion",
                  "POST / HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 411},
        Malformed{"BareLineFeeds", "GET / HTTP/1.1\nHost: a\n\n", 400},
        Malformed{"BareLineFeedAmongFields", "GET / HTTP/1.1\r\nHost: a\nB: c\r\n\r\n", 400},
        Malformed{"BareCarriageReturn", "GET / HTTP/1.1\r\nHost: a\rB: c\r\n\r\n", 400},
        Malformed{"Nul", std::string{"GET / HTTP/1.1\r\nHost: a\r\nB: c\0d\r\n\r\n", 35}, 400},
        Malformed{"ControlCharacter", "GET / HTTP/1.1\r\nHost: a\r\nB: c\x01\r\n\r\n", 400},
        Malformed{"SpaceBeforeColon", "GET / HTTP/1.1\r\nHost : a\r\n\r\n", 400},
        Malformed{"NoFieldName", "GET / HTTP/1.1\r\nHost: a\r\n: b\r\n\r\n", 400},
        Malformed{"NoColon", "GET / HTTP/1.1\r\nHost: a\r\nbcd\r\n\r\n", 400},
        Malformed{"FoldedField", "GET / HTTP/1.1\r\nHost: a\r\nB: c\r\n d\r\n\r\n", 400},
        Malformed{"FoldedFirstField", "GET / HTTP/1.1\r\n Host: a\r\n\r\n", 400},
        Malformed{"UnknownVersion", "GET / HTTP/9.9\r\nHost: a\r\n\r\n", 400},
        Malformed{"NoVersion", "GET /\r\nHost: a\r\n\r\n", 400},
        Malformed{"TwoSpaces", "GET  / HTTP/1.1\r\nHost: a\r\n\r\n", 400},
        Malformed{"NoHost", "GET / HTTP/1.1\r\nB: c\r\n\r\n", 400},
        Malformed{"NoHostInOldVersion", "GET / HTTP/1.0\r\n\r\n", 400},
        Malformed{"TwoHosts", "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400},
        Malformed{"EmptyHost", "GET / HTTP/1.1\r\nHost:\r\n\r\n", 400},
        Malformed{"GetWithBody", "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc", 400},
        Malformed{"BadEscapeInTarget", "GET /%zz HTTP/1.1\r\nHost: a\r\n\r\n", 400},
        Malformed{"OverlongUtf8InTarget", "GET /%c0%af HTTP/1.1\r\nHost: a\r\n\r\n", 400},
        Malformed{"LongTarget", "GET /" + std::string(20'000, 'x') + " HTTP/1.1\r\nHost: a\r\n\r\n",
                  431},
        Malformed{"LongField",
                  "GET / HTTP/1.1\r\nHost: a\r\nB: " + std::string(20'000, 'x') + "\r\n\r\n", 431},
        Malformed{"EndlessField", "GET / HTTP/1.1\r\nB: " + std::string(1'000'000, 'x'), 431},
        Malformed{"ManyFields", with_fields(many_fields(63)), 431},
        Malformed{"OtherMethod", "PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n", 405},
        Malformed{"UnheardMethod", "BREW / HTTP/1.1\r\nHost: a\r\n\r\n", 405},
        Malformed{"Connect", "CONNECT a:443 HTTP/1.1\r\nHost: a\r\n\r\n", 405}),
    [](const auto& request) { return request.param.name; });

TEST(Listener, NamesTheMethodsItTakes) {
  Running running;
  EXPECT_THAT(running.ask("DELETE / HTTP/1.1\r\nHost: a\r\n\r\n"),
              HasSubstr("Allow: GET, HEAD, POST\r\n"));
}

TEST(Listener, RefusesAHostThatIsNotOurs) {
  Running running{{.allowed_hosts = {"accounts.uni.example"}}};
  EXPECT_THAT(running.ask(get_page), StartsWith("HTTP/1.1 400"));
  EXPECT_THAT(running.ask("GET / HTTP/1.1\r\nHost: accounts.uni.example\r\n\r\n"),
              StartsWith("HTTP/1.1 200"));
}

TEST(Listener, RefusesATooLargeBodyBeforeItIsSent) {
  Running running;
  const auto answer = running.ask("POST /page HTTP/1.1\r\nHost: a\r\nContent-Length: 21\r\n\r\n");
  EXPECT_THAT(answer, StartsWith("HTTP/1.1 413"));
  EXPECT_THAT(answer, HasSubstr("refused with 413"));
}

TEST(Listener, TakesABodyAsLargeAsThePathAllows) {
  Running running;
  const std::string form = "a=" + std::string(999'998, 'x');
  EXPECT_THAT(running.ask(post("/upload", form)), HasSubstr("POST /upload from 127.0.0.1 a=xxx"));
}

TEST(Listener, TellsAClientThatWaitsForItToGoOn) {
  Running running;
  auto client = running.client();
  client.send(
      "POST /page HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\r\n"
      "Content-Length: 3\r\nExpect: 100-continue\r\n\r\n");
  EXPECT_EQ(client.answer(), "HTTP/1.1 100 Continue\r\n\r\n");
  client.send("a=1");
  EXPECT_THAT(client.answer(), HasSubstr("POST /page from 127.0.0.1 a=1"));
}

TEST(Listener, RefusesTheBodyOfAClientThatWaits) {
  Running running;
  EXPECT_THAT(running.ask("POST /page HTTP/1.1\r\nHost: a\r\nContent-Length: 99\r\n"
                          "Expect: 100-continue\r\n\r\n"),
              StartsWith("HTTP/1.1 413"));
}

constexpr std::string_view forwarded =
    "GET /page HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: 198.51.100.1\r\n"
    "X-Forwarded-Proto: https\r\n\r\n";

TEST(Listener, BelievesATrustedProxyAboutTheClient) {
  Running running{{.trusted_proxies = {"127.0.0.1"}}};
  EXPECT_THAT(running.ask(forwarded), testing::EndsWith("from 198.51.100.1 securely"));
}

TEST(Listener, BelievesNobodyElseAboutTheClient) {
  Running running{{.trusted_proxies = {"192.0.2.1"}}};
  EXPECT_THAT(running.ask(forwarded), testing::EndsWith("from 127.0.0.1"));
}

TEST(Listener, AsksToComeBackWhenTheQueueIsFull) {
  Running running{{.workers = 1, .queue = 1}};
  auto first = running.client();
  first.send(get_slow);
  running.pages.await_slow_request();
  auto second = running.client();
  auto third = running.client();
  second.send(get_page);
  third.send(get_page);
  bool second_refused = false;
  while (!(second_refused = second.readable(10)) && !third.readable(10)) continue;
  const auto refusal = (second_refused ? second : third).answer();
  EXPECT_THAT(refusal, StartsWith("HTTP/1.1 503"));
  EXPECT_THAT(refusal, HasSubstr("Retry-After: 5\r\n"));
  running.pages.open_gate();
  EXPECT_THAT((second_refused ? third : second).answer(), StartsWith("HTTP/1.1 200"));
  EXPECT_THAT(first.answer(), StartsWith("HTTP/1.1 200"));
}

TEST(Listener, TakesNoMoreBodiesThanItsMemoryAllows) {
  Running running{{.bodies_bytes = 90, .small_body_bytes = 10}};
  auto first = running.client();
  first.send(
      "POST /upload HTTP/1.1\r\nHost: a\r\nContent-Length: 90\r\nExpect: 100-continue\r\n\r\n");
  EXPECT_THAT(first.answer(), StartsWith("HTTP/1.1 100"));
  EXPECT_THAT(running.ask(post("/page", "a=45678901")), StartsWith("HTTP/1.1 200"));
  EXPECT_THAT(running.ask(post("/page", "a=456789012")), StartsWith("HTTP/1.1 503"));
  first.send("a=" + std::string(88, 'x'));
  first.answer();
  EXPECT_THAT(running.ask(post("/page", "a=456789012")), StartsWith("HTTP/1.1 200"));
}

TEST(Listener, ClosesConnectionsAboveTheLimitOfOneClient) {
  Running running{{.connections_per_client = 2, .limit_loopback = true}};
  auto first = running.client();
  auto second = running.client();
  for (auto* client : {&first, &second}) {
    client->send(get_page);
    EXPECT_THAT(client->answer(), StartsWith("HTTP/1.1 200"));
  }
  EXPECT_THAT(running.ask(get_page), IsEmpty());
}

TEST(Listener, DoesNotCountATrustedProxyAsOneClient) {
  Running running{
      {.trusted_proxies = {"127.0.0.1"}, .connections_per_client = 1, .limit_loopback = true}};
  auto first = running.client();
  first.send(get_page);
  EXPECT_THAT(first.answer(), StartsWith("HTTP/1.1 200"));
  EXPECT_THAT(running.ask(get_page), StartsWith("HTTP/1.1 200"));
}

/// Asks until a connection is admitted, at most ten seconds.
bool is_admitted_at_last(const Running& running) {
  const auto end = std::chrono::steady_clock::now() + 10s;
  while (std::chrono::steady_clock::now() < end)
    if (running.ask(get_page).starts_with("HTTP/1.1 200")) return true;
  return false;
}

TEST(Listener, ClosesConnectionsAboveTheLimitUntilOneEnds) {
  Running running{{.connections = 1}};
  {
    auto first = running.client();
    first.send(get_page);
    EXPECT_THAT(first.answer(), StartsWith("HTTP/1.1 200"));
    EXPECT_THAT(running.ask(get_page), IsEmpty());
  }
  EXPECT_TRUE(is_admitted_at_last(running));
}

/// Sends an octet now and then until the server has closed. @return what the server said.
std::string drip(tests::RawClient& client) {
  while (client.send("x") && !client.readable(20)) continue;
  return client.rest();
}

TEST(Listener, EndsAHeadThatDrips) {
  Running running{{.deadlines = {.head = 200ms}}};
  auto client = running.client();
  client.send("GET / HTTP/1.1\r\nHost: a\r\nX: ");
  EXPECT_THAT(drip(client), StartsWith("HTTP/1.1 408"));
}

TEST(Listener, EndsABodyThatDrips) {
  Running running{{.deadlines = {.body = 200ms, .bytes_per_second = 1'000'000'000}}};
  auto client = running.client();
  client.send("POST /upload HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\n");
  EXPECT_THAT(drip(client), StartsWith("HTTP/1.1 408"));
}

TEST(Listener, EndsAConnectionThatSaysNothing) {
  Running running{{.deadlines = {.head = 200ms, .keep_alive = 200ms}}};
  auto silent = running.client();
  EXPECT_THAT(silent.rest(), IsEmpty());
  auto satisfied = running.client();
  satisfied.send(get_page);
  EXPECT_THAT(satisfied.answer(), HasSubstr("Connection: keep-alive"));
  EXPECT_THAT(satisfied.rest(), IsEmpty());
}

TEST(Listener, EndsAClientThatDoesNotReadItsAnswer) {
  Running running{
      {.connections = 1, .deadlines = {.write = 200ms, .bytes_per_second = 1'000'000'000}}};
  auto deaf = running.client();
  deaf.send("GET /large HTTP/1.1\r\nHost: a\r\n\r\n");
  EXPECT_TRUE(is_admitted_at_last(running));
  EXPECT_LT(deaf.rest().size(), 32'000'000u);
}

TEST(Listener, SendsALargeAnswerWhole) {
  Running running;
  EXPECT_GT(running.ask("GET /large HTTP/1.1\r\nHost: a\r\n\r\n").size(), 32'000'000u);
}

TEST(Listener, AnswersWithAFaultAndReportsIt) {
  Running running;
  EXPECT_THAT(running.ask("GET /fault HTTP/1.1\r\nHost: a\r\n\r\n"), StartsWith("HTTP/1.1 500"));
  EXPECT_THAT(running.reports(), Contains("the page failed"));
}

TEST(Listener, FinishesRequestsUnderWayWhenItStops) {
  Running running;
  auto idle = running.client();
  idle.send(get_page);
  idle.answer();
  auto busy = running.client();
  busy.send(get_slow);
  running.pages.await_slow_request();
  running.begin_stop();
  EXPECT_THAT(idle.rest(), IsEmpty());
  running.pages.open_gate();
  const auto answer = busy.rest();
  EXPECT_THAT(answer, StartsWith("HTTP/1.1 200"));
  EXPECT_THAT(answer, HasSubstr("Connection: close\r\n"));
  running.await_end();
  EXPECT_FALSE(running.client().connected());
  EXPECT_THAT(running.reports(), IsEmpty());
}

TEST(Listener, DoesNotWaitForeverWhenItStops) {
  Running running{{.deadlines = {.stop = 200ms}}};
  auto busy = running.client();
  busy.send(get_slow);
  running.pages.await_slow_request();
  running.stop();
  EXPECT_THAT(running.reports(), Contains("stopped in the midst of requests"));
}

TEST(Listener, StopsAtASignal) {
  Running running{{.stop_signals = {SIGUSR1}}};
  EXPECT_THAT(running.ask(get_page), StartsWith("HTTP/1.1 200"));
  std::raise(SIGUSR1);
  running.await_end();
  EXPECT_FALSE(running.client().connected());
}

TEST(Listener, EndsAtOnceIfItWasStoppedBeforeItRan) {
  FakePages pages;
  Listener listener{{}, pages};
  listener.stop();
  listener.run();
  EXPECT_NE(listener.port(), 0);
}

TEST(Listener, TellsWhichSettingIsWrong) {
  FakePages pages;
  EXPECT_THROW((Listener{{.address = "nowhere"}, pages}), std::invalid_argument);
  EXPECT_THROW((Listener{{.trusted_proxies = {"proxy"}}, pages}), std::invalid_argument);
  Listener first{{}, pages};
  EXPECT_THROW((Listener{{.port = first.port()}, pages}), std::system_error);
}

TEST(Listener, ServesManyClientsOnSeveralThreads) {
  Running running{{.io_threads = 3, .workers = 3, .queue = 1000}};
  std::vector<std::future<int>> clients;
  for (int client = 0; client < 16; ++client)
    clients.push_back(std::async(std::launch::async, [&running] {
      auto one = running.client();
      int good = 0;
      for (int request = 0; request < 50; ++request) {
        one.send(post("/page", "a=1"));
        good += one.answer().ends_with("a=1") ? 1 : 0;
      }
      return good;
    }));
  for (auto& client : clients) EXPECT_EQ(client.get(), 50);
}

}  // namespace
}  // namespace metroon::main
