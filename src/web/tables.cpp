#include "web/tables.hpp"

#include <fmt/format.h>

#include <optional>
#include <stdexcept>
#include <vector>

namespace metroon::web {
namespace {

struct Tag {
  std::string_view name;        ///< `/table` if it closes.
  std::string_view attributes;  ///< What stands behind the name.
};

Tag tag_at(std::string_view source) {
  const auto inside = source.substr(1, source.find('>') - 1);
  const auto name = inside.substr(0, inside.find(' '));
  return {name, inside.substr(name.size())};
}

bool has(const Tag& tag, std::string_view attribute) {
  return tag.attributes.contains(attribute);
}

class Table {
 public:
  /// What is put behind the tag's name. @param content What follows the tag.
  std::string attributes(const Tag& tag, std::string_view content) {
    if (tag.name == "table") return " role=\"table\"";
    if (tag.name == "thead" || tag.name == "tbody") return " role=\"rowgroup\"";
    if (tag.name == "tr") {
      column_ = 0;
      return " role=\"row\"";
    }
    if (tag.name == "th" && has(tag, "scope=\"col\"")) {
      heads_.emplace_back(content.substr(0, content.find("</th>")));
      return " role=\"columnheader\"";
    }
    if (tag.name == "th") return next(tag), " role=\"rowheader\"";
    if (tag.name != "td") return {};
    const auto head = next(tag);
    return head ? fmt::format(" role=\"cell\" data-label=\"{}\"", *head) : " role=\"cell\"";
  }

 private:
  std::optional<std::string_view> next(const Tag& tag) {
    if (has(tag, "data-label=")) return {};
    if (column_ >= heads_.size() || heads_[column_].contains('<'))
      throw std::logic_error{
          fmt::format("a table's cell without a head: <{}{}>", tag.name, tag.attributes)};
    return heads_[column_++];
  }

  std::vector<std::string_view> heads_;
  std::size_t column_{0};
};

}  // namespace

std::string label_tables(std::string_view source) {
  std::string out;
  std::optional<Table> table;
  for (;;) {
    const auto open = source.find('<');
    out += source.substr(0, open);
    if (open == source.npos) return out;
    source.remove_prefix(open);
    const auto tag = tag_at(source);
    if (tag.name == "table") table.emplace();
    const auto end = 1 + tag.name.size() + tag.attributes.size();
    out += source.substr(0, 1 + tag.name.size());
    if (table) out += table->attributes(tag, source.substr(std::min(end + 1, source.size())));
    out += tag.attributes;
    if (tag.name == "/table") table.reset();
    source.remove_prefix(end);
  }
}

}  // namespace metroon::web
