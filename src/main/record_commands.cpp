#include "main/record_commands.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iostream>

#include "cli/merge.hpp"
#include "cli/night.hpp"
#include "cli/person.hpp"
#include "cli/registry_runs.hpp"
#include "cli/retention.hpp"
#include "cli/suspension.hpp"
#include "main/registry_commands.hpp"

namespace metroon::main {

void RecordCommands::person() {
  auto* person = group("person", "People and what the rules give them");
  auto* show = on_house(person, "show", "A person, their account and services, and why",
                        [this](app::House& house, const app::Call& call) {
                          return cli::person_show(house, call, who_, common_.format());
                        });
  show->add_option("who", who_, "Username, person's id, or a name that only one person has")
      ->required();
  json_option(show);
  merging(person);
  act(person, "suspend", "Stop an account at once, for security; the holder is told",
      &cli::person_suspend);
  act(person, "resume", "Let a suspended account go on as before; the holder is told",
      &cli::person_resume);
  act(person, "close", "Close an account for good, e.g. after a death; nobody is written to",
      &cli::person_close);
}

void RecordCommands::act(CLI::App* person, const std::string& name, const std::string& about,
                         PersonAct work) {
  auto* added =
      on_house(person, name, about, [this, work](app::House& house, const app::Call& call) {
        return work(house, call, who_, text_);
      });
  added->add_option("who", who_, "As in `person show`")->required();
  added->add_option("--reason", text_, "Stays on record")->required();
}

void RecordCommands::merging(CLI::App* person) {
  auto* merge =
      on_house(person, "merge", "Make one of two records of the same person",
               [this](app::House& house, const app::Call& call) {
                 return cli::merge_people(house, call, who_, other_, text_, common_.format());
               });
  merge->add_option("keep", who_, "Who stays: username, person's id, or name")->required();
  merge->add_option("other", other_, "Who is merged into them")->required();
  merge->add_option("--reason", text_, "How you know that it is one person")->required();
  json_option(merge);
  auto* split =
      on_house(person, "split", "Undo a merge", [this](app::House& house, const app::Call& call) {
        return cli::split_people(house, call, id_, text_, common_.format());
      });
  split->add_option("merge", id_, "Its number")->required();
  split->add_option("--reason", text_, "Why it was wrong")->required();
  json_option(split);
  json_option(on_house(person, "merges", "What was merged, newest first",
                       [this](app::House& house, const app::Call& call) {
                         return cli::list_merges(house, call, common_.format());
                       }));
  json_option(on_house(person, "alike", "Pairs of records that may be one person",
                       [this](app::House& house, const app::Call& call) {
                         return cli::alike_people(house, call, common_.format());
                       }));
}

void RecordCommands::explain() {
  auto* added = on_house(&cli_, "explain", "What somebody may use, and every reason",
                         [this](app::House& house, const app::Call& call) {
                           std::optional<core::Policy> other;
                           if (!file_.empty()) other = read_policy(file_);
                           return cli::explain(house, call, who_, text_, other ? &*other : nullptr,
                                               common_.format());
                         });
  added->add_option("who", who_, "Username, person's id, or a name that only one person has")
      ->required();
  added->add_option("--on", text_,
                    "As it is, was or will be on this day, YYYY-MM-DD; without it today");
  added->add_option("--policy", file_, "Judge under these rules, e.g. those of that day");
  json_option(added);
}

void RecordCommands::simulate() {
  auto* added =
      on_house(&cli_, "simulate", "What would happen to whom, day by day; nothing is written",
               [this](app::House& house, const app::Call& call) {
                 std::optional<core::Policy> other;
                 if (!file_.empty()) other = read_policy(file_);
                 std::optional<cli::Output> delivery;
                 if (on_copy_) delivery = delivered(house, call);
                 if (delivery && delivery->exit_code != 0) return *delivery;
                 auto days = cli::simulate(house, call, simulation_, other ? &*other : nullptr,
                                           common_.format());
                 if (!delivery || days.text.empty()) return days;
                 return cli::above(*delivery, std::move(days), common_.format());
               });
  added->add_option("--until", simulation_.until, "Last day, YYYY-MM-DD")->required();
  added->add_option("--policy", file_, "Compare with these rules, and foretell under them");
  added->add_flag("--people", simulation_.people, "Name the accounts, at most 1000 a line");
  auto* csv = added->add_flag("--csv", simulation_.csv, "Print CSV");
  added
      ->add_option_function<std::string>(
          "--registry",
          [this](const std::string& named) {
            registry_ = named;
            on_copy_ = true;
          },
          "NAME or DECLARATION.toml, or either with =FILE: as if its delivery had been applied "
          "today, and say what that changes")
      ->excludes(csv);
  json_option(added);
}

cli::Output RecordCommands::delivered(app::House& copy, const app::Call& call) {
  const auto equals = std::min(registry_.find('='), registry_.size());
  const auto name = registry_.substr(0, equals);
  const auto file = equals < registry_.size() ? registry_.substr(equals + 1) : "";
  const bool is_file = name.ends_with(".toml");
  for (const auto& declared : is_file ? std::vector{name} : load_settings(common_).registries) {
    const auto declaration = read_declaration(declared, copy.policy);
    if (!is_file && declaration.registry.name != name) continue;
    return cli::registry_foresee(copy, call, declaration.registry,
                                 opening(copy, declaration, file, call.now.instant), {.most = 20},
                                 common_.format());
  }
  return cli::refusal("R24", fmt::format("no registry \"{}\" is declared", name),
                      "name its declaration under registries in the settings, or give its file");
}

void RecordCommands::check() {
  json_option(on_house(&cli_, "check", "Check the invariants on the live database",
                       [this](app::House& house, const app::Call& call) {
                         return cli::check(house, call, common_.format());
                       }));
}

void RecordCommands::retention() {
  auto* list = on_house(group("retention", "Data that are not kept any longer"), "list",
                        "Whose data the night erases; nothing is written",
                        [this](app::House& house, const app::Call& call) {
                          return cli::retention_list(house, call, text_, common_.format());
                        });
  list->add_option("--on", text_, "By this day, YYYY-MM-DD; without it today");
  json_option(list);
}

void RecordCommands::audit() {
  auto* audit = group("audit", "The record of who did what");
  auto* verify = on_house(audit, "verify", "Say whether history is what it was",
                          [this](app::House& house, const app::Call&) {
                            const auto kept =
                                file_.empty() ? "" : read_file(file_, "the checkpoints");
                            return cli::audit_verify(house, kept, common_.format());
                          });
  verify->add_option("--checkpoints", file_,
                     "Lines of `metroon audit checkpoint` that were kept elsewhere");
  json_option(verify);
  (void)on_house(
      audit, "checkpoint", "Sign history as it is now, and print the line to keep elsewhere",
      [](app::House& house, const app::Call& call) { return cli::audit_checkpoint(house, call); });
  auto* exporting =
      on_house(audit, "export", "Print entries as JSON Lines",
               [this](app::House& house, const app::Call& call) {
                 return cli::audit_export(house, call, export_,
                                          [](std::string_view text) { std::cout << text; });
               });
  exporting->add_option("--from", export_.from, "First day, YYYY-MM-DD");
  exporting->add_option("--to", export_.to, "Last day, YYYY-MM-DD");
  exporting->add_option("--subject", export_.subject, "Only about this, e.g. person:77");
  exporting->add_option("--actor", export_.actor, "Only by this one, e.g. staff:maria");
}

void RecordCommands::night() {
  auto* night = on_house(&cli_, "night", "Send the notices that are due, record what has ended",
                         [this](app::House& house, const app::Call& call) {
                           return cli::night(house, call, dry_run_, common_.format());
                         });
  night->add_flag("--dry-run", dry_run_, "Only say what is due");
  json_option(night);
}

}  // namespace metroon::main
