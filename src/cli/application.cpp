#include "cli/application.hpp"

#include <fmt/format.h>

#include <boost/json.hpp>
#include <charconv>
#include <utility>

#include "base/bytes.hpp"
#include "cli/words.hpp"

namespace metroon::cli {
namespace {

using app::OfficeProblem;
namespace json = boost::json;

constexpr std::array waiting_stages{core::Stage::incomplete, core::Stage::submitted,
                                    core::Stage::needs_more, core::Stage::approved,
                                    core::Stage::handed_over};

Output tell(OfficeProblem problem) {
  switch (problem) {
    case OfficeProblem::no_such_application:
      return refusal("A01", "no such application", "look it up with `metroon application list`");
    case OfficeProblem::someone_was_first:
      return refusal("A02", "somebody has just changed this application", "look at it again");
    case OfficeProblem::not_now:
      return refusal("A03", "its stage does not allow this",
                     "see its stage with `metroon application show`");
    case OfficeProblem::text_missing:
      return refusal("A04", "a text for the applicant is missing",
                     "give it with --message or --reason");
    case OfficeProblem::documents_missing:
      return refusal("A05", "documents of the capacity are missing",
                     "ask for them with `metroon application ask`");
    case OfficeProblem::alike_undecided:
      return refusal("A06", "somebody alike is a member already",
                     "give --same-as PERSON, or --nobody-alike after looking");
    case OfficeProblem::alike_unknown:
      return refusal("A07", "that person is not among those alike",
                     "see them with `metroon application show`");
    case OfficeProblem::alike_conflicting:
      return refusal("A11", "that person has another AFM or AMKA",
                     "correct the member's data first, or ask the applicant");
    case OfficeProblem::account_closed:
      return refusal("A12", "that person's account was closed for good",
                     "see why with `metroon person show`; reject the application, and say why");
    case OfficeProblem::username_malformed:
      return refusal("A08", "the username breaks the policy's rules",
                     "use lower-case letters and digits, within the lengths");
    case OfficeProblem::username_taken:
      return refusal("A09", "the username was given to somebody once", "choose another");
  }
  std::unreachable();
}

std::optional<core::Application> numbered(app::House& house, std::string_view number) {
  return house.store.read([&](app::Ports& ports) {
    return ports.applications.find_number(base::normalise_code(number));
  });
}

Output said(const std::expected<core::Application, OfficeProblem>& done) {
  if (!done) return tell(done.error());
  return {fmt::format("{}: {}\n", done->number, to_word(done->stage)), 0};
}

json::object to_json(const app::QueueRow& row) {
  return {{"number", row.number},
          {"stage", to_word(row.stage)},
          {"first", row.first},
          {"last", row.last},
          {"kind", row.kind},
          {"unit", row.unit},
          {"submitted", base::to_iso(row.submitted)}};
}

json::object to_json(const app::ApplicationView& view, const core::Policy& policy) {
  const auto& application = view.application;
  json::array missing;
  for (const auto index : view.missing) missing.emplace_back(policy.evidence[index].key);
  json::array alike;
  for (const auto& one : view.alike) {
    if (!one.person) continue;
    alike.push_back(json::object{{"person", one.person->id.value}, {"username", one.username}});
  }
  json::array documents;
  for (const auto& document : application.documents)
    documents.push_back(json::object{
        {"evidence", document.evidence}, {"file", document.file_name}, {"size", document.size}});
  return {{"number", application.number},
          {"stage", to_word(application.stage)},
          {"kind", application.kind},
          {"unit", application.unit},
          {"first", application.names.first},
          {"last", application.names.last},
          {"birth", base::to_iso(application.birth)},
          {"email", application.contact.email},
          {"submitted", base::to_iso(application.submitted)},
          {"documents", documents},
          {"missing", missing},
          {"alike", alike},
          {"usernames", json::value_from(view.usernames)}};
}

std::string lines_of(const json::object& object) {
  std::string text;
  for (const auto& [key, value] : object)
    text +=
        fmt::format("{:<12}{}\n", std::string_view{key},
                    value.is_string() ? std::string{value.as_string()} : json::serialize(value));
  return text;
}

}  // namespace

Output application_list(app::House& house, const app::Call& call, std::string_view stage,
                        std::string_view text, Format format) {
  const auto named = core::from_word<core::Stage>(stage);
  if (!stage.empty() && !named)
    return refusal("A10", "no such stage", "see `metroon application list --help`");
  const auto stages = named ? std::span{&*named, 1} : std::span<const core::Stage>{waiting_stages};
  const auto queue = app::office_queue(house, call, stages, text, 1000, 0);
  if (format == Format::json) {
    json::array rows;
    for (const auto& row : queue.rows) rows.push_back(to_json(row));
    return {json::serialize(rows) + "\n", 0};
  }
  std::string out;
  for (const auto& row : queue.rows)
    out += fmt::format("{:<12}{:<12}{:<28}{} {}\n", row.number, to_word(row.stage), row.kind,
                       row.first, row.last);
  return {out.empty() ? "none\n" : out, 0};
}

Output application_show(app::House& house, const app::Call& call, std::string_view number,
                        Format format) {
  const auto application = numbered(house, number);
  const auto view =
      application ? app::open_application(house, call, application->id) : std::nullopt;
  if (!view) return tell(OfficeProblem::no_such_application);
  const auto object = to_json(*view, house.policy);
  return {format == Format::json ? json::serialize(object) + "\n" : lines_of(object), 0};
}

Output application_approve(app::House& house, const app::Call& call, std::string_view number,
                           const ApprovalArguments& given) {
  const auto application = numbered(house, number);
  if (!application) return tell(OfficeProblem::no_such_application);
  app::Approval approval{.version = application->version,
                         .username = given.username,
                         .same_as = {},
                         .nobody_alike = given.nobody_alike};
  const auto& id = given.same_as;
  std::from_chars(id.data(), id.data() + id.size(), approval.same_as.value);
  if (!id.empty() && !approval.same_as) return tell(OfficeProblem::alike_unknown);
  return said(app::approve_application(house, call, application->id, approval));
}

Output application_reject(app::House& house, const app::Call& call, std::string_view number,
                          std::string_view reason) {
  const auto application = numbered(house, number);
  if (!application) return tell(OfficeProblem::no_such_application);
  return said(app::reject_application(house, call, application->id, application->version, reason));
}

Output application_ask(app::House& house, const app::Call& call, std::string_view number,
                       std::string_view message) {
  const auto application = numbered(house, number);
  if (!application) return tell(OfficeProblem::no_such_application);
  return said(app::ask_for_more(house, call, application->id, application->version, message));
}

}  // namespace metroon::cli
