// A TCP client that says exactly what it is told, octet by octet.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

namespace metroon::tests {

/// Every wait ends after ten seconds, as if the server had closed.
class RawClient {
 public:
  explicit RawClient(std::uint16_t port) : socket_{::socket(AF_INET, SOCK_STREAM, 0)} {
    sockaddr_in server{};
    server.sin_family = AF_INET;
    server.sin_port = htons(port);
    server.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const timeval ten_seconds{10, 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &ten_seconds, sizeof ten_seconds);
    ::setsockopt(socket_, SOL_SOCKET, SO_SNDTIMEO, &ten_seconds, sizeof ten_seconds);
    connected_ = ::connect(socket_, reinterpret_cast<sockaddr*>(&server), sizeof server) == 0;
  }
  RawClient(RawClient&& other) noexcept
      : socket_{std::exchange(other.socket_, -1)},
        connected_{other.connected_},
        bytes_{std::move(other.bytes_)} {}
  RawClient& operator=(RawClient&&) = delete;
  ~RawClient() {
    if (socket_ >= 0) ::close(socket_);
  }

  [[nodiscard]] bool connected() const { return connected_; }

  /// @return false if the server has closed. What it said before can still be read.
  bool send(std::string_view bytes) const {
    while (!bytes.empty()) {
      const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent <= 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
  }

  /// One answer, head and body by its Content-Length; less if the server closes before its end.
  std::string answer(bool with_body = true) {
    auto head_end = bytes_.find("\r\n\r\n");
    while (head_end == std::string::npos && receive()) head_end = bytes_.find("\r\n\r\n");
    if (head_end == std::string::npos) return take(bytes_.size());
    const auto head = head_end + 4;
    const auto length = bytes_.find("\r\nContent-Length: ");
    const std::size_t body =
        with_body && length < head ? std::stoull(bytes_.substr(length + 18, 20)) : 0;
    while (bytes_.size() < head + body && receive()) continue;
    return take(std::min(bytes_.size(), head + body));
  }

  /// Everything until the server closes.
  std::string rest() {
    while (receive()) continue;
    return take(bytes_.size());
  }

  /// True if octets, or the end, can be read now or within the time.
  [[nodiscard]] bool readable(int milliseconds) const {
    pollfd waiting{socket_, POLLIN, 0};
    return !bytes_.empty() || ::poll(&waiting, 1, milliseconds) == 1;
  }

 private:
  bool receive() {
    char some[65536];
    const auto count = ::recv(socket_, some, sizeof some, 0);
    if (count <= 0) return false;
    bytes_.append(some, static_cast<std::size_t>(count));
    return true;
  }
  std::string take(std::size_t count) {
    auto taken = bytes_.substr(0, count);
    bytes_.erase(0, count);
    return taken;
  }

  int socket_;
  bool connected_{false};
  std::string bytes_;
};

}  // namespace metroon::tests
