// A member comes with a renewed identity paper: the proof records the new one (B4, E1).
#include "app/acts.hpp"
#include "app/alike.hpp"
#include "app/desk.hpp"
#include "base/text.hpp"
#include "core/decide.hpp"
#include "core/identifiers.hpp"

namespace metroon::app {

std::expected<Proof, ReplaceProblem> prove_by_new_document(
    House& house, const Call& call, core::StaffId staff, core::PersonId person_id,
    core::IdentityDocument document, std::string_view number, std::string_view note) {
  using Result = std::expected<Proof, ReplaceProblem>;
  const auto parsed = document == core::IdentityDocument::passport
                          ? core::parse_passport(number)
                          : core::parse_identity_card(number);
  if (!parsed) return std::unexpected{ReplaceProblem::number_malformed};
  if (base::squeeze(note).empty()) return std::unexpected{ReplaceProblem::note_missing};
  return house.store.write([&](Ports& ports) -> Result {
    auto person = ports.people.find(person_id);
    if (!person) return std::unexpected{ReplaceProblem::no_such_person};
    person->identifiers.document = document;
    person->identifiers.document_number = *parsed;
    if (!numbers_of_others(ports, *person).empty())
      return std::unexpected{ReplaceProblem::number_of_another};
    if (!ports.people.update(*person)) return std::unexpected{ReplaceProblem::someone_was_first};
    audit(ports, house, call, "identity_document_replaced", subject("person", person_id),
          std::string{note});
    return write_proof(ports, house, call,
                       {.id = {house.random.next_id(call.now.instant)},
                        .person = person_id,
                        .by = staff,
                        .at = call.now.instant,
                        .document = document,
                        .note = std::string{note}});
  });
}

}  // namespace metroon::app
