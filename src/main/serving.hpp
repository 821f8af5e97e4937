// What all connections share: settings, pages, and how a request that came whole is answered.
#pragma once

#include <atomic>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "main/listener.hpp"
#include "main/proxies.hpp"
#include "main/request_head.hpp"
#include "main/workers.hpp"
#include "web/http.hpp"

namespace metroon::main {

/// Counts octets of bodies in memory against the limit on all of them together. Small ones are
/// free: a few uploads that never come may hold all of it, and nobody must be kept from signing in
/// by that.
class BodyBudget {
 public:
  BodyBudget(std::uint64_t bytes, std::uint64_t small)
      : left_{static_cast<std::int64_t>(bytes)}, small_{small} {}

  /// Gives back what it took when it dies.
  class Share {
   public:
    Share() = default;
    Share(BodyBudget& budget, std::int64_t bytes) : budget_{&budget}, bytes_{bytes} {}
    Share(Share&& other) noexcept
        : budget_{std::exchange(other.budget_, nullptr)}, bytes_{other.bytes_} {}
    Share& operator=(Share&& other) noexcept {
      std::swap(budget_, other.budget_);
      std::swap(bytes_, other.bytes_);
      return *this;
    }
    ~Share() {
      if (budget_ != nullptr) budget_->left_ += bytes_;
    }

   private:
    BodyBudget* budget_{nullptr};
    std::int64_t bytes_{0};
  };

  [[nodiscard]] std::optional<Share> take(std::uint64_t bytes) {
    if (bytes <= small_) return Share{};
    const auto wanted = static_cast<std::int64_t>(bytes);
    if (left_.fetch_sub(wanted) >= wanted) return Share{*this, wanted};
    left_ += wanted;
    return std::nullopt;
  }

 private:
  std::atomic<std::int64_t> left_;
  std::uint64_t small_;
};

/// Must outlive every connection. Callable from any thread.
struct Serving {
  ListenerSettings settings;
  web::Pages& pages;
  Proxies proxies{settings.trusted_proxies};
  HeadRules head_rules{settings.head_fields, settings.allowed_hosts};
  BodyBudget bodies{settings.bodies_bytes, settings.small_body_bytes};
  std::atomic<bool> stopping{false};
  Workers* workers{nullptr};

  void report(std::string_view what) const;
  /// The pages' own words, or a bare answer if even that page fails.
  [[nodiscard]] web::Response refusal(int status, std::string_view language) const;
  /// For a worker: decodes, which may be much work for a large form, and asks the pages.
  [[nodiscard]] web::Response answer(const RequestHead& head, std::string_view body,
                                     const Address& peer) const;
};

}  // namespace metroon::main
