#include "main/registries.hpp"

#include <fmt/format.h>

#include "cli/output.hpp"
#include "feed/open_delivery.hpp"
#include "feed/posted.hpp"
#include "main/registry_commands.hpp"
#include "main/runtime.hpp"

namespace metroon::main {
namespace {

class OneTurn final : public app::DeclaredRegistries::Turn {
 public:
  explicit OneTurn(std::unique_lock<std::mutex> lock) : lock_{std::move(lock)} {}

 private:
  std::unique_lock<std::mutex> lock_;
};

app::OpenDelivery failing(std::string why) {
  return
      [why = std::move(why)]() -> std::unique_ptr<app::Delivery> { throw std::runtime_error{why}; };
}

}  // namespace

Registries::Registries(const std::vector<std::string>& files, const core::Policy& policy) {
  for (const auto& file : files) {
    auto declaration = read_declaration(file, policy);
    const auto name = declaration.registry.name;
    all_.push_back(declaration.registry);
    if (ones_.contains(name))
      throw StartProblem{cli::refusal("R23", fmt::format("{} declares {} again", file, name),
                                      "name each registry once in the settings")
                             .text};
    ones_[name].declaration = std::move(declaration);
  }
}

Registries::One* Registries::find(std::string_view registry) {
  const auto found = ones_.find(registry);
  return found == ones_.end() ? nullptr : &found->second;
}

app::OpenDelivery Registries::opening(std::string_view registry, app::Instant now,
                                      const std::optional<app::DeliveryMark>& last) {
  auto* one = find(registry);
  if (one == nullptr) return failing("no such registry");
  if (one->declaration.registry.posts)
    return one->stopped ? one->stopped
                        : failing("the posted rows are gone: have the registry post them again");
  return [&declaration = one->declaration, now, last] {
    auto delivery = feed::open_delivery_after(declaration, now, last);
    if (!delivery) throw std::runtime_error{delivery.error().what};
    return *std::move(delivery);
  };
}

bool Registries::another_waits(std::string_view registry, const app::DeliveryMark& last) {
  const auto* one = find(registry);
  return one != nullptr && feed::another_waits(one->declaration, last);
}

bool Registries::shows_key(std::string_view registry, std::string_view authorization) {
  const auto* one = find(registry);
  const auto* source =
      one == nullptr ? nullptr : std::get_if<feed::PostSource>(&one->declaration.source);
  return source != nullptr && feed::shows_key(*source, authorization);
}

// The body is kept for as long as the delivery may be opened again.
std::expected<app::OpenDelivery, std::string> Registries::posted(std::string_view registry,
                                                                 std::string_view body,
                                                                 app::Instant received) {
  auto* one = find(registry);
  if (one == nullptr) return std::unexpected{"no such registry"};
  auto open = [&declaration = one->declaration, received,
               kept = std::make_shared<const std::string>(body)] {
    return feed::open_posted(declaration, *kept, received);
  };
  if (const auto tried = open(); !tried) return std::unexpected{tried.error().what};
  return [open = std::move(open)] { return open().value(); };
}

void Registries::remember(std::string_view registry, app::OpenDelivery stopped) {
  if (auto* one = find(registry)) one->stopped = std::move(stopped);
}

std::unique_ptr<app::DeclaredRegistries::Turn> Registries::begin(std::string_view registry) {
  auto* one = find(registry);
  if (one == nullptr) return nullptr;
  std::unique_lock lock{one->running, std::try_to_lock};
  if (!lock) return nullptr;
  return std::make_unique<OneTurn>(std::move(lock));
}

}  // namespace metroon::main
