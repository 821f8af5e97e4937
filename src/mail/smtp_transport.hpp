// Letters to a mail server.
#pragma once

#include <chrono>
#include <cstdint>

#include "base/secret.hpp"
#include "mail/transport.hpp"

namespace metroon::mail {

struct SmtpSettings {
  enum class Protection {
    required,  ///< STARTTLS with a valid certificate, or nothing is sent.
    optional,  ///< STARTTLS where the server offers it.
    never,     ///< In the clear: a server on the same machine.
  };
  std::string host;
  std::uint16_t port{25};
  bool tls_from_start{false};  ///< smtps://; `protection` is then of no matter.
  Protection protection{Protection::required};
  std::string hello;  ///< Our name in EHLO; empty: libcurl asks the system.
  std::string user;   ///< Empty: without signing in.
  base::Secret password;
  std::chrono::milliseconds connect_timeout{10'000};
  /// For everything, connecting included. See worker.hpp before making it longer.
  std::chrono::milliseconds timeout{30'000};
};

/// One connection a letter. 5xx about the letter is `refused`; 4xx, a failing connection, and 5xx
/// about ourselves (a greeting that refuses, a wrong password) are `try_again`.
/// @source RFC 5321 sections 4.2.1, 4.5.4.1.
class SmtpTransport final : public Transport {
 public:
  explicit SmtpTransport(SmtpSettings settings);
  [[nodiscard]] Delivery deliver(const Letter&) override;

 private:
  SmtpSettings settings_;
};

}  // namespace metroon::mail
