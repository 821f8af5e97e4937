// Non-personal accounts: asked for by who may own one, approved by the office (A4).
#include "app/account.hpp"
#include "app/acts.hpp"
#include "app/office.hpp"
#include "app/usernames.hpp"
#include "base/text.hpp"
#include "core/account_state.hpp"

namespace metroon::app {
namespace {

using Asked = SharedRequestProblem;
using Decided = SharedDecisionProblem;

bool entitled(Ports& ports, const House& house, const Call& call, core::PersonId person) {
  return core::may_own_shared(house.policy, dossier_of(ports, person), call.now.day);
}

std::expected<SharedRequest, Decided> to_decide(Ports& ports, core::SharedRequestId id,
                                                std::int64_t version) {
  auto request = ports.shared_requests.find(id);
  if (!request) return std::unexpected{Decided::no_such_request};
  if (request->version != version) return std::unexpected{Decided::someone_was_first};
  if (request->stage != SharedStage::submitted) return std::unexpected{Decided::not_now};
  return std::move(*request);
}

std::expected<SharedRequest, Decided> close(Ports& ports, House& house, const Call& call,
                                            SharedRequest request, std::string_view action,
                                            std::string_view mail) {
  if (!ports.shared_requests.update(request)) return std::unexpected{Decided::someone_was_first};
  ++request.version;
  audit(ports, house, call, action, subject("shared_request", request.id), request.username);
  const auto asked_by = ports.accounts.of_person(request.by);
  if (asked_by && !core::may_be_written_to(asked_by->account)) return request;
  const auto person = ports.people.find(request.by).value();
  post(ports, house, call, {person.contact.email, person.contact.language}, mail,
       {{"name", full_name(person.names, person.contact.language)},
        {"username", request.username},
        {"title", request.title},
        {"message", request.office_message},
        {"link", house.base_url + "/account"}},
       house.policy.office.email);
  return request;
}

core::AccountId create(Ports& ports, House& house, const Call& call, const SharedRequest& request,
                       const AccountRecord& owner) {
  core::Account account;
  account.id = {house.random.next_id(call.now.instant)};
  account.sort = core::AccountSort::shared;
  account.username = request.username;
  account.realm = core::decide(house.policy, dossier_of(ports, request.by), call.now.day).realm;
  account.proof = owner.account.proof;  // Its owner was identified, and answers for it.
  account.addresses.push_back({request.username, account.realm});
  ports.accounts.insert({.account = account, .person = {}, .title = request.title});
  ports.accounts.add_owner(account.id, request.by);
  audit(ports, house, call, "shared_account_created", subject("account", account.id),
        request.username);
  return account.id;
}

}  // namespace

std::expected<SharedRequest, Asked> request_shared(House& house, const Call& call,
                                                   const HolderSession& holder,
                                                   std::string_view typed_username,
                                                   std::string_view typed_title,
                                                   std::string_view purpose) {
  using Result = std::expected<SharedRequest, Asked>;
  const SharedRequest request{.id = {house.random.next_id(call.now.instant)},
                              .by = holder.person,
                              .username = base::to_lower(base::squeeze(typed_username)),
                              .title = base::squeeze(typed_title),
                              .purpose = std::string{purpose},
                              .office_message = {},
                              .created = call.now.instant};
  return house.store.write([&](Ports& ports) -> Result {
    if (!entitled(ports, house, call, holder.person)) return std::unexpected{Asked::not_entitled};
    if (request.title.empty()) return std::unexpected{Asked::title_missing};
    if (base::squeeze(purpose).empty()) return std::unexpected{Asked::purpose_missing};
    if (!core::check_username(house.policy.usernames, request.username))
      return std::unexpected{Asked::username_malformed};
    if (is_taken(ports, request.username)) return std::unexpected{Asked::username_taken};
    ports.shared_requests.insert(request);
    audit(ports, house, call, "shared_account_asked_for", subject("shared_request", request.id),
          request.username);
    return request;
  });
}

std::optional<SharedView> open_shared_request(House& house, const Call& call,
                                              core::SharedRequestId id) {
  return house.store.write([&](Ports& ports) -> std::optional<SharedView> {
    auto request = ports.shared_requests.find(id);
    if (!request) return {};
    auto person = ports.people.find(request->by);
    const bool may = entitled(ports, house, call, request->by);
    note_reading(ports, house, call, request->by);
    return SharedView{std::move(*request), std::move(*person), may};
  });
}

std::expected<SharedRequest, Decided> approve_shared(House& house, const Call& call,
                                                     core::SharedRequestId id,
                                                     std::int64_t version) {
  using Result = std::expected<SharedRequest, Decided>;
  return house.store.write([&](Ports& ports) -> Result {
    auto request = to_decide(ports, id, version);
    if (!request) return request;
    const auto owner = ports.accounts.of_person(request->by);
    if (!owner || !entitled(ports, house, call, request->by))
      return std::unexpected{Decided::owner_not_entitled};
    if (is_taken(ports, request->username)) return std::unexpected{Decided::username_taken};
    request->account = create(ports, house, call, *request, *owner);
    request->stage = SharedStage::approved;
    return close(ports, house, call, std::move(*request), "shared_account_approved",
                 "mail.shared_approved");
  });
}

std::expected<SharedRequest, Decided> reject_shared(House& house, const Call& call,
                                                    core::SharedRequestId id, std::int64_t version,
                                                    std::string_view reason) {
  using Result = std::expected<SharedRequest, Decided>;
  return house.store.write([&](Ports& ports) -> Result {
    auto request = to_decide(ports, id, version);
    if (!request) return request;
    if (base::squeeze(reason).empty()) return std::unexpected{Decided::text_missing};
    request->stage = SharedStage::rejected;
    request->office_message = reason;
    return close(ports, house, call, std::move(*request), "shared_account_rejected",
                 "mail.shared_rejected");
  });
}

}  // namespace metroon::app
