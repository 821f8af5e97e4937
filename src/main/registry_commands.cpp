#include "main/registry_commands.hpp"

#include <iostream>

#include "cli/registry_check.hpp"
#include "feed/open_delivery.hpp"
#include "main/clock.hpp"
#include "main/runtime.hpp"

namespace metroon::main {
namespace {

int print(const cli::Output& report) {
  std::cout << report.text;
  return report.exit_code;
}

int refuse(const feed::Refusal& why) {
  std::cerr << cli::refusal("R20", "the delivery cannot be read: " + why.what,
                            "mend the delivery or its declaration")
                   .text;
  return 1;
}

}  // namespace

feed::Declaration read_declaration(const std::string& file, const core::Policy& policy) {
  auto declaration = feed::load_declaration(read_file(file, "the declaration"), file, policy);
  if (!declaration) throw StartProblem{policy::to_text(declaration.error())};
  return *std::move(declaration);
}

app::OpenDelivery opening(const feed::Declaration& declaration, const std::string& file,
                          base::Instant now) {
  return [declaration, file, now] {
    auto delivery = file.empty() ? feed::open_delivery(declaration, now)
                                 : feed::open_delivery_file(declaration, file);
    if (!delivery)
      throw StartProblem{cli::refusal("R20",
                                      "the delivery cannot be read: " + delivery.error().what,
                                      "mend the delivery or its declaration")
                             .text};
    return *std::move(delivery);
  };
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
