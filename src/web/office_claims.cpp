// The office's claims: the list, the mails that nobody could place, and one claim as the officer
// decides on it (D4, D5).
#include <algorithm>

#include "app/acts.hpp"
#include "web/claim_view.hpp"
#include "web/history.hpp"
#include "web/pages.hpp"

namespace metroon::web {
namespace {

using app::ClaimProblem;
using app::FileMailProblem;
using core::ClaimStage;

constexpr std::size_t page_size = 50;

core::ClaimId id_of(const Context& context) {
  return {context.number("id")};
}

void put_row(View& view, const Context& context, const app::ClaimRow& row) {
  const auto age = std::chrono::floor<std::chrono::days>(context.call.now.instant - row.created);
  auto line = view.add("ROW");
  line.set("HREF", office_claim_path(row.id))
      .set("WHO", fmt::format("{} {}", row.last, row.first))
      .set("KIND", kind_name(context, row.kind))
      .set("NUMBER", app::grouped(row.number, 5))
      .set("AGE", context.texts.plural(context.language(), "queue.age", age.count()))
      .set("MADE", context.texts.time(context.language(), row.created));
  put_claim_stage(line, context, row.stage);
}

// What the certificate says, line by line.
void put_signature(View& row, const Context& context, const app::ArrivedAttachment& one) {
  const auto add = [&](std::string_view key, const std::string& value) {
    if (!value.empty())
      row.add("SIGNATURE_FACT").set("LABEL", context.text(key)).set("VALUE", value);
  };
  add("signature.signer", one.signer);
  add("signature.signer_mail", one.signer_mail);
  add("signature.issuer", one.issuer);
  if (one.signed_at)
    add("signature.signed_at", context.texts.time(context.language(), *one.signed_at));
  row.set("SIGNATURE_MEANS", context.text(std::string{key_of(one.signature)} + "_means"));
}

void put_mail(View& row, const Context& context, const app::FiledMail& filed) {
  const auto& mail = filed.mail;
  const bool counts = filed.certificate == core::Certificate::counts;
  row.set("SUBJECT", mail.subject.empty() ? context.text("claim.no_subject") : mail.subject);
  row.set("FROM", mail.sender.empty() ? std::string{"–"} : mail.sender);
  row.set("ARRIVED", context.texts.time(context.language(), mail.arrived));
  row.set("WORTH", context.text(key_of(filed.certificate)));
  row.show("WORTH_GOOD", counts).show("WORTH_WRONG", !counts);
  row.set("DETAIL", mail.authentication_detail)
      .show("HAS_DETAIL", !mail.authentication_detail.empty());
  if (filed.sender)
    row.add("SENDER")
        .set("HREF", fmt::format("/office/person/{}", filed.sender->id.value))
        .set("WHO", both_names(filed.sender->names));
  // For which claim it counts is not known before it is filed to one.
  const bool to_read = counts && mail.claim;
  row.set("TEXT", mail.text).show("HAS_TEXT", !to_read && !mail.text.empty());
  row.show("TO_READ", to_read).show("TEXT_TO_READ", to_read && !mail.text.empty());
  row.show("TOO_LARGE", mail.too_large);
  for (std::size_t number = 0; number < mail.attachments.size(); ++number) {
    const auto& one = mail.attachments[number];
    auto attachment = row.add("ATTACHMENT");
    attachment.set("HREF", fmt::format("/office/mail/{}/{}", mail.id.value, number));
    attachment.set("FILE", one.file_name).set("SIGNATURE", context.text(key_of(one.signature)));
    attachment.show("SIGNED", one.signature == core::SignatureCheck::valid);
    put_signature(attachment, context, one);
  }
}

void put_unfiled(View& page, Context& context, const app::ClaimQueue& queue, std::string_view here,
                 std::size_t from) {
  if (queue.unfiled_count == 0) return;
  auto section = page.add("UNFILED");
  section.set("COUNT", static_cast<std::int64_t>(queue.unfiled_count));
  for (const auto& filed : queue.unfiled) {
    auto row = section.add("MAIL");
    put_mail(row, context, filed);
    row.set("ID", filed.mail.id.value).set("VERSION", filed.mail.version);
    if (filed.names)
      row.add("NAMES")
          .set("HREF", office_claim_path(filed.names->id))
          .set("NUMBER", app::grouped(filed.names->number, 5));
  }
  const auto link = [&](std::string_view name, std::size_t mails) {
    section.add(name).set("HREF", fmt::format("{}&mails={}#mails", here, mails));
  };
  if (from > 0) link("BEFORE", from - std::min(from, app::unfiled_page));
  if (from + queue.unfiled.size() < queue.unfiled_count) link("AFTER", from + app::unfiled_page);
}

std::size_t offset(const Context& context, std::string_view name) {
  const std::string text{context.request.query.get(name)};
  return static_cast<std::size_t>(std::clamp(std::atoi(text.c_str()), 0, 1'000'000));
}

Response queue(Context& context) {
  const bool done = context.request.query.get("show") == "done";
  const auto from = offset(context, "from");
  const auto mails_from = offset(context, "mails");
  const std::vector<ClaimStage> stages =
      done ? std::vector{ClaimStage::approved, ClaimStage::refused, ClaimStage::withdrawn}
           : std::vector{ClaimStage::submitted, ClaimStage::needs_more};
  const auto found =
      app::claim_queue(context.house, context.call, stages, page_size, from, mails_from);
  View page;
  page.set("TOKEN", context.token());
  std::array<std::size_t, 2> counts{};
  for (std::size_t stage = 0; stage < found.counts.size(); ++stage)
    counts[core::is_open(static_cast<ClaimStage>(stage)) ? 0 : 1] += found.counts[stage];
  const auto tab = [&](std::string_view href, std::string_view key, std::size_t count, bool here) {
    page.add("TAB")
        .set("TAB_HREF", href)
        .set("TAB_TEXT", context.text(key))
        .set("TAB_COUNT", static_cast<std::int64_t>(count))
        .show("TAB_CURRENT", here);
  };
  tab("/office/claims", "claim.waiting", counts[0], !done);
  tab("/office/claims?show=done", "claim.decided", counts[1], done);
  page.show("EMPTY", found.rows.empty());
  if (!found.rows.empty()) {
    auto table = page.add("TABLE");
    for (const auto& row : found.rows) put_row(table, context, row);
  }
  const auto here = fmt::format("/office/claims?show={}&from=", done ? "done" : "open");
  if (found.more) page.add("OLDER").set("HREF", fmt::format("{}{}", here, from + page_size));
  put_unfiled(page, context, found, fmt::format("{}{}", here, from), mails_from);
  return context.page("office_claims", page, context.text("claim.queue"));
}

// Which of the forms an outcome belongs to.
struct Outcome {
  std::string form;
  std::optional<ClaimProblem> problem;
};

FormView form_of(const Context& context, const core::Claim& claim, std::string_view name,
                 std::string_view label, const Outcome& outcome) {
  FormView form{.action = fmt::format("{}/{}", office_claim_path(claim.id), name),
                .submit = context.text(label),
                .hidden = {{"version", std::to_string(claim.version)}}};
  if (outcome.form == name && outcome.problem == ClaimProblem::documents_missing)
    form.problem = problem_text(context, *outcome.problem);
  return form;
}

FieldView text_field(const Context& context, std::string_view form, std::string_view label,
                     const Outcome& outcome) {
  const bool here = outcome.form == form;
  const auto name = std::string{form} + "_text";
  return {.name = name,
          .label = context.text(label),
          .input = Input::area,
          .value = std::string{here ? context.form(name) : ""},
          .hint = context.text("claim.answer_hint"),
          .error = here && outcome.problem ? context.text("problem_of.missing") : std::string{}};
}

void put_decisions(View& page, Context& context, const app::ClaimView& view,
                   const Outcome& outcome) {
  const auto& claim = view.claim;
  if (!core::is_open(claim.stage)) return;
  if (core::is_complete(view.missing)) {
    auto form = form_of(context, claim, "approve", "claim.approve", outcome);
    const bool here = outcome.form == "approve";
    FieldView until{
        .name = "until",
        .label = context.text("claim.until"),
        .input = Input::date,
        .value = here          ? std::string{context.form("until")}
                 : claim.until ? base::to_iso(*claim.until)
                               : std::string{},
        .hint = context.text("claim.office_until_hint"),
        .error = here && outcome.problem ? problem_text(context, *outcome.problem) : std::string{},
        .required = false};
    if (core::takes_last_day(context.house.policy, claim.kind))
      form.fields.push_back(std::move(until));
    put_form(page, "APPROVE", form, context.token());
  }
  auto ask = form_of(context, claim, "ask", "claim.ask", outcome);
  ask.secondary = true;
  ask.fields.push_back(text_field(context, "ask", "claim.ask_text", outcome));
  put_form(page, "ASK", ask, context.token());
  auto refuse = form_of(context, claim, "refuse", "claim.refuse", outcome);
  refuse.danger = true;
  refuse.fields.push_back(text_field(context, "refuse", "claim.refuse_text", outcome));
  put_form(page, "REFUSE", refuse, context.token());
  put_form(page, "COUNTER",
           paper_form(context, claim, office_claim_path(claim.id) + "/document", true,
                      outcome.form == "document" ? outcome.problem : std::nullopt),
           context.token());
}

void put_documents(View& page, const Context& context, const core::Claim& claim) {
  for (const auto& document : claim.documents) {
    auto one = page.add("DOCUMENT");
    one.set("NAME", evidence_name(context, document.evidence)).set("FILE", document.file_name);
    one.set("HREF", fmt::format("{}/document/{}", office_claim_path(claim.id), document.id.value));
    one.set("RECEIVED", context.texts.time(context.language(), document.received));
    one.show("IS_PICTURE", document.media_type.starts_with("image/"));
    one.show("IS_PAPER", document.media_type == "application/pdf");
  }
  page.show("NO_DOCUMENTS", claim.documents.empty());
}

void put_mails(View& page, Context& context, const app::ClaimView& view) {
  if (view.mails.empty()) return;
  auto section = page.add("MAILS");
  const bool open = core::is_open(view.claim.stage);
  for (const auto& filed : view.mails) {
    auto row = section.add("MAIL");
    put_mail(row, context, filed);
    if (!open || filed.mail.attachments.empty()) continue;
    // Names of fields are ids on the page, and several mails stand on one.
    const auto id = filed.mail.id.value;
    FieldView which{.name = fmt::format("attachment_{}", id),
                    .label = context.text("claim.attachment"),
                    .input = Input::select};
    for (std::size_t number = 0; number < filed.mail.attachments.size(); ++number)
      which.options.push_back(
          {.value = std::to_string(number + 1), .label = filed.mail.attachments[number].file_name});
    FieldView paper{.name = fmt::format("paper_{}", id),
                    .label = context.text("track.which"),
                    .input = Input::select};
    for (const auto& evidence : context.house.policy.evidence)
      if (!evidence.identity)
        paper.options.push_back({.value = evidence.key, .label = context.words(evidence.name)});
    put_form(row, "TAKE",
             {.action = fmt::format("/office/mail/{}/take", filed.mail.id.value),
              .submit = context.text("claim.take"),
              .fields = {std::move(which), std::move(paper)},
              .secondary = true},
             context.token());
  }
}

Response show(Context& context, const Outcome& outcome) {
  const auto view = app::open_claim(context.house, context.call, id_of(context));
  if (!view) return context.problem(404, "no_such_claim");
  const auto& claim = view->claim;
  View page;
  put_claim_stage(page, context, claim.stage);
  page.set("NUMBER", app::grouped(claim.number, 5));
  page.set("PERSON_HREF", fmt::format("/office/person/{}", claim.person.value));
  put_claim_facts(page, context, claim);
  if (view->standing)
    put_fact(page, context.text("people.state"), context.text(key_of(view->standing->state)));
  if (core::is_open(claim.stage) && view->held_until)
    put_fact(page, context.text("claim.held_until"),
             context.texts.day(context.language(), *view->held_until - std::chrono::days{1}));
  if (!claim.office_message.empty()) page.add("MESSAGE").set("TEXT", claim.office_message);
  put_missing_alternatives(page, context, *view);
  put_documents(page, context, claim);
  put_mails(page, context, *view);
  put_decisions(page, context, *view, outcome);
  page.show("ASK_OPEN", outcome.form == "ask").show("REFUSE_OPEN", outcome.form == "refuse");
  page.show("COUNTER_OPEN", outcome.form == "document");
  put_history(page, context, view->history);
  return context.page("office_claim", page, both_names(view->person->names),
                      outcome.problem ? 422 : 200);
}

Response answer(Context& context, std::string_view form,
                const std::expected<core::Claim, ClaimProblem>& result, std::string_view done) {
  if (result) return context.redirect(office_claim_path(result->id), done);
  if (auto page = problem_page(context, result.error())) return std::move(*page);
  return show(context, {std::string{form}, result.error()});
}

Response approve(Context& context) {
  return answer(context, "approve",
                app::approve_claim(context.house, context.call, id_of(context),
                                   context.form_number("version"), context.form("until")),
                "claim_approved");
}

Response ask(Context& context) {
  return answer(context, "ask",
                app::ask_claim_for_more(context.house, context.call, id_of(context),
                                        context.form_number("version"), context.form("ask_text")),
                "claim_asked");
}

Response refuse(Context& context) {
  return answer(context, "refuse",
                app::refuse_claim(context.house, context.call, id_of(context),
                                  context.form_number("version"), context.form("refuse_text")),
                "claim_refused");
}

Response counter(Context& context) {
  return answer(
      context, "document",
      app::add_office_document(context.house, context.call, id_of(context), upload_of(context)),
      "document_added");
}

Response document(Context& context) {
  auto found = app::read_claim_document(context.house, context.call, id_of(context),
                                        {context.number("document")});
  if (!found) return context.problem(404, "not_found");
  auto& [info, bytes] = *found;
  return context.file(std::move(bytes), info.media_type,
                      fmt::format("{}-{}", info.evidence, info.id.value), true);
}

// What came by mail is shown by the browser only where it is one of the kinds that uploads may be.
Response attachment(Context& context) {
  const auto number = context.number("number");
  auto found = app::read_attachment(context.house, context.call, {context.number("id")},
                                    static_cast<std::size_t>(std::max<std::int64_t>(number, 0)));
  if (!found) return context.problem(404, "not_found");
  auto& [info, bytes] = *found;
  const bool known = info.media_type == "application/pdf" || info.media_type == "image/jpeg" ||
                     info.media_type == "image/png";
  return context.file(std::move(bytes), known ? info.media_type : "application/octet-stream",
                      fmt::format("attachment-{}", number + 1), known);
}

Response mail_problem(Context& context, FileMailProblem problem) {
  switch (problem) {
    case FileMailProblem::no_such_mail:
      return context.problem(404, "not_found");
    case FileMailProblem::no_such_claim:
      return context.problem(422, "no_such_claim");
    case FileMailProblem::someone_was_first:
      return context.problem(409, "someone_was_first");
    case FileMailProblem::not_now:
      return context.problem(409, "not_now");
    case FileMailProblem::does_not_count:
      return context.problem(422, "does_not_count");
    case FileMailProblem::unknown_evidence:
    case FileMailProblem::not_a_document:
    case FileMailProblem::too_large:
    case FileMailProblem::too_many:
      return context.problem(422, "not_taken");
  }
  return context.problem(400, "bad_request");
}

Response assign(Context& context) {
  const auto done = app::assign_mail(context.house, context.call, {context.number("id")},
                                     context.form_number("version"), context.form("number"));
  if (done) return context.redirect(office_claim_path(*done), "mail_filed");
  return mail_problem(context, done.error());
}

Response set_aside(Context& context) {
  const auto done = app::set_mail_aside(context.house, context.call, {context.number("id")},
                                        context.form_number("version"));
  if (done) return context.redirect("/office/claims", "mail_set_aside");
  return mail_problem(context, done.error());
}

Response take(Context& context) {
  const auto id = context.number("id");
  const auto number = context.form_number(fmt::format("attachment_{}", id));
  if (number < 1) return mail_problem(context, FileMailProblem::unknown_evidence);
  const auto done =
      app::take_attachment(context.house, context.call, {id}, static_cast<std::size_t>(number - 1),
                           context.form(fmt::format("paper_{}", id)));
  if (done) return context.redirect(office_claim_path(*done), "document_added");
  return mail_problem(context, done.error());
}

}  // namespace

void register_office_claims(Router& router, const core::ApplicationRules& rules) {
  const std::size_t upload = (std::size_t{rules.document_megabytes} + 1) * 1024 * 1024;
  router.get("/office/claims", Access::office, queue);
  router.get("/office/claims/{id}", Access::office,
             [](Context& context) { return show(context, {}); });
  router.get("/office/claims/{id}/document/{document}", Access::office, document);
  router.post("/office/claims/{id}/approve", Access::office, approve);
  router.post("/office/claims/{id}/ask", Access::office, ask);
  router.post("/office/claims/{id}/refuse", Access::office, refuse);
  router.post("/office/claims/{id}/document", Access::office, counter, upload);
  router.get("/office/mail/{id}/{number}", Access::office, attachment);
  router.post("/office/mail/{id}/assign", Access::office, assign);
  router.post("/office/mail/{id}/aside", Access::office, set_aside);
  router.post("/office/mail/{id}/take", Access::office, take);
}

}  // namespace metroon::web
