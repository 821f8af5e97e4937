// From values to HTML. A page's template is src/web/templates/<page>.html; at start each is made
// once per language: `[[>part]]` is replaced by the part's text, `[[key]]` by the catalogue's words
// (escaped), and the frame is put around it. What is left for each request is {{NAME}} and
// {{#SECTION}}, escaped by context (ctemplate's AUTOESCAPE).
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "web/texts.hpp"

namespace ctemplate {
class TemplateDictionary;
}

namespace metroon::web {

/// The values of a page, or of one repetition of a section of it.
class View {
 public:
  View();
  ~View();
  View(View&&) noexcept;
  View& operator=(View&&) noexcept;

  View& set(std::string_view name, std::string_view value);
  View& set(std::string_view name, std::int64_t value);
  /// Shows a section once, if `shown`.
  View& show(std::string_view section, bool shown = true);
  /// One more repetition of a section; the result lives as long as this.
  View add(std::string_view section);

 private:
  friend class Renderer;
  explicit View(ctemplate::TemplateDictionary* inner);
  std::unique_ptr<ctemplate::TemplateDictionary> own_;
  ctemplate::TemplateDictionary* dictionary_;
};

class Renderer {
 public:
  /// Reads all embedded templates. Throws std::logic_error for an unknown part, a text that is
  /// missing in a language, or a template that does not parse.
  explicit Renderer(const Texts&);
  ~Renderer();
  [[nodiscard]] std::string render(Language, std::string_view page, const View&) const;

 private:
  struct Cache;
  std::unique_ptr<Cache> cache_;
};

/// A page's template as it will be given to the template engine. @throws as Renderer.
[[nodiscard]] std::string expand_template(const Texts&, Language, std::string_view page);

}  // namespace metroon::web
