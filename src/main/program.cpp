#include "main/program.hpp"

#include <fmt/format.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <iostream>

#include "cli/application.hpp"
#include "cli/person.hpp"
#include "cli/registry_runs.hpp"
#include "cli/suspension.hpp"
#include "main/campaign_commands.hpp"
#include "main/demo.hpp"
#include "main/mail_transport.hpp"
#include "main/registry_commands.hpp"
#include "main/write_storybook.hpp"
#include "policy/load_policy.hpp"
#include "policy/show.hpp"

namespace metroon::main {
namespace {

constexpr int could_not_start = 3;
constexpr int faulted = 4;

// The commands, each filling in what to run; parsing and running are apart so that --help costs
// nothing.
class Program : public CampaignCommands {
 public:
  Program() {
    cli_.require_subcommand(1);
    cli_.set_help_all_flag("--help-all", "All commands with their options");
    serve();
    demo();
    policy();
    application();
    person();
    registry();
    explain();
    simulate();
    check();
    retention();
    audit();
    night();
    campaign();
    user();
    software();
    config();
    storybook();
  }

  int run(int argc, char** argv) {
    try {
      cli_.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
      const int code = cli_.exit(error);
      return code == 0 ? 0 : 2;
    }
    return action_();
  }

 private:
  void serve() {
    auto* added = command(&cli_, "serve", "Serve the pages and deliver mail until stopped", [this] {
      const auto settings = load_settings(common_);
      spdlog::set_level(spdlog::level::from_str(settings.log_level));
      Runtime runtime{settings};
      runtime.serve([&](std::uint16_t port) {
        spdlog::info("serving {} (port {})", settings.base_url, port);
      });
      return 0;
    });
    settings_option(added);
  }

  void demo() {
    auto* added = command(&cli_, "demo", "Serve a made-up university from a fresh folder",
                          [this] { return run_demo(demo_); });
    added->add_option("--port", demo_.port, "Port on 127.0.0.1; 0 for any free one")
        ->capture_default_str();
    added->add_option("--folder", demo_.folder,
                      "Where its files are kept; without it a new temporary folder");
    added->add_option("--policy", demo_.policy_file, "Another institution's rules");
  }

  void policy() {
    auto* policy = group("policy", "Look at an institution's rules");
    auto* check = command(policy, "check", "Say whether a file of rules is right", [this] {
      const auto read = policy::load_policy(read_file(file_, "the policy"), file_);
      if (!read) {
        std::cerr << policy::to_text(read.error()) << '\n';
        return 1;
      }
      std::cout << fmt::format("{}: {} realms, {} affiliations, {} services, {} units\n", file_,
                               read->realms.size(), read->affiliations.size(),
                               read->services.size(), read->units.size());
      return 0;
    });
    check->add_option("file", file_, "The file")->required();
    auto* show = command(policy, "show", "Print the rules as a table", [this] {
      const auto rules = read_policy(file_);
      const auto language = core::language_of(language_).value_or(core::Language::en);
      std::cout << (common_.json ? policy::show_json(rules) + "\n"
                                 : policy::show_text(rules, language));
      return 0;
    });
    show->add_option("--policy", file_, "The file; without it the rules that the program carries");
    show->add_option("--language", language_, "el or en")->capture_default_str();
    json_option(show);
  }

