#include "feed/csv_rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "feed/decoder.hpp"
#include "feed/input_file.hpp"
#include "wire/csv.hpp"

namespace metroon::feed {
namespace {

class CsvRows : public Rows {
 public:
  CsvRows(InputFile file, const FileSource& source)
      : file_{std::move(file)},
        encoding_{source.encoding},
        empty_row_{source.separator, ' ', '\t'},
        reader_{[this](std::span<char> into) { return file_.read(into); },
                {source.separator, source.open_end}} {
    made_ = file_.changed();
  }

  std::expected<void, Refusal> read_header();

  [[nodiscard]] const std::vector<std::string>& header() const override { return header_; }
  [[nodiscard]] wire::Encoding encoding() const override { return encoding_; }
  [[nodiscard]] base::Instant made() const override { return made_; }
  [[nodiscard]] std::string_view source() const override { return file_.path(); }
  bool next() override;
  [[nodiscard]] std::int64_t line() const override { return reader_.line(); }
  [[nodiscard]] std::string_view raw() const override { return reader_.raw(); }
  [[nodiscard]] std::span<const std::string_view> fields() const override {
    return reader_.fields();
  }
  [[nodiscard]] std::string_view fault() const override;
  [[nodiscard]] bool whole() const override { return reader_.whole() && !file_.was_touched(); }

 private:
  [[nodiscard]] Refusal refusal(RefusalReason reason, std::string_view why) const {
    return {reason, fmt::format("{}: {}", file_.path(), why)};
  }
  [[nodiscard]] bool is_empty_row() const {
    return raw().find_first_not_of(empty_row_) == std::string_view::npos;
  }

  InputFile file_;
  wire::Encoding encoding_;
  std::string empty_row_;  ///< What a row without any value is made of.
  wire::CsvReader reader_;
  base::Instant made_{};
  std::string header_line_;
  std::vector<std::string> header_;
};

// A mark in front says what the file is, whatever was declared.
std::expected<void, Refusal> CsvRows::read_header() {
  const auto head = file_.head(wire::byte_order_mark.size());
  const bool marked = head == wire::byte_order_mark;
  const bool utf_16 = head.starts_with("\xFF\xFE") || head.starts_with("\xFE\xFF");
  if (utf_16 || (marked && encoding_ != wire::Encoding::utf_8))
    return std::unexpected{refusal(
        RefusalReason::wrong_encoding,
        utf_16 ? "the file is UTF-16" : "the file is UTF-8, the declaration says otherwise")};
  if (marked) file_.skip(head.size());
  if (!reader_.next()) return std::unexpected{refusal(RefusalReason::no_header, "no header line")};
  header_line_ = reader_.raw();
  for (const auto field : reader_.fields()) {
    auto name = clean_text(field, encoding_);
    if (!name)
      return std::unexpected{refusal(RefusalReason::wrong_encoding,
                                     "the header is not in the encoding that was declared")};
    header_.push_back(std::move(*name));
  }
  return {};
}

bool CsvRows::next() {
  while (reader_.next())
    if (raw() != header_line_ && !is_empty_row()) return true;
  return false;
}

std::string_view CsvRows::fault() const {
  const auto fault = reader_.fault();
  if (!fault) return {};
  switch (*fault) {
    case wire::CsvFault::stray_quote:
      return "stray_quote";
    case wire::CsvFault::too_many_columns:
      return "wrong_number_of_columns";
  }
  std::unreachable();
}

}  // namespace

std::expected<std::unique_ptr<Rows>, Refusal> open_csv(const FileSource& source) {
  const auto path = newest_file(source.path);
  if (!path) return std::unexpected{path.error()};
  auto file = InputFile::open(*path);
  if (!file) return std::unexpected{file.error()};
  auto rows = std::make_unique<CsvRows>(std::move(*file), source);
  if (const auto header = rows->read_header(); !header) return std::unexpected{header.error()};
  return rows;
}

}  // namespace metroon::feed
