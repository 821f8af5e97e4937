#include "store/checks.hpp"

namespace metroon::store {
namespace {

using app::Law;

constexpr std::string_view statement_of(Law law) {
  switch (law) {
    case Law::two_accounts:
      return "check_two_accounts";
    case Law::name_of_another:
      return "check_name_of_another";
    case Law::address_of_another:
      return "check_address_of_another";
    case Law::notice_without_letter:
      return "check_notice_without_letter";
    case Law::proof_not_on_record:
      return "check_proof_not_on_record";
    case Law::code_without_proof:
      return "check_code_without_proof";
    case Law::session_of_stopped:
      return "check_session_of_stopped";
    case Law::password_of_closed:
      return "check_password_of_closed";
    case Law::person_without_entry:
      return "check_person_without_entry";
    case Law::account_without_entry:
      return "check_account_without_entry";
    case app::Law::affiliation_of_another:
      return "check_affiliation_of_another";
  }
  return {};
}

Rows ask(Connection& database, Law law, const base::Now& now, std::size_t limit) {
  const auto statement = statement_of(law);
  if (law == Law::code_without_proof) return database.exec(statement, {limit, now.instant});
  if (law == Law::session_of_stopped || law == Law::password_of_closed)
    return database.exec(statement, {limit, now.day});
  return database.exec(statement, {limit});
}

}  // namespace

std::vector<std::string> Checks::breaking(Law law, const base::Now& now, std::size_t limit) {
  return ask(context_.database, law, now, limit).map([](Row row) { return row.text(); });
}

}  // namespace metroon::store
