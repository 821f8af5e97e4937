#include "app/documents.hpp"

#include <algorithm>
#include <utility>

namespace metroon::app {
namespace {

// What the capacity asks for; once the office has asked for more, any paper that the policy knows.
bool asked_for(const core::Policy& policy, const core::Application& application,
               std::string_view kind_key, std::string_view evidence) {
  const auto kind = policy.kind_of(kind_key);
  const auto index = policy.evidence_of(evidence);
  if (!kind || !index || policy.evidence[*index].identity) return false;
  if (application.stage == core::Stage::needs_more) return true;
  const auto& asked = policy.affiliations[*kind].joining_evidence;
  return std::ranges::find(asked, *index) != asked.end();
}

}  // namespace

std::optional<SupplyProblem> keep_document(Ports& ports, House& house, const Call& call,
                                           core::Application& application, std::string_view kind,
                                           const Upload& upload) {
  const auto& rules = house.policy.applications;
  if (!asked_for(house.policy, application, kind, upload.evidence))
    return SupplyProblem::unknown_evidence;
  if (upload.bytes.size() > std::size_t{rules.document_megabytes} * 1024 * 1024)
    return SupplyProblem::too_large;
  if (upload.media_type.empty()) return SupplyProblem::not_a_document;
  const auto size = static_cast<std::int64_t>(upload.bytes.size());
  const bool known = std::ranges::any_of(application.documents, [&](const core::DocumentInfo& one) {
    return one.evidence == upload.evidence && one.file_name == upload.file_name &&
           one.size == size && ports.documents.contents(application.id, one.id) == upload.bytes;
  });
  if (known) return {};
  if (application.documents.size() >= rules.documents_most) return SupplyProblem::too_many;
  const bool unconfirmed =
      application.stage == core::Stage::draft || application.stage == core::Stage::unconfirmed;
  if (unconfirmed && ports.documents.unconfirmed_octets() + size > house.unconfirmed_octets)
    return SupplyProblem::no_room;
  const core::DocumentInfo info{.id = {house.random.next_id(call.now.instant)},
                                .evidence = upload.evidence,
                                .file_name = upload.file_name,
                                .media_type = upload.media_type,
                                .size = size,
                                .received = call.now.instant};
  ports.documents.insert(application.id, info, upload.bytes);
  application.documents.push_back(info);
  return {};
}

core::Problem problem_of(SupplyProblem problem) {
  switch (problem) {
    case SupplyProblem::too_large:
      return core::Problem::too_large;
    case SupplyProblem::too_many:
      return core::Problem::too_many;
    case SupplyProblem::no_room:
      return core::Problem::no_room;
    case SupplyProblem::unknown_evidence:
      return core::Problem::unknown_choice;
    case SupplyProblem::not_a_document:
    case SupplyProblem::not_now:
    case SupplyProblem::no_such_application:
      return core::Problem::not_a_document;
  }
  std::unreachable();
}

}  // namespace metroon::app
