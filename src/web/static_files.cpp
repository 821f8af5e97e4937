#include "web/static_files.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <map>
#include <stdexcept>

#include "web/embedded.hpp"

namespace metroon::web {
namespace {

struct Served {
  std::string url;
  std::string_view bytes;
  std::string_view media_type;
};

// FNV-1a: names a version, guards nothing.
std::uint64_t version_of(std::string_view bytes) {
  std::uint64_t hash = 14695981039346656037ULL;
  for (const char c : bytes) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
  return hash;
}

std::string_view media_type_of(std::string_view name) {
  if (name.ends_with(".css")) return "text/css; charset=utf-8";
  if (name.ends_with(".js")) return "text/javascript; charset=utf-8";
  if (name.ends_with(".svg")) return "image/svg+xml";
  throw std::logic_error{fmt::format("no media type for {}", name)};
}

const std::map<std::string_view, Served>& all() {
  static const auto files = [] {
    std::map<std::string_view, Served> made;
    for (const auto& one : embedded_static()) {
      const auto dot = one.name.rfind('.');
      made[one.name] = {fmt::format("/static/{}-{:016x}{}", one.name.substr(0, dot),
                                    version_of(one.bytes), one.name.substr(dot)),
                        one.bytes, media_type_of(one.name)};
    }
    return made;
  }();
  return files;
}

}  // namespace

const std::string& static_url(std::string_view name) {
  const auto found = all().find(name);
  if (found == all().end()) throw std::logic_error{fmt::format("no static file {}", name)};
  return found->second.url;
}

std::optional<Response> static_file(std::string_view path) {
  for (const auto& [name, file] : all()) {
    if (file.url != path) continue;
    Response response;
    response.content_type = file.media_type;
    response.headers.emplace_back("Cache-Control", "public, max-age=31536000, immutable");
    response.body = file.bytes;
    return response;
  }
  return {};
}

}  // namespace metroon::web
