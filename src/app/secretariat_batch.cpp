// Sheets printed beforehand, for the queue of the first days. Their codes sleep until the secretary
// has seen the student's paper.
#include <algorithm>

#include "app/acts.hpp"
#include "app/secretariat.hpp"
#include "base/text.hpp"

namespace metroon::app {
namespace {

using Problem = SecretariatProblem;

constexpr std::size_t number_characters = 10;

struct Drawn {
  core::AccountId account;
  std::string code, number;
};

bool still_fits(Ports& ports, const House& house, const Call& call, const Staff& staff,
                core::AccountId id) {
  const auto record = ports.accounts.find(id);
  return record && !record->account.proof &&
         core::may_hand_over(house.policy, dossier_of(ports, record->person), staff.units,
                             call.now.day) == core::Secretariat::may_hand_over;
}

void void_sheet(Ports& ports, core::AccountId id) {
  ports.tokens.remove(TokenPurpose::dormant, id.value);
  ports.tokens.remove(TokenPurpose::sheet, id.value);
}

// The code of an earlier batch's sheet dies here; one that was handed over meanwhile lives on.
void lay_down(Ports& ports, House& house, const Call& call, const Staff& staff,
              const std::vector<Drawn>& sheets) {
  for (const auto& one : sheets) {
    if (!still_fits(ports, house, call, staff, one.account)) continue;
    void_sheet(ports, one.account);
    ports.tokens.insert(base::Secret{one.code},
                        activation_token(house, call, TokenPurpose::dormant, one.account));
    ports.tokens.insert(base::Secret{one.number},
                        activation_token(house, call, TokenPurpose::sheet, one.account));
    audit(ports, house, call, "sheet_printed", subject("account", one.account));
  }
}

// So that the next batch has the students for whom this one has no room.
void void_sheets(Ports& ports, House& house, const Call& call, const Staff& staff,
                 const std::vector<core::AccountId>& accounts) {
  for (const auto id : accounts) {
    if (!still_fits(ports, house, call, staff, id)) continue;
    void_sheet(ports, id);
    audit(ports, house, call, "sheet_voided", subject("account", id));
  }
}

struct Chosen {
  std::vector<HandOver> students;
  std::vector<core::AccountId> beyond;  // Have a sheet, and no room in this batch of everybody.
};

Chosen choose(House& house, const Call& call, const Staff& staff, BatchOf of) {
  const auto waiting = new_students(house, call, staff, {}, 20 * most_sheets);
  return house.store.read([&](Ports& ports) {
    Chosen all;
    for (const auto& student : waiting) {
      const bool printed = student.waiting == Waiting::printed;
      const bool has_room = all.students.size() < most_sheets;
      if (printed ? of == BatchOf::without_sheet : !has_room) continue;
      auto record = ports.accounts.of_person(student.row.id);
      if (!record || record->account.proof) continue;
      if (has_room)
        all.students.push_back(hand_over_to(ports, house, call, std::move(*record)));
      else
        all.beyond.push_back(record->account.id);
    }
    return all;
  });
}

// The square on the sheet is the address that the holder opens, the code behind its #.
std::string_view behind_hash(std::string_view typed) {
  const auto hash = typed.rfind('#');
  return hash == typed.npos ? typed : typed.substr(hash + 1);
}

}  // namespace

std::optional<FoundSheet> find_sheet(House& house, const Call& call, std::string_view typed) {
  const auto plain = base::normalise_code(behind_hash(typed));
  if (plain.empty()) return {};
  return house.store.read([&](Ports& ports) -> std::optional<FoundSheet> {
    for (const auto purpose : {TokenPurpose::sheet, TokenPurpose::dormant}) {
      const auto token = ports.tokens.find(purpose, base::Secret{plain});
      if (!token || token->used || token->expires < call.now.instant) continue;
      const auto record = ports.accounts.find({token->subject});
      if (record && record->person) return FoundSheet{record->person, plain};
    }
    return {};
  });
}

Bytes draw_batch(House& house, const Call& call, const Staff& staff, BatchOf of,
                 const std::function<bool(std::size_t, std::size_t)>& progress) {
  const auto chosen = choose(house, call, staff, of);
  std::vector<Drawn> drawn;
  std::vector<HandOverSheet> sheets;
  for (const auto& one : chosen.students) {
    drawn.push_back({one.record.account.id, mint_activation_code(house.random),
                     mint_code(house.random, number_characters)});
    auto numbered = one;
    numbered.number = grouped(drawn.back().number, 5);
    sheets.push_back(sheet_of(house, call, staff, numbered, drawn.back().code));
    sheets.back().by = HandOverSheet::By::secretariat_ahead;
  }
  if (sheets.empty()) return {};
  auto pdf = house.printer.hand_over_sheets(house.policy, sheets, progress);
  if (pdf.empty()) return {};
  house.store.write([&](Ports& ports) {
    lay_down(ports, house, call, staff, drawn);
    void_sheets(ports, house, call, staff, chosen.beyond);
  });
  return pdf;
}

}  // namespace metroon::app
