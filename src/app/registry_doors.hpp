// Registries at the office's pages, at the clock, and at their own programs' door.
#pragma once

#include "app/declared_registries.hpp"
#include "core/registry_match.hpp"
#include "core/standing.hpp"

namespace metroon::app {

struct RegistryLine {
  const core::Registry* registry{nullptr};
  std::optional<RegistryRun> last;
  std::optional<Fetch> fetch;
};
/// All that are declared, in the settings' order.
[[nodiscard]] std::vector<RegistryLine> list_registries(House&);

struct RegistryView {
  RegistryLine line;
  std::vector<RegistryRun> runs;  ///< Newest first.
};
/// @return empty if none of that name is declared.
[[nodiscard]] std::optional<RegistryView> open_registry(House&, std::string_view name,
                                                        std::size_t runs);

struct RunView {
  const core::Registry* registry{nullptr};
  RegistryRun run;
  std::vector<BadRow> bad;
  bool may_be_confirmed{false};  ///< By whom calls, now.
  bool newest{true};             ///< No run of the registry came after it.
};
[[nodiscard]] std::optional<RunView> open_run(House&, const Call&, std::string_view registry,
                                              core::RegistryRunId);

/// `busy`: another run of the registry is under way. `unreadable`: the source cannot be read.
enum class DoorProblem { no_such_registry, busy, unreadable };
struct DoorRefusal {
  DoorProblem problem{DoorProblem::no_such_registry};
  std::string what;  ///< Of `unreadable`: in a sentence.
};
/// Whoever is told of the registry's runs is told that there is none: nothing could be read.
/// @param fault Why, in English, for whoever keeps the source.
void tell_unreadable(House&, const Call&, const core::Registry&, const std::string& fault);
/// What the declaration names, within a turn. A source that cannot be read is the registry's
/// matter, not a fault of ours: it is said, and the rest goes on.
[[nodiscard]] std::expected<OpenDelivery, DoorRefusal> open_readable(House&, const Call&,
                                                                     std::string_view registry);
/// confirm_delivery over what the declaration names.
[[nodiscard]] std::expected<std::expected<RegistryRun, RunProblem>, DoorRefusal> confirm_run(
    House&, const Call&, std::string_view registry, core::RegistryRunId);

/// Whether the clock has reached an hour at which the registry was not fetched yet; an hour that
/// was missed counts until the next. A fault is tried again an hour later. A registry that was
/// never fetched waits for its first hour.
/// @param minute Since midnight.
[[nodiscard]] bool fetch_is_due(const core::Registry&, const std::optional<Fetch>& last,
                                base::Now now, int minute);
/// Runs what the declaration names and puts on record that it did. Of files that say only what
/// changed, every one that waits, oldest first, up to the first that is stopped.
/// @return The last run.
[[nodiscard]] std::expected<RegistryRun, DoorRefusal> fetch_registry(House&, const Call&,
                                                                     const core::Registry&,
                                                                     int minute);
/// Runs what a registry's own program posted, once its key was shown.
[[nodiscard]] std::expected<RegistryRun, DoorRefusal> take_posted(House&, const Call&,
                                                                  std::string_view registry,
                                                                  std::string_view body);

struct HeldView {
  HeldRow row;
  struct Perhaps {
    core::Person person;
    std::vector<core::Field> against;  ///< core::contradictions of the row and the person.
    core::Dossier dossier;
    std::optional<core::Standing> standing;                 ///< None without an account.
    std::vector<std::pair<std::string, std::string>> keys;  ///< As Registries::keys_of.
    core::Match match{core::Match::different};
  };
  std::vector<Perhaps> perhaps;
};
/// One row and the people whom it may be about. Reading is on record.
[[nodiscard]] std::optional<HeldView> open_held(House&, const Call&, core::HeldRowId);
/// The office says whose the row is, and it is carried out at once: a registry that says only what
/// changes would not say it again. @param person None: somebody new.
/// @param reason Why it is this person against what contradicts it; goes on record.
/// @error number_of_another: a number of the row is a third member's; the row stays held.
///   reason_missing: something contradicts it.
[[nodiscard]] std::expected<void, HeldProblem> decide_held(House&, const Call&, core::HeldRowId,
                                                           core::PersonId person,
                                                           std::string_view reason = {});

}  // namespace metroon::app
