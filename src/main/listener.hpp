// HTTP/1.1 over plain TCP. TLS ends at a proxy before us; who came through it is told by
// X-Forwarded-For and X-Forwarded-Proto, which are believed only from the proxies in the settings.
// listener.cpp is the only file that knows Boost.Beast and Asio.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "web/http.hpp"

namespace metroon::main {

/// A deadline counts from the beginning of its part of the exchange, so that no client stretches it
/// by sending an octet now and then.
struct Deadlines {
  std::chrono::milliseconds head{15'000};
  std::chrono::milliseconds body{60'000};
  std::chrono::milliseconds write{30'000};
  std::chrono::milliseconds keep_alive{15'000};  ///< From an answer to the next request.
  std::chrono::milliseconds linger{2'000};  ///< For the client to read a refusal before the end.
  std::chrono::milliseconds stop{5'000};    ///< For requests under way when stop() was called.
  /// The slowest line we serve: bodies, in and out, have as much more time as they take on it.
  std::uint64_t bytes_per_second{50'000};

  [[nodiscard]] std::chrono::milliseconds allowance(std::uint64_t bytes) const {
    return std::chrono::milliseconds{bytes * 1000 / bytes_per_second};
  }
};

struct ListenerSettings {
  std::string address{"127.0.0.1"};
  std::uint16_t port{0};                     ///< 0: any free one, see Listener::port.
  std::vector<std::string> trusted_proxies;  ///< Addresses or networks such as `10.1.0.0/16`.
  std::vector<std::string> allowed_hosts;    ///< Of the `Host` field; empty: any.
  std::vector<int> stop_signals;             ///< E.g. SIGTERM; each one means stop().
  unsigned io_threads{1};
  unsigned workers{4};
  std::size_t queue{64};  ///< Requests that may wait for a worker; more get 503.
  std::size_t head_bytes{16 * 1024};
  std::size_t head_fields{64};
  /// Octets of all bodies being read or answered at one time; more get 503.
  std::uint64_t bodies_bytes{256 * 1024 * 1024};
  /// Bodies up to this count for nothing: the number of connections limits them.
  std::uint64_t small_body_bytes{16 * 1024};
  std::size_t connections{1024};           ///< More are closed at once.
  std::size_t connections_per_client{64};  ///< Trusted proxies are exempt, and loopback unless:
  bool limit_loopback{false};
  Deadlines deadlines;
  /// Told of what should not happen, in one line; from any thread. Empty: nobody is told.
  std::function<void(std::string_view)> report;
};

class Listener {
 public:
  /// Listens from now on, answers only in run(). Throws std::system_error if the address is taken,
  /// std::invalid_argument if a setting makes no sense.
  /// @param pages Called from worker threads (answer) and I/O threads (the rest).
  Listener(ListenerSettings settings, web::Pages& pages);
  ~Listener();
  Listener(const Listener&) = delete;
  Listener& operator=(const Listener&) = delete;

  [[nodiscard]] std::uint16_t port() const;
  /// Blocks until stop(). Callable once.
  void run();
  /// From any thread (for signals see stop_signals), also before run(). Takes no new connection,
  /// finishes requests under way, at most Deadlines::stop.
  void stop();

 private:
  struct Server;
  std::unique_ptr<Server> server_;
};

}  // namespace metroon::main
