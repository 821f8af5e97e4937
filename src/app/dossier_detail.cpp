#include "app/dossier_detail.hpp"

#include <algorithm>
#include <ranges>

#include "app/affiliation_detail.hpp"
#include "core/words.hpp"

namespace metroon::app {
namespace {

using core::Policy;

constexpr std::string_view days_before = " days before";
constexpr std::string_view suspended = "suspended ";
constexpr std::string_view affiliation_head = "affiliation ";
constexpr std::string_view account_head = "account ";
constexpr std::string_view choice_head = "choice";
constexpr std::string_view hold_head = "hold";
constexpr std::string_view notice_head = "notice ";

std::string or_nothing(const std::optional<Day>& day) {
  return day ? base::to_iso(*day) : std::string{nothing};
}

std::string on_or_off(bool on) {
  return on ? "on" : "off";
}

std::optional<bool> read_on(std::string_view text) {
  if (text == "on") return true;
  if (text == "off") return false;
  return {};
}

void add_day(Detail& detail, std::string_view name, const std::optional<Day>& day) {
  if (day) detail.add(name, base::to_iso(*day));
}

// Takes the item of that name, if it is there. @return false if it is there and no day.
bool take_day(const Detail& detail, std::string_view name, std::optional<Day>& into) {
  const auto* text = detail.find(name);
  if (text == nullptr) return true;
  into = base::parse_day(*text);
  return into.has_value();
}

std::string text_of(const Detail& detail, std::string_view name) {
  const auto* text = detail.find(name);
  return text == nullptr ? std::string{} : *text;
}

std::string words_of(const Policy& policy, const core::ServiceSet& services) {
  std::string words;
  for (core::ServiceIndex service = 0; service < policy.services.size(); ++service)
    if (services.test(service)) words += (words.empty() ? "" : " ") + policy.services[service].key;
  return words.empty() ? std::string{nothing} : words;
}

core::ServiceSet read_services(const Policy& policy, std::string_view words) {
  core::ServiceSet services;
  for (const auto word : std::views::split(words, ' '))
    if (const auto service = policy.service_of(std::string_view{word.begin(), word.end()}))
      services.set(*service);
  return services;
}

Detail notice_detail(const Policy& policy, const core::Notice& it) {
  Detail detail{.head = base::to_iso(it.ending) + ", " + std::to_string(it.days_before) +
                        std::string{days_before},
                .items = {}};
  add_day(detail, "accepted", it.accepted);
  if (it.services) detail.add("services", words_of(policy, *it.services));
  return detail;
}

std::optional<core::Notice> read_notice(const Policy& policy, std::string_view head,
                                        const Detail& detail) {
  const auto comma = std::min(head.find(", "), head.size());
  const auto ending = base::parse_day(head.substr(0, comma));
  if (!ending || !head.ends_with(days_before)) return {};
  head.remove_prefix(comma + 2);
  head.remove_suffix(std::min(days_before.size(), head.size()));
  const auto step = read_number(head);
  if (!step) return {};
  core::Notice read{.ending = *ending, .days_before = static_cast<int>(*step), .accepted = {}};
  if (!take_day(detail, "accepted", read.accepted)) return {};
  if (const auto* words = detail.find("services")) read.services = read_services(policy, *words);
  return read;
}

Detail account_detail(const Policy& policy, const core::Account& it) {
  Detail detail{.head = std::string{account_head} + std::to_string(it.id.value), .items = {}};
  detail.add("sort", std::string{core::to_word(it.sort)});
  detail.add("name", it.username);
  detail.add("realm", policy.realms[it.realm].name);
  add_day(detail, "made", it.made);
  add_day(detail, "proof", it.proof);
  add_day(detail, "activated", it.activated);
  if (it.suspended) {
    add_day(detail, "suspended", it.suspended->from);
    detail.add("reason", it.suspended->reason);
  }
  add_day(detail, "closed", it.closed);
  for (const auto& one : it.addresses) detail.add("address", detail_of(policy, one));
  return detail;
}

bool read_addresses(const Policy& policy, const Detail& detail, core::Account& into) {
  for (const auto& [name, value] : detail.items) {
    if (name != "address") continue;
    const auto read = read_address(policy, value);
    if (!read) return false;
    into.addresses.push_back(read->address);
  }
  return true;
}

std::optional<core::Account> read_account(const Policy& policy, std::string_view head,
                                          const Detail& detail) {
  const auto id = read_id<core::AccountId>(head);
  const auto sort = core::from_word<core::AccountSort>(text_of(detail, "sort"));
  const auto realm = policy.realm_of(text_of(detail, "realm"));
  std::optional<Day> suspended_from;
  core::Account read;
  if (!id || !sort || !realm || !take_day(detail, "made", read.made) ||
      !take_day(detail, "proof", read.proof) || !take_day(detail, "activated", read.activated) ||
      !take_day(detail, "suspended", suspended_from) || !take_day(detail, "closed", read.closed) ||
      !read_addresses(policy, detail, read))
    return {};
  read.id = *id;
  read.sort = *sort;
  read.realm = *realm;
  read.username = text_of(detail, "name");
  if (suspended_from) read.suspended = {*suspended_from, text_of(detail, "reason")};
  return read;
}

Detail hold_detail(const core::Hold& it) {
  Detail detail{.head = std::string{hold_head}, .items = {}};
  add_day(detail, "from", it.from);
  add_day(detail, "until", it.until);
  if (it.affiliation) detail.add("affiliation", std::to_string(it.affiliation.value));
  detail.add("by", it.by);
  detail.add("reason", it.reason);
  return detail;
}

std::optional<core::Hold> read_hold(const Detail& detail) {
  core::Hold read{.by = text_of(detail, "by")};
  std::optional<Day> from;
  if (!take_day(detail, "from", from) || !from || !take_day(detail, "until", read.until)) return {};
  read.from = *from;
  read.reason = text_of(detail, "reason");
  if (const auto* whose = detail.find("affiliation")) {
    const auto id = read_id<core::AffiliationId>(*whose);
    if (!id) return {};
    read.affiliation = *id;
  }
  return read;
}

Detail choice_detail(const Policy& policy, const core::Choice& it) {
  Detail detail{.head = std::string{choice_head}, .items = {}};
  detail.add(policy.services[it.service].key, on_or_off(it.on));
  return detail;
}

// A service that the policy no longer has does not matter any more.
bool read_choice(const Policy& policy, const Detail& detail, std::vector<core::Choice>& into) {
  if (detail.items.size() != 1) return false;
  const auto& [key, value] = detail.items.front();
  const auto service = policy.service_of(key);
  const auto on = read_on(value);
  if (service && on) into.push_back({*service, *on});
  return on.has_value();
}

// Adds what was read, if anything was.
template <class Fact>
bool take(std::vector<Fact>& into, std::optional<Fact> read) {
  if (!read) return false;
  into.push_back(std::move(*read));
  return true;
}

std::optional<std::string_view> after(std::string_view head, std::string_view beginning) {
  return head.starts_with(beginning) ? std::optional{head.substr(beginning.size())} : std::nullopt;
}

bool read_fact(const Policy& policy, Detail detail, core::Dossier& into) {
  const std::string head = detail.head;
  if (const auto rest = after(head, affiliation_head)) {
    detail.head = *rest;
    return take(into.affiliations, read_affiliation(policy, detail));
  }
  if (const auto rest = after(head, account_head)) {
    into.account = read_account(policy, *rest, detail);
    return into.account.has_value();
  }
  if (const auto rest = after(head, notice_head))
    return take(into.notices, read_notice(policy, *rest, detail));
  if (head == hold_head) return take(into.holds, read_hold(detail));
  return head == choice_head && read_choice(policy, detail, into.choices);
}

}  // namespace

std::string detail_of(const Policy& policy, const core::Notice& it) {
  return to_text(notice_detail(policy, it));
}

std::string detail_of(const Policy& policy, std::span<const core::Notice> notices) {
  std::vector<Detail> details;
  for (const auto& one : notices) details.push_back(notice_detail(policy, one));
  return to_text(details);
}

std::optional<core::NoticeGiven> read_notice(const Policy& policy, std::string_view text) {
  const auto detail = read_detail(text);
  const auto notice = detail ? read_notice(policy, detail->head, *detail) : std::nullopt;
  return notice ? std::optional{core::NoticeGiven{*notice}} : std::nullopt;
}

std::optional<core::NoticesTakenBack> read_notices(const Policy& policy, std::string_view text) {
  const auto details = read_details(text);
  core::NoticesTakenBack read;
  if (!details || details->empty()) return {};
  for (const auto& one : *details)
    if (!take(read.notices, read_notice(policy, one.head, one))) return {};
  return read;
}

std::string hold_moved_detail(const core::Hold& before, Day until, std::string_view why) {
  Detail detail{.head = before.by, .items = {}};
  detail.add_change("until", before.until ? base::to_iso(*before.until) : "", base::to_iso(until));
  if (!why.empty()) detail.add("why", std::string{why});
  return to_text(detail);
}

std::optional<core::HoldMoved> read_hold_moved(const Policy&, std::string_view text) {
  const auto detail = read_detail(text);
  const auto* until = detail ? detail->find("until") : nullptr;
  const auto change = until ? read_change(*until) : std::nullopt;
  const auto before = change ? read_maybe_day(change->before) : std::nullopt;
  if (!before) return {};
  return core::HoldMoved{detail->head, *before};
}

std::string switched_detail(const Policy& policy, const core::Dossier& before,
                            core::ServiceIndex service, bool on) {
  const auto chosen = std::ranges::find(before.choices, service, &core::Choice::service);
  Detail detail{.head = policy.services[service].key, .items = {}};
  detail.add_change("choice", chosen == before.choices.end() ? "" : on_or_off(chosen->on),
                    on_or_off(on));
  return to_text(detail);
}

std::optional<core::Switched> read_switched(const Policy& policy, std::string_view text) {
  const auto detail = read_detail(text);
  const auto* choice = detail ? detail->find("choice") : nullptr;
  const auto change = choice ? read_change(*choice) : std::nullopt;
  const auto service = detail ? policy.service_of(detail->head) : std::nullopt;
  if (!change || !service) return {};
  const auto before = read_on(change->before);
  if (!before && !change->before.empty()) return {};
  return core::Switched{*service, before};
}

std::string resumed_detail(const core::Suspension& before, std::string_view why) {
  Detail detail{.head = std::string{suspended} + base::to_iso(before.from), .items = {}};
  detail.add("reason", before.reason);
  detail.add("why", std::string{why});
  return to_text(detail);
}

std::optional<core::Resumed> read_resumed(const Policy&, std::string_view text) {
  const auto detail = read_detail(text);
  const auto rest = detail ? after(detail->head, suspended) : std::nullopt;
  const auto from = rest ? base::parse_day(*rest) : std::nullopt;
  if (!from || detail->find("reason") == nullptr) return {};
  return core::Resumed{{*from, text_of(*detail, "reason")}};
}

std::string proof_detail(const std::optional<Day>& before, Day after) {
  return "proof " + or_nothing(before) + " → " + base::to_iso(after);
}

std::optional<core::ProofMoved> read_proof(const Policy&, std::string_view text) {
  const auto rest = after(text, "proof ");
  const auto change = rest ? read_change(*rest) : std::nullopt;
  const auto before = change ? read_maybe_day(change->before) : std::nullopt;
  if (!before) return {};
  return core::ProofMoved{*before};
}

std::string detail_of(const Policy& policy, const core::Address& it) {
  return it.local + "@" + policy.realms[it.realm].name;
}

std::optional<core::AddressAdded> read_address(const Policy& policy, std::string_view text) {
  const auto at = std::min(text.rfind('@'), text.size());
  const auto realm = at < text.size() ? policy.realm_of(text.substr(at + 1)) : std::nullopt;
  if (!realm) return {};
  return core::AddressAdded{{std::string{text.substr(0, at)}, *realm}};
}

std::string detail_of(const Policy& policy, const core::Dossier& it) {
  std::vector<Detail> details;
  if (it.account) details.push_back(account_detail(policy, *it.account));
  for (const auto& one : it.affiliations) {
    auto detail = affiliation_detail(policy, one);
    detail.head = std::string{affiliation_head} + detail.head;
    detail.add("by", one.asserted_by);
    details.push_back(std::move(detail));
  }
  for (const auto& one : it.choices) details.push_back(choice_detail(policy, one));
  for (const auto& one : it.holds) details.push_back(hold_detail(one));
  for (const auto& one : it.notices) {
    auto detail = notice_detail(policy, one);
    detail.head = std::string{notice_head} + detail.head;
    details.push_back(std::move(detail));
  }
  return details.empty() ? std::string{nothing} : to_text(details);
}

std::optional<core::FactsKept> read_facts(const Policy& policy, std::string_view text) {
  if (text == nothing) return core::FactsKept{};
  const auto details = read_details(text);
  if (!details || details->empty()) return {};
  core::FactsKept kept;
  for (const auto& one : *details)
    if (!read_fact(policy, one, kept.before)) return {};
  return kept;
}

}  // namespace metroon::app
