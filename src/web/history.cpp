#include "web/history.hpp"

#include <algorithm>
#include <array>

#include "app/declared_registries.hpp"
#include "app/detail.hpp"

namespace metroon::web {
namespace {

using core::Day;
using namespace std::string_view_literals;

// Their details are for programs to read back, or numbers of ours.
constexpr std::array without_words{"facts_kept"sv, "account_given_up"sv, "addresses_added"sv};
// What is an end to the record is the day after the last one to people.
constexpr std::array first_days_after{"ends"sv, "until"sv};

bool is_of(const auto& words, std::string_view word) {
  return std::ranges::find(words, word) != words.end();
}

std::optional<std::string> tail(std::string_view text, std::string_view beginning) {
  if (!text.starts_with(beginning)) return {};
  return std::string{text.substr(beginning.size())};
}

class Words {
 public:
  explicit Words(const Context& context) : context_{context} {}

  std::string of(const app::AuditEntry& entry) const {
    const auto& detail = entry.detail;
    if (is_of(without_words, entry.action)) return {};
    if (entry.action == "services_ended") return services(detail);
    if (detail.starts_with("person:") || detail.starts_with("account:") ||
        detail.starts_with("application:"))
      return after_number(detail);
    const auto parts = app::read_details(detail);
    if (!parts) return word(detail);
    std::string text;
    for (const auto& one : *parts) {
      const auto words = part(one);
      if (!words.empty()) text += (text.empty() ? "" : "; ") + words;
    }
    return text;
  }

 private:
  std::string day(Day day) const { return context_.texts.day(context_.language(), day); }

  std::string known(const std::string& key) const {
    return context_.texts.has(context_.language(), key) ? context_.text(key) : std::string{};
  }

  // A word of the policy's or of the rules', a day, or the office's own text.
  std::string word(const std::string& text) const {
    const auto& policy = context_.house.policy;
    if (const auto when = base::parse_day(text)) return day(*when);
    if (policy.kind_of(text)) return kind_name(context_, text);
    if (const auto service = policy.service_of(text))
      return context_.words(policy.services[*service].name);
    if (policy.unit(text) != nullptr) return unit_name(context_, text);
    if (policy.evidence_of(text)) return evidence_name(context_, text);
    if (text.starts_with("campaign:")) return context_.text("detail.campaign");
    if (text.starts_with("claim:")) return context_.text("detail.claim");
    auto named = known("detail_word." + text);
    if (named.empty()) named = known("field." + text);
    return named.empty() ? text : named;
  }

  // Several, with a sign between.
  std::string words(std::string_view text, std::string_view sign) const {
    std::string all;
    for (;;) {
      const auto end = text.find(sign);
      all += (all.empty() ? "" : ", ") + word(std::string{text.substr(0, end)});
      if (end == text.npos) return all;
      text.remove_prefix(end + sign.size());
    }
  }

  // `lists: undergraduate 77, while_active; wifi: …`: what ended.
  std::string services(std::string_view text) const {
    std::string all;
    for (;;) {
      const auto end = text.find("; ");
      const auto one = text.substr(0, end);
      all += (all.empty() ? "" : ", ") + word(std::string{one.substr(0, one.find(':'))});
      if (end == text.npos) return all;
      text.remove_prefix(end + 2);
    }
  }

  // `person:77: reason`
  static std::string after_number(std::string_view text) {
    const auto colon = text.find(": ");
    return colon == text.npos ? std::string{} : std::string{text.substr(colon + 2)};
  }

  std::string value(const std::string& name, const std::string& text) const {
    if (text.empty() || text == app::nothing) return std::string{app::nothing};
    if (name == "services") return words(text, " ");
    if (const auto when = base::parse_day(text))
      return day(is_of(first_days_after, name) ? *when - Day::duration{1} : *when);
    return word(text);
  }

  std::string item(const app::Detail::Item& item) const {
    const auto label = known("detail." + item.name);
    const auto change = app::read_change(item.value);
    const auto text =
        change ? value(item.name, change->before) + " → " + value(item.name, change->after)
               : value(item.name, item.value);
    return fmt::format("{} {}", label.empty() ? item.name : label, text);
  }

  std::string head(const std::string& text) const {
    if (const auto since = tail(text, "suspended "))
      return context_.text("detail.suspended", {{"day", value("from", *since)}});
    if (const auto key = tail(text, "row ")) return context_.text("detail.row", {{"key", *key}});
    if (text.ends_with(" days before")) return value("ending", text.substr(0, text.find(',')));
    const auto space = text.find(' ');
    if (space != text.npos && app::read_change(text))
      return item({text.substr(0, space), text.substr(space + 1)});
    // A capacity stands with its number.
    const bool numbered = space != text.npos && app::read_number(text.substr(space + 1));
    return numbered && context_.house.policy.kind_of(text.substr(0, space))
               ? kind_name(context_, text.substr(0, space))
               : words(text, ", ");
  }

  std::string part(const app::Detail& detail) const {
    auto text = head(detail.head);
    std::string_view before = ": ";
    for (const auto& one : detail.items) {
      text += std::string{text.empty() ? "" : before} + item(one);
      before = ", ";
    }
    return text;
  }

  const Context& context_;
};

}  // namespace

std::string Actors::staff_name(const std::string& login) {
  const auto [at, is_new] = staff_.try_emplace(login, login);
  if (is_new)
    if (const auto staff = context_.house.store.read(
            [&](app::Ports& ports) { return ports.staff.by_login(login); }))
      at->second = staff->name;
  return at->second;
}

std::string Actors::name(std::string_view actor) {
  const auto colon = std::min(actor.find(':'), actor.size());
  const auto sort = actor.substr(0, colon);
  const std::string one{actor.substr(std::min(colon + 1, actor.size()))};
  if (sort == "staff") return staff_name(one);
  if (sort == "registry") {
    const auto* registry = app::find_registry(context_.house.declared, one);
    return registry == nullptr ? one : context_.words(registry->title);
  }
  const auto key = fmt::format("actor.{}", sort);
  if (!context_.texts.has(context_.language(), key)) return std::string{actor};
  return sort == "holder" && !one.empty() ? fmt::format("{} ({})", context_.text(key), one)
                                          : context_.text(key);
}

std::string action_text(const Context& context, const std::string& action) {
  const auto key = "audit." + action;
  return context.texts.has(context.language(), key) ? context.text(key) : action;
}

std::string detail_text(const Context& context, const app::AuditEntry& entry) {
  return Words{context}.of(entry);
}

std::string source_text(const Context& context, const std::string& asserted_by) {
  const auto space = asserted_by.find(' ');
  const auto rest = space == asserted_by.npos ? std::string{} : asserted_by.substr(space + 1);
  if (asserted_by.starts_with("application "))
    return context.text("detail.by_application", {{"number", rest}});
  if (asserted_by.starts_with("claim ")) return context.text("detail.by_claim", {{"number", rest}});
  if (!asserted_by.starts_with("registry ")) return asserted_by;
  const auto* registry = app::find_registry(context.house.declared, rest);
  return registry == nullptr ? rest : context.words(registry->title);
}

void put_history(View& page, const Context& context, const std::vector<app::AuditEntry>& entries) {
  Actors actors{context};
  for (const auto& entry : entries) {
    const auto detail = detail_text(context, entry);
    page.add("HISTORY")
        .set("WHEN", context.texts.time(context.language(), entry.at))
        .set("ACTOR", actors.name(entry.actor))
        .set("ACTION", action_text(context, entry.action))
        .set("DETAIL", detail)
        .show("HAS_DETAIL", !detail.empty());
  }
}

}  // namespace metroon::web
