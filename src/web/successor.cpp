#include "web/successor.hpp"

#include "web/office.hpp"

namespace metroon::web {
namespace {

using Problem = app::SuccessorProblem;

std::string problem_text(const Context& context, std::optional<Problem> problem) {
  if (!problem) return {};
  switch (*problem) {
    case Problem::no_such_account:
      return {};  // A page of its own.
    case Problem::name_missing:
      return context.text("problem_of.missing");
    case Problem::not_fit:
      return context.text("successor.not_fit");
    case Problem::owner_already:
      return context.text("successor.owner_already");
  }
  return {};
}

}  // namespace

std::string without_owner(const Context& context, const core::Succession& it) {
  if (!it.from) return it.needed ? context.text("successor.now") : "–";
  return context.text(it.needed ? "successor.since" : "successor.will",
                      {{"day", context.texts.day(context.language(), *it.from)}});
}

FormView successor_form(const Context& context, std::string action,
                        std::optional<Problem> problem) {
  return {.action = std::move(action),
          .submit = context.text("successor.name"),
          .fields = {{.name = "username",
                      .label = context.text("successor.username"),
                      .value = std::string{context.form("username")},
                      .hint = context.text("successor.username_hint"),
                      .error = problem_text(context, problem)}}};
}

void put_successions(View& page, std::string_view section, const Context& context,
                     const std::vector<app::SuccessionView>& all, std::string_view base) {
  if (all.empty()) return;
  auto table = page.add(section);
  for (const auto& one : all) {
    auto row = table.add("ROW");
    const auto& account = one.account.account;
    auto name = row.add(base.empty() ? "PLAIN" : "LINKED");
    name.set("NAME", one.account.title);
    if (!base.empty()) name.set("HREF", fmt::format("{}{}", base, account.id.value));
    std::string owners;
    for (const auto& owner : one.owners)
      owners += (owners.empty() ? "" : ", ") + both_names(owner.names);
    row.set("ADDRESS", account.username + "@" + context.house.policy.realms[account.realm].name)
        .set("OWNERS", owners)
        .set("FROM", without_owner(context, one.succession))
        .set("ASKED", one.asked ? context.texts.day(context.language(), *one.asked) : "–");
  }
}

}  // namespace metroon::web
