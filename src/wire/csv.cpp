#include "wire/csv.hpp"

#include <algorithm>
#include <cstring>

namespace metroon::wire {
namespace {

constexpr std::size_t first_block = std::size_t{1} << 18;
constexpr auto nowhere = std::string_view::npos;

}  // namespace

CsvReader::CsvReader(Source source, Shape shape) : source_{std::move(source)}, shape_{shape} {
  buffer_.resize(first_block);
  fields_.reserve(64);
}

std::size_t CsvReader::find(char wanted, std::size_t from) const {
  const void* found = std::memchr(buffer_.data() + from, wanted, filled_ - from);
  if (found == nullptr) return nowhere;
  return static_cast<std::size_t>(static_cast<const char*>(found) - buffer_.data());
}

// Where the row that begins at `at_` has its line end. Most files have few quotes or none: where
// the next one stands is looked for once, and until there a row ends at the next line end.
std::size_t CsvReader::row_end() {
  if (!quote_known_ || next_quote_ < at_) {
    next_quote_ = find('"', at_);
    quote_known_ = true;
  }
  const auto line_end = find('\n', at_);
  has_quotes_ = next_quote_ < line_end;
  return has_quotes_ ? quoted_row_end() : line_end;
}

std::size_t CsvReader::quoted_row_end() const {
  for (std::size_t at = at_;; ++at) {
    if (at < filled_ && buffer_[at] == '"') {
      do {  // To the quote that no other one follows.
        at = find('"', at + 1);
        if (at == nowhere || ++at == filled_) return nowhere;
      } while (buffer_[at] == '"');
    }
    while (at < filled_ && buffer_[at] != shape_.separator && buffer_[at] != '\n') ++at;
    if (at >= filled_) return nowhere;
    if (buffer_[at] == '\n') return at;
  }
}

// Reads on behind what is left. @return false if there is no more, or no room for more.
bool CsvReader::more() {
  if (ended_) return false;
  std::memmove(buffer_.data(), buffer_.data() + at_, filled_ - at_);
  filled_ -= at_;
  at_ = 0;
  quote_known_ = false;
  if (filled_ == longest_csv_row) return false;
  if (filled_ == buffer_.size()) buffer_.resize(buffer_.size() * 2);
  while (filled_ < buffer_.size()) {
    const auto read = source_({buffer_.data() + filled_, buffer_.size() - filled_});
    if (read == 0) {
      ended_ = true;
      if (shape_.open_end && filled_ > 0 && buffer_[filled_ - 1] != '\n') buffer_[filled_++] = '\n';
      break;
    }
    filled_ += read;
  }
  return true;
}

bool CsvReader::next() {
  if (cut_) return false;
  do {
    auto end = row_end();
    for (; end == nowhere; end = row_end()) {
      if (more()) continue;
      cut_ = at_ < filled_;
      return false;
    }
    raw_ = {buffer_.data() + at_, end - at_};
    line_ = next_line_;
    next_line_ += has_quotes_ ? 1 + std::ranges::count(raw_, '\n') : 1;
    at_ = end + 1;
    if (raw_.ends_with('\r')) raw_.remove_suffix(1);
  } while (raw_.empty());
  is_split_ = false;
  return true;
}

std::span<const std::string_view> CsvReader::fields() const {
  split();
  return fields_;
}

std::optional<CsvFault> CsvReader::fault() const {
  split();
  return fault_;
}

void CsvReader::split() const {
  if (is_split_) return;
  is_split_ = true;
  fault_.reset();
  fields_.clear();
  if (has_quotes_)
    split_quoted();
  else
    split_plain();
}

void CsvReader::add(std::string_view field) const {
  if (fields_.size() < most_csv_columns)
    fields_.push_back(field);
  else
    fault_ = CsvFault::too_many_columns;
}

void CsvReader::split_plain() const {
  const char* from = raw_.data();
  const char* const end = from + raw_.size();
  while (const auto* separator = static_cast<const char*>(
             std::memchr(from, shape_.separator, static_cast<std::size_t>(end - from)))) {
    add({from, separator});
    from = separator + 1;
  }
  add({from, end});
}

// `rest` begins with a quote; what is behind the last quote stays there.
std::string_view CsvReader::take_quoted(std::string_view& rest) const {
  const auto begin = unquoted_.size();
  for (bool doubled = false;; doubled = true) {
    rest.remove_prefix(1);
    const auto quote = rest.find('"');
    const auto part = rest.substr(0, quote);
    rest.remove_prefix(quote + 1);
    if (!rest.starts_with('"')) {
      if (!doubled) return part;
      unquoted_ += part;
      return std::string_view{unquoted_}.substr(begin);
    }
    unquoted_.append(part).push_back('"');
  }
}

void CsvReader::split_quoted() const {
  unquoted_.clear();
  unquoted_.reserve(raw_.size());
  for (auto rest = raw_;; rest.remove_prefix(1)) {
    const bool quoted = rest.starts_with('"');
    std::string_view field;
    if (quoted) field = take_quoted(rest);
    const auto behind = rest.substr(0, rest.find(shape_.separator));
    if (quoted ? !behind.empty() : behind.contains('"')) fault_ = CsvFault::stray_quote;
    add(quoted ? field : behind);
    rest.remove_prefix(behind.size());
    if (rest.empty()) return;
  }
}

std::string encode_csv_row(std::span<const std::string> fields, char separator) {
  std::string row;
  for (const auto& field : fields) {
    if (&field != &fields.front()) row += separator;
    // A lone empty field would be an empty line, which is no row.
    const bool plain = field.find_first_of(std::string{"\"\r\n"} + separator) == field.npos &&
                       (fields.size() > 1 || !field.empty());
    if (plain) {
      row += field;
      continue;
    }
    row += '"';
    for (const char c : field) row.append(c == '"' ? 2 : 1, c);
    row += '"';
  }
  return row + "\n";
}

}  // namespace metroon::wire
