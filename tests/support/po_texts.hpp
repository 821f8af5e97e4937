// Reads translations/*.po for tests, without the web layer's loader.
#pragma once

#include <fstream>
#include <map>
#include <stdexcept>
#include <string>

namespace metroon::tests {

/// msgid → msgstr of one catalogue; `name` as in `print.el.po`. Knows what our files use: quoted
/// strings over several lines, \n and \", comments.
class PoTexts {
 public:
  explicit PoTexts(const std::string& name) {
    std::ifstream file{METROON_SOURCE_DIR "/translations/" + name};
    if (!file) throw std::runtime_error{"no catalogue " + name};
    std::string key;
    std::string* into = nullptr;
    for (std::string text; std::getline(file, text);) {
      if (text.starts_with("msgid ")) {
        key.clear();
        into = &key;
      } else if (text.starts_with("msgstr ")) {
        into = &texts_[key];
      }
      if (const auto quote = text.find('"'); quote != std::string::npos && text.front() != '#')
        *into += unquoted(text.substr(quote + 1, text.rfind('"') - quote - 1));
    }
  }
  [[nodiscard]] const std::string& at(const std::string& key) const {
    if (const auto found = texts_.find(key); found != texts_.end()) return found->second;
    throw std::runtime_error{"no text " + key};
  }
  [[nodiscard]] const std::map<std::string, std::string>& all() const { return texts_; }

 private:
  static std::string unquoted(std::string_view text) {
    std::string plain;
    for (std::size_t at = 0; at < text.size(); ++at) {
      const bool escaped = text[at] == '\\' && at + 1 < text.size();
      if (escaped) ++at;
      plain += escaped && text[at] == 'n' ? '\n' : text[at];
    }
    return plain;
  }
  std::map<std::string, std::string> texts_;
};

}  // namespace metroon::tests
