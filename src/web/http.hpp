// A request and its answer as the pages see them: already decoded, no sockets, no bytes on the
// wire.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace metroon::web {

enum class Method { get, post };  // HEAD is answered as GET without its body by the listener.

/// Decoded `name=value` pairs, in order, names possibly repeated, all clean UTF-8.
struct Fields {
  std::vector<std::pair<std::string, std::string>> pairs;

  /// The first value of that name; empty text if absent.
  [[nodiscard]] std::string_view get(std::string_view name) const;
  [[nodiscard]] bool has(std::string_view name) const;
  [[nodiscard]] std::vector<std::string_view> all(std::string_view name) const;
};

/// One file of a multipart form.
struct UploadedFile {
  std::string field;
  std::string name;        ///< As the browser said; clean UTF-8, path parts removed.
  std::string media_type;  ///< By content (wire::media_type_of); empty for what is not allowed.
  std::string bytes;
};

struct Request {
  Method method{Method::get};
  std::string path;  ///< Percent-decoded, begins with '/', no dot segments, clean UTF-8.
  Fields query;
  Fields form;  ///< POST only.
  std::vector<UploadedFile> files;
  std::map<std::string, std::string, std::less<>> cookies;
  std::string accept_language;
  std::string user_agent;
  std::string origin;      ///< `Origin` header, empty if absent.
  std::string fetch_site;  ///< `Sec-Fetch-Site` header, empty if absent.
  std::string if_none_match;
  std::string authorization;  ///< Programs' door only, as the two that follow.
  std::string content_type;   ///< Without parameters.
  std::string body;           ///< As it came.
  std::string
      client;  ///< The client's network address as text, proxies that settings trust taken off.
  bool secure{false};  ///< Came by TLS (ours or the trusted proxy's).
};

struct Response {
  int status{200};
  std::string content_type{"text/html; charset=utf-8"};
  std::vector<std::pair<std::string, std::string>> headers;  ///< Beside those the listener sets.
  std::string body;
};

/// What the listener must know about a route before it reads a body.
struct BodyLimit {
  std::size_t bytes{0};
};

/// Below it programs knock: what they send is handed on as it came.
inline constexpr std::string_view programs_door = "/registries/";

/// The pages as the listener calls them: from any thread, several at once.
class Pages {
 public:
  virtual ~Pages() = default;
  /// Largest body this path takes; the listener refuses more with 413 and `too_large`'s page.
  [[nodiscard]] virtual BodyLimit body_limit(std::string_view path) const = 0;
  /// Never throws: a fault becomes a 500 page with an incident number that the log has too.
  [[nodiscard]] virtual Response answer(const Request& request) = 0;
  /// A page for a request that could not be decoded or was refused before `answer` (400, 404, 405,
  /// 408, 411, 413, 431, 503).
  [[nodiscard]] virtual Response refusal(int status, std::string_view accept_language) const = 0;
};

}  // namespace metroon::web