  void application() {
    auto* application = group("application", "Applications for accounts");
    auto* list =
        on_house(application, "list", "The applications that wait, oldest first",
                 [this](app::House& house, const app::Call& call) {
                   return cli::application_list(house, call, stage_, text_, common_.format());
                 });
    list->add_option("--stage", stage_,
                     "unconfirmed, incomplete, submitted, needs_more, approved, handed_over, "
                     "activated, rejected, withdrawn or expired");
    list->add_option("--text", text_, "Number, or words of the name");
    json_option(list);
    auto* show = on_house(application, "show", "One application",
                          [this](app::House& house, const app::Call& call) {
                            return cli::application_show(house, call, number_, common_.format());
                          });
    json_option(show);
    auto* approve = on_house(application, "approve", "Create person and account",
                             [this](app::House& house, const app::Call& call) {
                               return cli::application_approve(house, call, number_, approval_);
                             });
    approve->add_option("--username", approval_.username, "Instead of the first free proposal");
    approve->add_option("--same-as", approval_.same_as, "The applicant is this person (id)");
    approve->add_flag("--nobody-alike", approval_.nobody_alike,
                      "The applicant is none of those alike");
    auto* reject = on_house(application, "reject", "Say no, with a reason",
                            [this](app::House& house, const app::Call& call) {
                              return cli::application_reject(house, call, number_, text_);
                            });
    reject->add_option("--reason", text_, "Goes to the applicant")->required();
    auto* ask = on_house(application, "ask", "Ask the applicant for something more",
                         [this](app::House& house, const app::Call& call) {
                           return cli::application_ask(house, call, number_, text_);
                         });
    ask->add_option("--message", text_, "Goes to the applicant")->required();
    for (auto* one : {show, approve, reject, ask})
      one->add_option("number", number_, "Tracking number")->required();
  }
  void registry() {
    auto* registry = group("registry", "Registries: who belongs, as others know it");
    auto* check = command(registry, "check", "Say whether a declaration and a delivery are right",
                          [this] { return check_registry(); });
    check->add_option("declaration", registry_check_.declaration_file, "How the registry is read")
        ->required();
    auto* delivery = check->add_option("--delivery", registry_check_.delivery_file,
                                       "A file to be read by it; nothing is changed");
    check
        ->add_flag("--source", registry_check_.from_source,
                   "Read what the declaration itself names: its newest file, or its query")
        ->excludes(delivery);
    check->add_option("--policy", file_, "The rules; without it those of the settings");
    settings_option(check);
    json_option(check);
    registry_runs(registry);
  }

  using DeclarationWork =
      std::function<cli::Output(app::House&, const app::Call&, const feed::Declaration&)>;
  CLI::App* on_declaration(CLI::App* registry, const std::string& name, const std::string& about,
                           DeclarationWork work) {
    auto* added = on_house(
        registry, name, about,
        [this, work = std::move(work)](app::House& house, const app::Call& call) {
          const auto declaration = read_declaration(registry_check_.declaration_file, house.policy);
          auto named = call;
          named.actor = "operator:" + operator_name();
          return work(house, named, declaration);
        });
    added->add_option("declaration", registry_check_.declaration_file, "How the registry is read")
        ->required();
    added->add_option("--delivery", registry_check_.delivery_file,
                      "A file; without it what the declaration names");
    json_option(added);
    return added;
  }

  using DeliveryWork = std::function<cli::Output(app::House&, const app::Call&,
                                                 const core::Registry&, const app::OpenDelivery&)>;
  CLI::App* on_delivery(CLI::App* registry, const std::string& name, const std::string& about,
                        DeliveryWork work) {
    return on_declaration(
        registry, name, about,
        [this, work = std::move(work)](app::House& house, const app::Call& call,
                                       const feed::Declaration& declaration) {
          return work(house, call, declaration.registry,
                      opening(house, declaration, registry_check_.delivery_file, call.now.instant));
        });
  }

  void registry_preview(CLI::App* registry) {
    auto* preview = on_delivery(
        registry, "preview", "Say what a delivery would change; nothing is written",
        [this](app::House& house, const app::Call& call, const core::Registry& one,
               const app::OpenDelivery& open) {
          return on_copy_
                     ? cli::registry_foresee(house, call, one, open, foreseen_, common_.format())
                     : cli::registry_preview(house, one, open, common_.format());
        });
    foreseen_.most = 200;
    auto* people = preview->add_flag("--people", on_copy_,
                                     "Apply it to a copy of the database and say what happens to "
                                     "whom: 200 people, with --json all");
    preview
        ->add_flag(
            "--csv", [this](std::int64_t) { on_copy_ = foreseen_.csv = true; },
            "As --people, all of them, a line for each change, as CSV")
        ->excludes(people);
  }

  void registry_runs(CLI::App* registry) {
    registry_preview(registry);
    (void)on_declaration(
        registry, "run", "Apply a delivery, unless it would change too much",
        [this](app::House& house, const app::Call& call, const feed::Declaration& declaration) {
          return run_registry(house, call, declaration, registry_check_.delivery_file,
                              common_.format());
        });
    auto* confirm =
        on_delivery(registry, "confirm", "As a second person, let through what was stopped",
                    [this](app::House& house, const app::Call& call, const core::Registry& one,
                           const app::OpenDelivery& open) {
                      return cli::registry_confirm(house, call, one, open, run_, common_.format());
                    });
    confirm->add_option("run", run_, "Its number")->required();
    auto* history =
        on_house(registry, "history", "The last runs", [this](app::House& house, const app::Call&) {
          return cli::registry_history(house, who_, common_.format());
        });
    history->add_option("registry", who_, "Its name; without it all");
    json_option(history);
    auto* decide =
        on_house(registry, "decide", "Say whose a held row is",
                 [this](app::House& house, const app::Call& call) {
                   return cli::registry_decide(house, call, who_, text_, other_, reason_);
                 });
    decide->add_option("registry", who_, "Its name")->required();
    decide->add_option("row", text_, "The row's key")->required();
    decide->add_option("--person", other_, "Username, id or name; without it somebody new");
    decide->add_option("--reason", reason_, "Why it is that person, where something contradicts");
  }

