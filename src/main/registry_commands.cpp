#include "main/registry_commands.hpp"

#include <unistd.h>

#include <iostream>

#include "app/registry_doors.hpp"
#include "cli/registry_check.hpp"
#include "cli/registry_runs.hpp"
#include "feed/open_delivery.hpp"
#include "main/clock.hpp"
#include "main/runtime.hpp"
#include "main/shown_delivery.hpp"

namespace metroon::main {
namespace {

int print(const cli::Output& report) {
  std::cout << report.text;
  return report.exit_code;
}

std::optional<app::DeliveryMark> last_applied(app::House& house,
                                              const feed::Declaration& declaration) {
  return house.store.read(
      [&](app::Ports& ports) { return ports.registries.last_applied(declaration.registry.name); });
}

int refuse(const feed::Refusal& why) {
  std::cerr << cli::refusal("R20", "the delivery cannot be read: " + why.what,
                            "mend the delivery or its declaration")
                   .text;
  return 1;
}

cli::Output run_once(app::House& house, const app::Call& call, const feed::Declaration& declaration,
                     const std::string& file, cli::Format format) {
  try {
    return cli::registry_run(house, call, declaration.registry,
                             opening(house, declaration, file, call.now.instant), format);
  } catch (const StartProblem& problem) {
    app::tell_unreadable(house, call, declaration.registry, problem.what());
    throw;
  }
}

}  // namespace

feed::Declaration read_declaration(const std::string& file, const core::Policy& policy) {
  auto declaration = feed::load_declaration(read_file(file, "the declaration"), file, policy);
  if (!declaration) throw StartProblem{policy::to_text(declaration.error())};
  return *std::move(declaration);
}

app::OpenDelivery opening(app::House& house, const feed::Declaration& declaration,
                          const std::string& file, base::Instant now) {
  auto open = [declaration, file, now, last = last_applied(house, declaration)] {
    auto delivery = file.empty() ? feed::open_delivery_after(declaration, now, last)
                                 : feed::open_delivery_file(declaration, file);
    if (!delivery)
      throw StartProblem{cli::refusal("R20",
                                      "the delivery cannot be read: " + delivery.error().what,
                                      "mend the delivery or its declaration")
                             .text};
    return *std::move(delivery);
  };
  if (isatty(STDERR_FILENO) == 0) return open;
  return shown(std::move(open), declaration.registry.name, std::cerr);
}

cli::Output run_registry(app::House& house, const app::Call& call,
                         const feed::Declaration& declaration, const std::string& file,
                         cli::Format format) {
  cli::Output all;
  for (;;) {
    const auto before = last_applied(house, declaration);
    const auto one = run_once(house, call, declaration, file, format);
    all.text += one.text;
    all.exit_code = one.exit_code;
    const auto after = last_applied(house, declaration);
    const bool went_on = after && after != before;
    if (!file.empty() || !went_on || !feed::another_waits(declaration, *after)) return all;
  }
}

int run_registry_check(const RegistryCheckArguments& arguments, const std::string& policy_file,
                       cli::Format format) {
  const auto policy = read_policy(policy_file);
  const auto& file = arguments.declaration_file;
  const auto declaration = feed::load_declaration(read_file(file, "the declaration"), file, policy);
  if (!declaration) {
    std::cerr << policy::to_text(declaration.error()) << '\n';
    return 1;
  }
  if (arguments.delivery_file.empty() && !arguments.from_source)
    return print(cli::registry_declared(policy, declaration->registry, format));
  auto delivery =
      arguments.from_source
          ? feed::open_delivery(*declaration, Clock{policy.institution.time_zone}.now().instant)
          : feed::open_delivery_file(*declaration, arguments.delivery_file);
  if (!delivery) return refuse(delivery.error());
  return print(cli::registry_check(policy, declaration->registry, **delivery, format));
}

}  // namespace metroon::main
