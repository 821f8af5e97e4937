#include "cli/audit.hpp"

#include <fmt/format.h>

#include <boost/json.hpp>
#include <utility>

#include "app/acts.hpp"

namespace metroon::cli {
namespace {

namespace json = boost::json;

std::string_view word_of(app::ChainFault fault) {
  switch (fault) {
    case app::ChainFault::altered:
      return "altered";
    case app::ChainFault::missing:
      return "missing";
    case app::ChainFault::end_missing:
      return "end_missing";
    case app::ChainFault::added:
      return "added";
  }
  std::unreachable();
}

std::string_view word_of(app::CheckpointFault fault) {
  switch (fault) {
    case app::CheckpointFault::forged:
      return "forged";
    case app::CheckpointFault::differs:
      return "differs";
    case app::CheckpointFault::removed:
      return "removed";
    case app::CheckpointFault::end_missing:
      return "end_missing";
    case app::CheckpointFault::older:
      return "older";
  }
  std::unreachable();
}

std::string sentence(const app::BrokenAt& broken) {
  switch (broken.fault) {
    case app::ChainFault::altered:
      return fmt::format(
          "entry {} was altered, inserted or moved: it does not follow from the one "
          "before it",
          broken.number);
    case app::ChainFault::missing:
      return fmt::format("entry {} is missing: later ones are there", broken.number);
    case app::ChainFault::end_missing:
      return fmt::format("the entries from {} on are missing", broken.number);
    case app::ChainFault::added:
      return fmt::format("entry {} was added {} of the chain", broken.number,
                         broken.number < 1 ? "before the beginning" : "past the end");
  }
  std::unreachable();
}

std::string sentence(const app::CheckpointFinding& it, std::int64_t entries) {
  const auto& one = it.checkpoint;
  const auto name = fmt::format("{}checkpoint {} of {}", it.outside ? "kept " : "", one.number,
                                base::to_iso(one.at));
  switch (it.fault) {
    case app::CheckpointFault::forged:
      return name + " is not signed by a key of this key file";
    case app::CheckpointFault::differs:
      return name + (it.outside
                         ? " names another history: entries up to it were rewritten, or an older "
                           "backup was restored and work went on"
                         : " was signed over other entries: history up to it was rewritten");
    case app::CheckpointFault::removed:
      return name + fmt::format(" names checkpoint {} before it, which is not there", one.before);
    case app::CheckpointFault::end_missing:
      return name +
             fmt::format(" covers entries {} to {}, which were removed", entries + 1, one.number);
    case app::CheckpointFault::older:
      return name + fmt::format(
                        " is newer than this database: it was restored from an older "
                        "backup, and entries {} to {} are not in it",
                        entries + 1, one.number);
  }
  std::unreachable();
}

json::object to_json(const app::Checkpoint& it) {
  return {{"number", it.number},
          {"hash", base::to_hex(it.hash)},
          {"at", it.at.time_since_epoch().count()},
          {"before", it.before},
          {"key", base::to_hex(it.key)},
          {"signature", base::to_hex(it.signature)}};
}

json::object to_json(const app::NumberedEntry& it) {
  json::object object{{"number", it.number},
                      {"time", base::to_iso(it.entry.at)},
                      {"at", it.entry.at.time_since_epoch().count()},
                      {"actor", it.entry.actor},
                      {"action", it.entry.action},
                      {"subject", it.entry.subject},
                      {"detail", it.entry.detail},
                      {"client", it.entry.client},
                      {"policy_hash", it.entry.policy_hash},
                      {"hash", base::to_hex(it.hash)}};
  if (!it.erased.empty()) object["erased"] = base::to_hex(it.erased);
  return object;
}

std::optional<app::Checkpoint> read_checkpoint(std::string_view line) {
  boost::system::error_code error;
  const auto value = json::parse(line, error);
  if (error || !value.is_object()) return {};
  try {
    const auto hex = [&](const char* name) {
      return base::from_hex(std::string_view{value.at(name).as_string()});
    };
    return app::Checkpoint{.number = value.at("number").as_int64(),
                           .hash = hex("hash"),
                           .at = app::Instant{std::chrono::milliseconds{value.at("at").as_int64()}},
                           .before = value.at("before").as_int64(),
                           .key = hex("key"),
                           .signature = hex("signature")};
  } catch (const std::exception&) {
    return {};
  }
}

Output verdict_json(const app::AuditVerdict& verdict, int exit_code) {
  json::object object{{"holds", verdict.holds()},
                      {"entries", verdict.entries},
                      {"checkpoints", verdict.checkpoints},
                      {"kept", verdict.outside}};
  object["last_checkpoint"] =
      verdict.last ? json::value(to_json(*verdict.last)) : json::value{nullptr};
  object["broken"] = verdict.broken ? json::value{{"number", verdict.broken->number},
                                                  {"fault", word_of(verdict.broken->fault)}}
                                    : json::value{nullptr};
  json::array findings;
  for (const auto& one : verdict.findings)
    findings.push_back(json::object{
        {"fault", word_of(one.fault)}, {"number", one.checkpoint.number}, {"kept", one.outside}});
  object["findings"] = findings;
  return {json::serialize(object) + "\n", exit_code};
}

std::string coverage(const app::AuditVerdict& verdict) {
  if (!verdict.last) return "no checkpoint has been signed yet";
  return fmt::format("{} checkpoints, the last one over entry {} at {}; {} entries since",
                     verdict.checkpoints, verdict.last->number, base::to_iso(verdict.last->at),
                     std::max<std::int64_t>(0, verdict.entries - verdict.last->number));
}

Output history_changed() {
  return refusal("V01", "the audit is not what was signed before; nothing was signed",
                 "run `metroon audit verify`, keep the database as it is, see audit.md");
}

}  // namespace

std::string checkpoint_line(const app::Checkpoint& it) {
  return json::serialize(to_json(it)) + "\n";
}

Output audit_verify(app::House& house, std::string_view kept_elsewhere, Format format) {
  std::vector<app::Checkpoint> outside;
  for (int number = 1; !kept_elsewhere.empty(); ++number) {
    const auto line = kept_elsewhere.substr(0, kept_elsewhere.find('\n'));
    kept_elsewhere.remove_prefix(std::min(kept_elsewhere.size(), line.size() + 1));
    if (line.empty()) continue;
    auto read = read_checkpoint(line);
    if (!read)
      return refusal("V03", fmt::format("line {} of the file is no checkpoint", number),
                     "give the lines that `metroon audit checkpoint` printed");
    outside.push_back(std::move(*read));
  }
  const auto verdict = app::verify_audit(house, std::move(outside));
  const int exit_code = verdict.holds() ? 0 : 1;
  if (format == Format::json) return verdict_json(verdict, exit_code);
  std::string text;
  if (verdict.broken) text += "broken: " + sentence(*verdict.broken) + "\n";
  for (const auto& one : verdict.findings) text += sentence(one, verdict.entries) + "\n";
  text += fmt::format(
      "{} entries follow from one another; {}{}: {}\n", verdict.entries, coverage(verdict),
      verdict.outside > 0 ? fmt::format("; {} kept elsewhere", verdict.outside) : "",
      verdict.holds() ? "the audit holds" : "the audit does not hold");
  return {text, exit_code};
}

Output audit_checkpoint(app::House& house, const app::Call& call) {
  const auto made = app::sign_checkpoint(house, call);
  if (made) return {checkpoint_line(*made), 0};
  switch (made.error()) {
    case app::SignProblem::history_changed:
      return history_changed();
    case app::SignProblem::nothing_to_sign:
      return refusal("V02", "the audit has no entry yet", "sign it when something has happened");
  }
  std::unreachable();
}

Output audit_export(app::House& house, const app::Call& call, const AuditExport& wanted,
                    const std::function<void(std::string_view)>& write) {
  const auto from = base::parse_day(wanted.from);
  const auto to = base::parse_day(wanted.to);
  if ((!wanted.from.empty() && !from) || (!wanted.to.empty() && !to))
    return refusal("V04", "a day is not written as one", "write YYYY-MM-DD");
  const auto midnight = [&](app::Day day) { return app::day_begins(house, day); };
  app::AuditSearch search{.subject = wanted.subject, .actor = wanted.actor, .action = {}};
  if (from) search.from = midnight(*from);
  if (to) search.before = midnight(*to + std::chrono::days{1});
  app::export_audit(house, call, search, [&](const app::NumberedEntry& one) {
    write(json::serialize(to_json(one)) + "\n");
  });
  return {};
}

}  // namespace metroon::cli
