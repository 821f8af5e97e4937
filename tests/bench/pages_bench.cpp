// The account page: requests in a second and the 99th percentile over loopback with one worker,
// the whole server on one core and wrk on the other, SQLite in a file. Beside it what HTTP alone
// costs here (/health) and the page without any socket.
#include <sched.h>

#include <array>
#include <csignal>
#include <cstdio>
#include <regex>
#include <thread>

#include "app/sign_in.hpp"
#include "bench/measure.hpp"
#include "main/runtime.hpp"
#include "main/sample_university.hpp"
#include "web/site.hpp"

namespace {

using namespace metroon;

// Threads that are made later stay on it too.
void stay_on_core(unsigned core) {
  cpu_set_t set;
  CPU_ZERO(&set);
  CPU_SET(core, &set);
  if (sched_setaffinity(0, sizeof set, &set) != 0)
    fmt::print(stderr, "could not stay on core {}\n", core);
}

std::string output_of(const std::string& command) {
  std::unique_ptr<FILE, int (*)(FILE*)> pipe{popen(command.c_str(), "r"), pclose};
  std::string text;
  std::array<char, 4096> buffer{};
  while (const auto read = std::fread(buffer.data(), 1, buffer.size(), pipe.get()))
    text.append(buffer.data(), read);
  return text;
}

std::string found(const std::string& text, const char* pattern) {
  std::smatch match;
  return std::regex_search(text, match, std::regex{pattern}) ? match[1].str() : "?";
}

void ask(const std::string& name, const std::string& url, const std::string& cookie) {
  const auto text = output_of(
      fmt::format("taskset -c 1 wrk -t1 -c8 -d5s --latency -H 'Cookie: {}' {}", cookie, url));
  if (found(text, R"((Non-2xx))") != "?") throw std::runtime_error{"not the page: " + text};
  bench::print(name, std::stod(found(text, R"(Requests/sec:\s+([0-9.]+))")));
  fmt::print("{}, 99th percentile … {}\n", name, found(text, R"(99%\s+(\S+))"));
}

std::string session_of(main::Runtime& runtime, const std::vector<main::SampleLogin>& logins) {
  for (const auto& login : logins) {
    if (login.where != "/sign-in") continue;
    auto call = runtime.operator_call();
    const auto session =
        app::sign_in_holder(runtime.house(), call, login.name, base::Secret{login.password});
    if (session) return std::string{session->reveal()};
  }
  throw std::logic_error{"nobody could sign in"};
}

void without_sockets(main::Runtime& runtime, const std::string& session) {
  web::Site site{
      runtime.house(),
      runtime.texts(),
      {.now = [&] { return runtime.clock().now(); },
       .keyed_hash = [](std::string_view, std::string_view) { return std::string(64, 'a'); },
       .log_fault = [](std::string_view, std::string_view) {},
       .secure_cookies = false}};
  web::Request request{.path = "/account"};
  request.cookies["metroon_holder"] = session;
  bench::print("account page without sockets", bench::rate(3, 1'000'000, [&](std::size_t) {
                 if (site.answer(request).status != 200) throw std::logic_error{"not the page"};
               }));
}

}  // namespace

int main() {
  stay_on_core(0);
  const bench::Folder folder;
  main::Settings settings;
  settings.listen = "127.0.0.1:0";
  settings.database = folder.file("bench.db");
  settings.key_file = folder.file("bench.key");
  settings.mail_folder = folder.file("mail");
  settings.workers = 1;
  main::Runtime runtime{settings};
  const auto logins = main::make_sample_university(runtime.house(), runtime.clock().now());
  const auto session = session_of(runtime, logins);
  without_sockets(runtime, session);
  std::thread asker;
  runtime.serve([&](std::uint16_t port) {
    asker = std::thread{[&, port] {
      const auto base = fmt::format("http://127.0.0.1:{}", port);
      ask("account page", base + "/account", "metroon_holder=" + session);
      ask("limit: HTTP alone", base + "/health", "none=none");
      std::raise(SIGTERM);
    }};
  });
  asker.join();
}
