#include "feed/posted.hpp"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <stdexcept>
#include <utility>

#include "base/text.hpp"
#include "feed/rows_delivery.hpp"
#include "wire/posted_rows.hpp"

namespace metroon::feed {
namespace {

// Every column that the declaration names, each once: the order in which a program writes the
// members of an object says nothing.
std::vector<std::string> columns_of(const Declaration& declaration) {
  std::vector<std::string> columns = declaration.row_key;
  for (const auto& rule : declaration.facts)
    if (rule && !rule->column.empty()) columns.push_back(rule->column);
  for (auto& column : columns) column = base::nfc(base::squeeze(column));
  std::ranges::sort(columns);
  const auto rest = std::ranges::unique(columns);
  columns.erase(rest.begin(), rest.end());
  return columns;
}

class PostedRows : public Rows {
 public:
  PostedRows(std::vector<std::string> columns, std::vector<wire::PostedRow> rows,
             base::Instant received)
      : columns_{std::move(columns)}, rows_{std::move(rows)}, received_{received} {}

  [[nodiscard]] const std::vector<std::string>& header() const override { return columns_; }
  [[nodiscard]] wire::Encoding encoding() const override { return wire::Encoding::utf_8; }
  [[nodiscard]] base::Instant made() const override { return received_; }
  [[nodiscard]] std::string_view source() const override { return "posted rows"; }
  [[nodiscard]] std::int64_t line() const override { return static_cast<std::int64_t>(next_); }
  [[nodiscard]] std::string_view raw() const override { return raw_; }
  [[nodiscard]] std::span<const std::string_view> fields() const override { return fields_; }
  [[nodiscard]] bool whole() const override { return true; }

  bool next() override {
    if (next_ == rows_.size()) return false;
    const auto& row = rows_[next_++];
    fields_.assign(row.values.begin(), row.values.end());
    join_values(fields_, raw_);
    return true;
  }

  [[nodiscard]] std::string_view fault() const override {
    switch (rows_[next_ - 1].fault) {
      case wire::PostedRowFault::none:
        return {};
      case wire::PostedRowFault::not_an_object:
        return "not_an_object";
      case wire::PostedRowFault::missing_column:
        return "missing_column";
      case wire::PostedRowFault::not_a_text:
        return "not_a_text";
    }
    std::unreachable();
  }

 private:
  std::vector<std::string> columns_;
  std::vector<wire::PostedRow> rows_;
  base::Instant received_;
  std::size_t next_{0};
  std::vector<std::string_view> fields_;
  std::string raw_;
};

std::string_view to_words(wire::PostedRowsError error) {
  switch (error) {
    case wire::PostedRowsError::too_long:
      return "more than 16 MiB: post in parts";
    case wire::PostedRowsError::not_json:
      return "not JSON";
    case wire::PostedRowsError::not_rows:
      return R"(not of the shape {"rows": [{"column": "value"}]})";
    case wire::PostedRowsError::too_many_rows:
      return "more than 100,000 rows: post in parts";
  }
  std::unreachable();
}

using Digest = std::array<unsigned char, crypto_generichash_BYTES>;

// Of one length, whatever was shown: how long the key is remains its own.
Digest digest_of(std::string_view text) {
  Digest digest{};
  crypto_generichash(digest.data(), digest.size(),
                     reinterpret_cast<const unsigned char*>(text.data()), text.size(), nullptr, 0);
  return digest;
}

}  // namespace

bool shows_key(const PostSource& source, std::string_view authorization) {
  std::ifstream file{source.key_file};
  std::string key;
  if (!std::getline(file, key) || key.size() < shortest_key)
    throw std::runtime_error{source.key_file + " holds no key of at least 32 characters"};
  constexpr std::string_view scheme = "Bearer ";
  const bool bearer = authorization.starts_with(scheme);
  const auto shown = digest_of(bearer ? authorization.substr(scheme.size()) : "");
  const auto expected = digest_of(key);
  sodium_memzero(key.data(), key.size());
  return sodium_memcmp(shown.data(), expected.data(), shown.size()) == 0 && bearer;
}

std::expected<std::unique_ptr<app::Delivery>, Refusal> open_posted(const Declaration& declaration,
                                                                   std::string_view body,
                                                                   base::Instant received) {
  auto columns = columns_of(declaration);
  auto rows = wire::parse_posted_rows(body, columns);
  if (!rows)
    return std::unexpected{Refusal{RefusalReason::not_rows, std::string{to_words(rows.error())}}};
  return deliver(declaration,
                 std::make_unique<PostedRows>(std::move(columns), std::move(*rows), received));
}

}  // namespace metroon::feed
