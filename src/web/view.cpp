#include "web/view.hpp"

#include <ctemplate/template.h>
#include <ctemplate/template_cache.h>
#include <ctemplate/template_dictionary.h>
#include <fmt/format.h>

#include <stdexcept>

#include "web/embedded.hpp"
#include "web/tables.hpp"

namespace metroon::web {
namespace {

constexpr std::string_view pragma = "{{%AUTOESCAPE context=\"HTML\"}}";

ctemplate::TemplateString name_of(std::string_view name) {
  return {name.data(), name.size()};
}

std::string escape_html(std::string_view text) {
  std::string out;
  for (const char c : text) switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      case '{':
        out += "&#123;";
        break;  // Else words could open a template's marker.
      default:
        out += c;
    }
  return out;
}

std::string_view source_of(std::string_view name) {
  for (const auto& one : embedded_templates())
    if (one.name == name) return one.bytes;
  throw std::logic_error{fmt::format("no template \"{}\"", name)};
}

// Replaces [[…]]; parts may hold parts.
std::string expand(const Texts& texts, Language language, std::string_view source, int depth = 0) {
  if (depth > 5) throw std::logic_error{"a template part holds itself"};
  std::string out;
  for (;;) {
    const auto open = source.find("[[");
    out += source.substr(0, open);
    if (open == source.npos) return out;
    const auto close = source.find("]]", open);
    if (close == source.npos) throw std::logic_error{"a template's [[ is never closed"};
    const auto name = source.substr(open + 2, close - open - 2);
    if (name.starts_with('>'))
      out += expand(texts, language, source_of(fmt::format("_{}.html", name.substr(1))), depth + 1);
    else
      out += escape_html(texts.text(language, name));
    source.remove_prefix(close + 2);
  }
}

std::string cache_key(Language language, std::string_view page) {
  return fmt::format("{}/{}", core::to_code(language), page);
}

}  // namespace

View::View()
    : own_{std::make_unique<ctemplate::TemplateDictionary>("page")}, dictionary_{own_.get()} {}
View::View(ctemplate::TemplateDictionary* inner) : dictionary_{inner} {}
View::~View() = default;
View::View(View&&) noexcept = default;
View& View::operator=(View&&) noexcept = default;

View& View::set(std::string_view name, std::string_view value) {
  dictionary_->SetValue(name_of(name), name_of(value));
  return *this;
}

View& View::set(std::string_view name, std::int64_t value) {
  dictionary_->SetValue(name_of(name), std::to_string(value));
  return *this;
}

View& View::show(std::string_view section, bool shown) {
  if (shown) dictionary_->ShowSection(name_of(section));
  return *this;
}

View View::add(std::string_view section) {
  return View{dictionary_->AddSectionDictionary(name_of(section))};
}

std::string expand_template(const Texts& texts, Language language, std::string_view page) {
  return std::string{pragma} + expand(texts, language, source_of("_head.html")) +
         label_tables(expand(texts, language, source_of(fmt::format("{}.html", page)))) +
         expand(texts, language, source_of("_foot.html"));
}

struct Renderer::Cache {
  ctemplate::TemplateCache templates;
};

Renderer::Renderer(const Texts& texts) : cache_{std::make_unique<Cache>()} {
  for (const auto language : core::all_languages)
    for (const auto& one : embedded_templates()) {
      if (one.name.starts_with('_')) continue;
      const auto page = one.name.substr(0, one.name.size() - std::string_view{".html"}.size());
      const auto source = expand_template(texts, language, page);
      if (!cache_->templates.StringToTemplateCache(cache_key(language, page), source,
                                                   ctemplate::DO_NOT_STRIP))
        throw std::logic_error{fmt::format("template \"{}\" does not parse", page)};
    }
  cache_->templates.Freeze();
}

Renderer::~Renderer() = default;

std::string Renderer::render(Language language, std::string_view page, const View& view) const {
  std::string html;
  if (!cache_->templates.ExpandNoLoad(cache_key(language, page), ctemplate::DO_NOT_STRIP,
                                      view.dictionary_, nullptr, &html))
    throw std::logic_error{fmt::format("template \"{}\" could not be rendered", page)};
  return html;
}

}  // namespace metroon::web
