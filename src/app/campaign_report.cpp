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

// The report says of the person what the state says of the ending.
std::string_view word_of(core::MemberState state) {
  return state == core::MemberState::begun ? "not_told_yet" : core::to_word(state);
}

}  // namespace

std::string report_csv(const House& house, const CampaignReport& report) {
  std::string csv = "username,first,last,capacity,unit,state,last_day,kept_by\r\n";
  for (const auto& one : report.members) {
    csv += base::spreadsheet_row(
        {one.member.username, one.member.first, one.member.last,
         house.policy.affiliations[one.kind].key, one.unit, std::string{word_of(one.state)},
         one.last_day ? base::to_iso(*one.last_day) : std::string{}, names_of(house, one.others)});
  }
  return csv;
}

}  // namespace metroon::app
