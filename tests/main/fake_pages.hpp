// Pages that tell back what reached them, and a listener that serves them.
#pragma once

#include <future>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "main/listener.hpp"
#include "support/raw_client.hpp"

namespace metroon::main {

class FakePages : public web::Pages {
 public:
  [[nodiscard]] web::BodyLimit body_limit(std::string_view path) const override {
    return {path == "/upload" ? std::size_t{1'000'000} : std::size_t{20}};
  }

  [[nodiscard]] web::Response answer(const web::Request& request) override {
    if (request.path == "/fault") throw std::runtime_error{"the page failed"};
    if (request.path == "/slow") wait_at_gate();
    if (request.path == "/large") return {.body = std::string(32'000'000, 'x')};
    if (request.path == "/kilobyte") return {.body = std::string(1000, 'x')};
    web::Response response{.content_type = "text/plain"};
    response.body = request.method == web::Method::post ? "POST " : "GET ";
    response.body += request.path + " from " + request.client;
    if (request.secure) response.body += " securely";
    for (const auto& [name, value] : request.form.pairs) response.body += " " + name + "=" + value;
    for (const auto& file : request.files)
      response.body += " file of " + std::to_string(file.bytes.size());
    return response;
  }

  [[nodiscard]] web::Response refusal(int status, std::string_view) const override {
    return {.status = status, .body = "refused with " + std::to_string(status)};
  }

  /// Blocks until a request waits at the gate of /slow.
  void await_slow_request() { arrived_.get_future().wait(); }
  void open_gate() {
    std::call_once(opened_, [this] { gate_.set_value(); });
  }

 private:
  void wait_at_gate() {
    std::call_once(first_, [this] { arrived_.set_value(); });
    open_.wait();
  }

  std::once_flag first_;
  std::once_flag opened_;
  std::promise<void> arrived_;
  std::promise<void> gate_;
  std::shared_future<void> open_{gate_.get_future()};
};

/// A listener that runs as long as the object lives.
class Running {
 public:
  explicit Running(ListenerSettings settings = {}) : listener_{noted(std::move(settings)), pages} {
    thread_ = std::thread{[this] { listener_.run(); }};
  }
  ~Running() {
    pages.open_gate();
    stop();
  }
  void stop() {
    listener_.stop();
    await_end();
  }
  void begin_stop() { listener_.stop(); }
  void await_end() {
    if (thread_.joinable()) thread_.join();
  }
  [[nodiscard]] tests::RawClient client() const { return tests::RawClient{listener_.port()}; }
  /// The whole answer to one request on a connection of its own.
  [[nodiscard]] std::string ask(std::string_view request) const {
    auto one = client();
    one.send(request);
    return one.answer();
  }
  [[nodiscard]] std::vector<std::string> reports() {
    const std::scoped_lock lock{mutex_};
    return reports_;
  }

  FakePages pages;

 private:
  ListenerSettings noted(ListenerSettings settings) {
    settings.report = [this](std::string_view what) {
      const std::scoped_lock lock{mutex_};
      reports_.emplace_back(what);
    };
    return settings;
  }

  std::mutex mutex_;
  std::vector<std::string> reports_;
  Listener listener_;
  std::thread thread_;
};

}  // namespace metroon::main
