// The office reads: the queue, one application, one document.
#include <algorithm>

#include "app/acts.hpp"
#include "app/alike.hpp"
#include "app/usernames.hpp"

namespace metroon::app {

Queue office_queue(House& house, const Call&, std::span<const core::Stage> stages,
                   std::string_view text, std::size_t limit, std::size_t offset) {
  return house.store.read([&](Ports& ports) {
    Queue queue{.rows = ports.applications.queue(stages, text, limit + 1, offset),
                .counts = ports.applications.count_by_stage(),
                .shared_requests = ports.shared_requests.waiting(50),
                .more = false};
    queue.more = queue.rows.size() > limit;
    if (queue.more) queue.rows.pop_back();
    return queue;
  });
}

std::optional<ApplicationView> open_application(House& house, const Call& call,
                                                core::ApplicationId id) {
  return house.store.write([&](Ports& ports) -> std::optional<ApplicationView> {
    auto application = ports.applications.find(id);
    // What nobody has confirmed is not shown to the office: it may be a prank with somebody's
    // address.
    if (!application || application->stage == core::Stage::draft ||
        application->stage == core::Stage::unconfirmed)
      return {};
    ApplicationView view{.application = std::move(*application),
                         .missing = {},
                         .alike = {},
                         .history = {},
                         .usernames = {}};
    view.missing = core::missing_documents(house.policy, view.application);
    if (!view.application.person) {
      view.alike = find_alike(ports, view.application);
      view.usernames = free_usernames(ports, house, view.application.names, 3);
    }
    audit(ports, house, call, "application_read", subject("application", id));
    view.history = ports.audit.about(subject("application", id), 200);
    std::erase_if(view.history,
                  [](const AuditEntry& entry) { return entry.action == "application_read"; });
    return view;
  });
}

std::optional<std::pair<core::DocumentInfo, Bytes>> read_document(House& house, const Call& call,
                                                                  core::ApplicationId id,
                                                                  core::DocumentId document) {
  using Result = std::optional<std::pair<core::DocumentInfo, Bytes>>;
  return house.store.write([&](Ports& ports) -> Result {
    const auto application = ports.applications.find(id);
    if (!application) return {};
    const auto info = std::ranges::find(application->documents, document, &core::DocumentInfo::id);
    if (info == application->documents.end()) return {};
    auto contents = ports.documents.contents(id, document);
    if (!contents) return {};
    audit(ports, house, call, "document_read", subject("application", id), info->evidence);
    return std::pair{*info, std::move(*contents)};
  });
}

}  // namespace metroon::app
