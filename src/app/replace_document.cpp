// A member comes with a renewed identity paper: the proof records the new one (B4, E1).
#include "app/acts.hpp"
#include "app/alike.hpp"
#include "app/handing.hpp"
#include "base/text.hpp"
#include "core/decide.hpp"
#include "core/identifiers.hpp"

namespace metroon::app {

std::expected<Proof, ReplaceProblem> prove_by_number(Ports& ports, House& house, const Call& call,
                                                     core::StaffId staff, core::Person person,
                                                     const SeenDocument& seen,
                                                     std::string_view audited_as) {
  const auto parsed = seen.document == core::IdentityDocument::passport
                          ? core::parse_passport(seen.typed)
                          : core::parse_identity_card(seen.typed);
  if (!parsed) return std::unexpected{ReplaceProblem::number_malformed};
  person.identifiers.document = seen.document;
  person.identifiers.document_number = *parsed;
  if (!numbers_of_others(ports, person).empty())
    return std::unexpected{ReplaceProblem::number_of_another};
  if (!ports.people.update(person)) return std::unexpected{ReplaceProblem::someone_was_first};
  audit(ports, house, call, audited_as, subject("person", person.id), std::string{seen.note});
  return write_proof(ports, house, call,
                     {.id = {house.random.next_id(call.now.instant)},
                      .person = person.id,
                      .by = staff,
                      .at = call.now.instant,
                      .document = seen.document,
                      .note = std::string{seen.note}});
}

std::expected<Proof, ReplaceProblem> prove_by_new_document(
    House& house, const Call& call, core::StaffId staff, core::PersonId person_id,
    core::IdentityDocument document, std::string_view number, std::string_view note) {
  using Result = std::expected<Proof, ReplaceProblem>;
  return house.store.write([&](Ports& ports) -> Result {
    auto person = ports.people.find(person_id);
    if (!person) return std::unexpected{ReplaceProblem::no_such_person};
    if (base::squeeze(note).empty()) return std::unexpected{ReplaceProblem::note_missing};
    return prove_by_number(ports, house, call, staff, std::move(*person), {document, number, note},
                           "identity_document_replaced");
  });
}

}  // namespace metroon::app
