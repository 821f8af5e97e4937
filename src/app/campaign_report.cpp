// A campaign's members as a table for spreadsheets.
#include "app/campaign.hpp"
#include "base/spreadsheet.hpp"
#include "core/words.hpp"

namespace metroon::app {
namespace {

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
    csv += base::spreadsheet_row(
        {one.member.username, one.member.first, one.member.last,
         house.policy.affiliations[one.kind].key, one.unit, std::string{core::to_word(one.state)},
         one.last_day ? base::to_iso(*one.last_day) : std::string{}, names_of(house, one.others)});
  }
  return csv;
}

}  // namespace metroon::app
