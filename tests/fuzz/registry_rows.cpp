// A row of any octets, by a declaration with every fact: an observation that can be kept, or a
// complaint that can be shown.
#include "base/text.hpp"
#include "feed/decoder.hpp"
#include "must.hpp"
#include "policy/embedded.hpp"
#include "policy/load_policy.hpp"
#include "wire/csv.hpp"

namespace {

using metroon::fuzz::must;
using namespace metroon;

const core::Policy& policy() {
  static const auto read =
      policy::load_policy(policy::embedded_file("patras.toml").value(), "patras.toml").value();
  return read;
}

const feed::Declaration& declaration() {
  static const auto read =
      feed::load_declaration(policy::embedded_file("registries/students.toml").value(),
                             "students.toml", policy())
          .value();
  return read;
}

// The declared columns, in order of facts; three facts of the example are not declared.
std::vector<std::string> header() {
  std::vector<std::string> columns;
  for (const auto& rule : declaration().facts)
    if (rule && !rule->column.empty() &&
        std::find(columns.begin(), columns.end(), rule->column) == columns.end())
      columns.push_back(rule->column);
  return columns;
}

void check(const core::Observation& seen) {
  must(!seen.key.empty() && base::is_clean_utf8(seen.key + seen.names.last + seen.names.first));
  must(seen.kind < policy().affiliations.size());
  must(seen.unit.empty() || policy().unit(seen.unit) != nullptr);
  must(seen.from > seen.birth && (!seen.ends || *seen.ends >= seen.from));
}

void check(const app::BadRow& bad) {
  must(!bad.reason.empty() && base::is_clean_utf8(bad.found));
  must(base::code_points(bad.found) <= 80 && bad.found.find('\n') == std::string::npos);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const auto encoding = static_cast<wire::Encoding>(data[0] % 3);
  static const auto columns = header();
  const auto decoder = feed::Decoder::make(declaration(), columns, encoding).value();
  auto rest = fuzz::text_of(data + 1, size - 1);
  wire::CsvReader reader{[&](std::span<char> into) {
                           const auto count = rest.copy(into.data(), into.size());
                           rest.remove_prefix(count);
                           return count;
                         },
                         {';', true}};
  std::string key;
  while (reader.next()) {
    decoder.row_key(reader.fields(), key);
    must(base::is_clean_utf8(key));
    if (const auto seen = decoder.observation(reader.fields()))
      check(*seen);
    else
      check(seen.error());
  }
  return 0;
}
