// Which page answers which path, who may see it, and how large a body it takes.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "web/context.hpp"

namespace metroon::web {

enum class Access : std::uint8_t {
  everyone,
  holder,     ///< Signed in as a holder; others are sent to sign in.
  office,     ///< Staff of the office.
  desk,       ///< Staff of the office or of the desk.
  auditor,    ///< Auditors only, who may see nothing else.
  secretary,  ///< Secretaries only; the page looks at the units.
  program,    ///< Whoever shows a key, which the handler looks at: no cookie counts, no form is
              ///< forged.
};

using Handler = std::function<Response(Context&)>;

struct Route {
  Method method{Method::get};
  std::string
      pattern;  ///< `/office/application/{id}`: a name in braces takes one part of the path.
  Access access{Access::everyone};
  Handler handler;
  std::size_t body_limit{16 * 1024};  ///< Octets, POST only.
};

class Router {
 public:
  void get(std::string pattern, Access, Handler);
  void post(std::string pattern, Access, Handler, std::size_t body_limit = 16 * 1024);

  /// 404, 405, sign-in redirects and forged forms are answered here.
  [[nodiscard]] Response answer(Context&) const;
  [[nodiscard]] std::size_t body_limit(std::string_view path) const;

 private:
  std::vector<Route> routes_;
};

}  // namespace metroon::web
