#include "app/sessions.hpp"

#include "app/acts.hpp"
#include "base/text.hpp"

namespace metroon::app {
namespace {

constexpr std::chrono::minutes idle{30};
constexpr std::chrono::hours holder_longest{12};
constexpr std::chrono::hours staff_longest{10};
// A session is marked as used at most so often: most page views write nothing.
constexpr std::chrono::seconds touch_every{60};

std::optional<Session> live_session(Ports& ports, const Call& call, SessionOf whose,
                                    const base::Secret& token) {
  auto session = ports.sessions.find(token);
  if (!session || session->whose != whose) return {};
  const auto longest = whose == SessionOf::holder ? holder_longest : staff_longest;
  const auto now = call.now.instant;
  if (now - session->last_seen > idle || now - session->created > longest) return {};
  return session;
}

void keep_alive(House& house, const Call& call, const Session& session, const base::Secret& token) {
  if (call.now.instant - session.last_seen < touch_every) return;
  house.store.write([&](Ports& ports) { ports.sessions.touch(token, call.now.instant); });
}

}  // namespace

base::Secret open_session(Ports& ports, House& house, const Call& call, SessionOf whose,
                          std::int64_t subject) {
  auto token = mint_token(house.random);
  ports.sessions.insert(token, {.whose = whose,
                                .subject = subject,
                                .created = call.now.instant,
                                .last_seen = call.now.instant});
  return token;
}

base::Secret normalised(const base::Secret& password) {
  if (!base::is_clean_utf8(password.reveal())) return {};
  return base::Secret{base::nfkc(password.reveal())};
}

std::vector<core::PasswordProblem> unfit(const House& house, const base::Secret& password,
                                         const core::Person* person, std::string_view username) {
  std::vector<std::string> about{std::string{username}};
  if (person) {
    const auto& names = person->names;
    about.insert(about.end(), {names.first, names.last, names.father, names.first_latin,
                               names.last_latin, base::to_iso(person->birth).substr(0, 4)});
  }
  std::erase(about, "");
  return core::check_password(
      house.policy.passwords, password.reveal(), about,
      [&](std::string_view folded) { return house.passwords.is_common(folded); });
}

std::optional<HolderSession> holder_session(House& house, const Call& call,
                                            const base::Secret& token) {
  if (token.empty()) return {};
  struct Found {
    Session session;
    HolderSession holder;
  };
  const auto found = house.store.read([&](Ports& ports) -> std::optional<Found> {
    const auto session = live_session(ports, call, SessionOf::holder, token);
    if (!session) return {};
    const auto record = ports.accounts.find({session->subject});
    if (!record || !record->person || record->account.closed || record->account.suspended)
      return {};
    return Found{*session, {record->account.id, record->person, record->account.username}};
  });
  if (!found) return {};
  keep_alive(house, call, found->session, token);
  return found->holder;
}

std::optional<Staff> staff_session(House& house, const Call& call, const base::Secret& token) {
  if (token.empty()) return {};
  using Found = std::pair<Session, Staff>;
  const auto found = house.store.read([&](Ports& ports) -> std::optional<Found> {
    const auto session = live_session(ports, call, SessionOf::staff, token);
    if (!session) return {};
    auto staff = ports.staff.find({session->subject});
    if (!staff || !staff->active) return {};
    return Found{*session, std::move(*staff)};
  });
  if (!found) return {};
  keep_alive(house, call, found->first, token);
  return found->second;
}

void sign_out(House& house, const Call& call, const base::Secret& token) {
  house.store.write([&](Ports& ports) {
    const auto session = ports.sessions.find(token);
    if (!session) return;
    ports.sessions.remove(token);
    const std::string whose = session->whose == SessionOf::holder ? "account:" : "staff:";
    audit(ports, house, call, "signed_out", whose + std::to_string(session->subject));
  });
}

}  // namespace metroon::app
