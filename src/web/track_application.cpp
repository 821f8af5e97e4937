// One application, as its applicant sees it: the stage, what is missing, what comes next (B3, B5).
#include <algorithm>
#include <array>
#include <utility>

#include "app/acts.hpp"
#include "web/office.hpp"
#include "web/pages.hpp"
#include "web/papers.hpp"

namespace metroon::web {
namespace {

using app::SupplyProblem;
using core::Stage;
using core::Step;

bool contains(const std::vector<core::EvidenceIndex>& papers, core::EvidenceIndex index) {
  return std::ranges::find(papers, index) != papers.end();
}

std::string problem_text(const Context& context, SupplyProblem problem) {
  switch (problem) {
    case SupplyProblem::no_such_application:
    case SupplyProblem::not_now:
      return {};  // Pages of their own.
    case SupplyProblem::not_a_document:
      return context.text("problem_of.not_a_document");
    case SupplyProblem::too_large:
      return context.text("problem_of.too_large");
    case SupplyProblem::too_many:
      return context.text("problem_of.too_many");
    case SupplyProblem::no_room:
      return context.text("problem_of.no_room");
    case SupplyProblem::unknown_evidence:
      return context.text("problem_of.unknown_choice");
  }
  return {};
}

// Which form was sent, and what was wrong with it.
struct Refused {
  std::string_view evidence;
  SupplyProblem problem{};
};

// A form for each missing paper.
void put_supply(View& page, Context& context, const app::Tracked& tracked,
                const std::optional<Refused>& refused) {
  for (const auto index : tracked.missing) {
    const auto& evidence = context.house.policy.evidence[index];
    auto file = paper_field(context, evidence);
    file.required = true;
    if (refused && refused->evidence == evidence.key)
      file.error = problem_text(context, refused->problem);
    put_form(page, "SUPPLY",
             {.action = "/track/document",
              .submit = context.text("track.send"),
              .fields = {std::move(file)},
              .hidden = {{"evidence", evidence.key}}},
             context.token());
  }
}

// What else may be handed in: the capacity's papers once more, and any the office may have asked
// for.
std::vector<Option> other_papers(const Context& context, const app::Tracked& tracked) {
  const auto& policy = context.house.policy;
  std::vector<Option> options;
  const auto kind = policy.kind_of(tracked.application.kind);
  const auto asked = [&](core::EvidenceIndex index) {
    if (tracked.application.stage == Stage::needs_more) return true;
    return kind && contains(policy.affiliations[*kind].joining_evidence, index);
  };
  for (core::EvidenceIndex index = 0; index < policy.evidence.size(); ++index) {
    const auto& evidence = policy.evidence[index];
    if (evidence.identity || contains(tracked.missing, index) || !asked(index)) continue;
    options.push_back({.value = evidence.key, .label = context.words(evidence.name), .hint = {}});
  }
  return options;
}

void put_other(View& page, Context& context, const app::Tracked& tracked,
               const std::optional<Refused>& refused) {
  FieldView which{.name = "evidence",
                  .label = context.text("track.which"),
                  .input = Input::select,
                  .value = std::string{context.form("evidence")},
                  .options = other_papers(context, tracked)};
  if (which.options.empty()) return;
  FieldView file{.name = "file",
                 .label = context.text("track.file"),
                 .input = Input::file,
                 .hint = file_hint(context),
                 .accept = std::string{allowed_files}};
  const bool ours =
      refused && std::ranges::none_of(tracked.missing, [&](core::EvidenceIndex index) {
        return context.house.policy.evidence[index].key == refused->evidence;
      });
  if (ours)
    (refused->problem == SupplyProblem::unknown_evidence ? which : file).error =
        problem_text(context, refused->problem);
  auto section = page.add("OTHER");
  section.show("OPEN", ours || tracked.application.stage == Stage::needs_more);
  put_form(section, "SUPPLY_OTHER",
           {.action = "/track/document",
            .submit = context.text("track.send"),
            .fields = {std::move(which), std::move(file)}},
           context.token());
}

void put_papers(View& page, Context& context, const app::Tracked& tracked,
                const std::optional<Refused>& refused) {
  const auto stage = tracked.application.stage;
  if (core::allows(stage, Step::supply)) {
    put_missing(page, context, tracked.missing);
    put_supply(page, context, tracked, refused);
    put_other(page, context, tracked, refused);
  }
  if (stage == Stage::approved) put_bring(page, "BRING_NOW", context, tracked.to_bring);
  if (stage < Stage::approved) put_bring(page, "BRING_LATER", context, tracked.to_bring);
}

// The way of an application: what lies behind it, where it stands, what is ahead. One that has
// ended otherwise has none.
void put_way(View& page, const Context& context, const core::Application& application) {
  struct Mark {
    std::string_view key;
    Stage last;  ///< It lies behind once the application is past this stage.
  };
  static constexpr std::array way{
      Mark{"track.way_submit", Stage::draft},      Mark{"track.way_confirm", Stage::unconfirmed},
      Mark{"track.way_papers", Stage::incomplete}, Mark{"track.way_decide", Stage::needs_more},
      Mark{"track.way_collect", Stage::approved},  Mark{"track.way_activate", Stage::handed_over}};
  if (application.stage > Stage::activated) return;
  const auto kind = context.house.policy.kind_of(application.kind);
  const bool asks_papers =
      kind && std::ranges::any_of(context.house.policy.affiliations[*kind].joining_evidence,
                                  [&](core::EvidenceIndex index) {
                                    return !context.house.policy.evidence[index].identity;
                                  });
  auto list = page.add("HAS_WAY");
  bool present = true;
  for (const auto& mark : way) {
    if (mark.last == Stage::incomplete && !asks_papers) continue;
    const bool past = application.stage > mark.last;
    list.add("WAY")
        .set("STEP", context.text(mark.key))
        .show("PAST", past)
        .show("PRESENT", !past && std::exchange(present, false));
  }
}

Response show(Context& context, const std::optional<Refused>& refused) {
  const auto tracked = app::tracked(context.house, context.call, context.cookie("track"));
  if (!tracked) return context.redirect("/track", "track_again");
  const auto& application = tracked->application;
  View page;
  put_stage(page, context, application.stage);
  page.set("NUMBER", app::grouped(application.number, 5));
  page.set("NEXT", context.text(key_of(application.stage) + ".next"));
  if (!application.office_message.empty())
    page.add("MESSAGE").set("TEXT", application.office_message);
  put_way(page, context, application);
  put_papers(page, context, *tracked, refused);
  if (application.stage == Stage::unconfirmed)
    put_form(page, "RESEND",
             {.action = "/track/resend", .submit = context.text("track.resend"), .secondary = true},
             context.token());
  page.show("ACTIVATE", application.stage == Stage::handed_over);
  if (core::allows(application.stage, Step::withdraw))
    put_form(
        page, "WITHDRAW",
        {.action = "/track/withdraw", .submit = context.text("track.withdraw"), .danger = true},
        context.token());
  put_capacity_facts(page, context, application);
  put_person_facts(page, context, application.names, application.birth, application.contact,
                   application.identifiers);
  for (const auto& document : application.documents)
    put_fact(page, evidence_name(context, document.evidence),
             fmt::format("{} ({})", document.file_name,
                         context.texts.time(context.language(), document.received)));
  return context.page("track_application", page, context.text("track.your_application"),
                      refused ? 422 : 200);
}

Response supply(Context& context) {
  app::Upload upload;
  upload.evidence = context.form("evidence");
  if (!context.request.files.empty()) {
    const auto& file = context.request.files.front();
    upload.file_name = file.name;
    upload.media_type = file.media_type;
    upload.bytes = base::Bytes{file.bytes.begin(), file.bytes.end()};
  }
  const auto done = app::add_document(context.house, context.call, context.cookie("track"), upload);
  if (done) return context.redirect("/track/application", "document_added");
  switch (done.error()) {
    case SupplyProblem::no_such_application:
      return context.redirect("/track", "track_again");
    case SupplyProblem::not_now:
      return context.problem(409, "not_now");
    case SupplyProblem::not_a_document:
    case SupplyProblem::too_large:
    case SupplyProblem::too_many:
    case SupplyProblem::no_room:
    case SupplyProblem::unknown_evidence:
      return show(context, Refused{upload.evidence, done.error()});
  }
  std::unreachable();
}

Response withdraw(Context& context) {
  const auto done = app::withdraw_application(context.house, context.call, context.cookie("track"));
  if (done) return context.redirect("/track/application", "withdrawn");
  switch (done.error()) {
    case app::WithdrawProblem::no_such_application:
      return context.redirect("/track", "track_again");
    case app::WithdrawProblem::not_now:
      return context.problem(409, "not_now");
  }
  std::unreachable();
}

Response resend(Context& context) {
  app::resend_confirmation(context.house, context.call, context.cookie("track"));
  return context.redirect("/track/application", "link_sent");
}

Response receipt(Context& context) {
  const auto pdf = app::application_receipt(context.house, context.call, context.cookie("track"));
  if (!pdf) return context.redirect("/track", "track_again");
  return context.file({pdf->begin(), pdf->end()}, "application/pdf", "receipt.pdf");
}

}  // namespace

void register_track_application(Router& router, const core::ApplicationRules& rules) {
  const std::size_t upload = (std::size_t{rules.document_megabytes} + 1) * 1024 * 1024;
  router.get("/track/application", Access::everyone,
             [](Context& context) { return show(context, {}); });
  router.post("/track/document", Access::everyone, supply, upload);
  router.post("/track/withdraw", Access::everyone, withdraw);
  router.post("/track/resend", Access::everyone, resend);
  router.get("/track/receipt.pdf", Access::everyone, receipt);
}

}  // namespace metroon::web