  int check_registry() {
    const auto policy_file = file_.empty() ? load_settings(common_).policy_file : file_;
    return run_registry_check(registry_check_, policy_file, common_.format());
  }

  void user() {
    auto* user = group("user", "Staff logins");
    auto* add =
        on_house(user, "add-staff",
                 "Let a member of staff sign in; the password is read from standard input",
                 [this](app::House& house, const app::Call& call) {
                   return cli::add_staff(house, call, who_, text_, role_, ask_password(), units_);
                 });
    add->add_option("login", who_, "Lower-case letters, digits, dots, hyphens")->required();
    add->add_option("--name", text_, "As colleagues know them")->required();
    add->add_option("--role", role_, "office, desk, secretary or auditor")
        ->check(CLI::IsMember{{"office", "desk", "secretary", "auditor"}})
        ->capture_default_str();
    add->add_option("--unit", units_, "Of a secretary: key of a unit; may be given several times");
    auto* units =
        on_house(user, "set-units", "Say of which units a secretary is, instead of before",
                 [this](app::House& house, const app::Call& call) {
                   return cli::set_staff_units(house, call, who_, units_);
                 });
    units->add_option("login", who_, "Of a secretary")->required();
    units->add_option("unit", units_, "Keys of units")->required();
    auto* set =
        on_house(user, "set-password",
                 "Give a forgotten or locked login a new password, read from standard input",
                 [this](app::House& house, const app::Call& call) {
                   return cli::reset_staff_password(house, call, who_, ask_password());
                 });
    auto* close = on_house(user, "close", "Let somebody who has left sign in no more",
                           [this](app::House& house, const app::Call& call) {
                             return cli::user_close(house, call, who_);
                           });
    auto* reopen = on_house(user, "reopen", "Let them sign in again",
                            [this](app::House& house, const app::Call& call) {
                              return cli::user_reopen(house, call, who_);
                            });
    for (auto* one : {set, close, reopen})
      one->add_option("login", who_, "Of a member of staff")->required();
  }

  void software() {
    auto* software = group("software", "Software that holders may have");
    auto* add = on_house(software, "add-keys", "Take in licence keys, one a line",
                         [this](app::House& house, const app::Call& call) {
                           return cli::add_licence_keys(house, call, who_,
                                                        read_file(file_, "the licence keys"));
                         });
    add->add_option("service", who_, "Key of the service, e.g. spss")->required();
    add->add_option("file", file_, "File with the keys")->required();
  }

  void config() {
    auto* config = group("config", "Settings");
    settings_option(command(config, "check", "Say whether the settings are right", [this] {
      check_mail_servers(load_settings(common_));
      std::cout << "the settings are right\n";
      return 0;
    }));
    (void)command(config, "sample", "Print a settings file with every key", [] {
      std::cout << sample_settings();
      return 0;
    });
    (void)command(config, "manual", "Print the table of settings in Markdown", [] {
      std::cout << settings_manual();
      return 0;
    });
  }

  void storybook() {
    auto* added = command(&cli_, "storybook", "Write every page with sample data to a folder",
                          [this] { return write_storybook(file_); });
    added->add_option("folder", file_, "The folder")->required();
  }

  DemoArguments demo_;
  RegistryCheckArguments registry_check_;
  cli::ForeseenFormat foreseen_;
  std::int64_t run_{0};
  cli::ApprovalArguments approval_;
  std::vector<std::string> units_;
};

}  // namespace

int run_program(int argc, char** argv) {
  spdlog::set_default_logger(spdlog::stderr_logger_mt("metroon"));
  spdlog::set_pattern("%Y-%m-%dT%H:%M:%S.%e %^%l%$ %v");
  try {
    return Program{}.run(argc, argv);
  } catch (const StartProblem& problem) {
    std::cerr << problem.what() << '\n';
    return could_not_start;
  } catch (const std::exception& fault) {
    spdlog::critical("METROON-X01: {}", fault.what());
    return faulted;
  }
}

}  // namespace metroon::main
