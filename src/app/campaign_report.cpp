// A campaign's members as a table for spreadsheets.
#include "app/campaign.hpp"
#include "core/words.hpp"

namespace metroon::app {
namespace {

// A cell that begins like a formula would be one in the reader's spreadsheet.
void append_cell(std::string& csv, std::string_view text) {
  constexpr std::string_view begins_formula = "=+-@\t\r";
  csv += '"';
  if (!text.empty() && begins_formula.contains(text.front())) csv += '\'';
  for (const char octet : text) {
    if (octet == '"') csv += '"';
    csv += octet;
  }
  csv += '"';
}

std::string names_of(const House& house, const std::vector<core::KindIndex>& kinds) {
  std::string names;
  for (const auto kind : kinds) {
    if (!names.empty()) names += ' ';
    names += house.policy.affiliations[kind].key;
  }
  return names;
}

}  // namespace

std::string report_csv(const House& house, const CampaignReport& report) {
  std::string csv = "username,first,last,capacity,unit,state,last_day,kept_by\r\n";
  for (const auto& one : report.members) {
    const std::array<std::string, 8> cells{
        one.member.username,
        one.member.first,
        one.member.last,
        house.policy.affiliations[one.kind].key,
        one.unit,
        std::string{core::to_word(one.state)},
        one.last_day ? base::to_iso(*one.last_day) : std::string{},
        names_of(house, one.others)};
    for (std::size_t at = 0; at < cells.size(); ++at) {
      if (at > 0) csv += ',';
      append_cell(csv, cells[at]);
    }
    csv += "\r\n";
  }
  return csv;
}

}  // namespace metroon::app
