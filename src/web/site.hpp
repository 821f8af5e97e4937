// All pages together, as the listener calls them.
#pragma once

#include "web/router.hpp"

namespace metroon::web {

struct SiteSettings {
  std::function<base::Now()> now;
  std::function<std::string(std::string_view purpose, std::string_view text)> keyed_hash;
  /// Told of a fault with its incident number, which the visitor sees too.
  std::function<void(std::string_view incident, std::string_view what)> log_fault;
  bool secure_cookies{false};
};

class Site final : public Pages {
 public:
  Site(app::House&, const Texts&, SiteSettings);

  [[nodiscard]] BodyLimit body_limit(std::string_view path) const override;
  [[nodiscard]] Response answer(const Request&) override;
  [[nodiscard]] Response refusal(int status, std::string_view accept_language) const override;

 private:
  SiteSettings settings_;
  Renderer renderer_;
  Frame frame_;
  Router router_;
};

/// `el` or `en`, whichever the header prefers; the first of the two it names; Greek if none.
[[nodiscard]] Language preferred_language(std::string_view accept_language);

}  // namespace metroon::web
