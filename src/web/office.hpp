// What the office's pages share.
#pragma once

#include "app/office.hpp"
#include "web/words.hpp"

namespace metroon::web {

/// Names in both alphabets: `Μαρία Ράπτη (Maria Rapti)`.
[[nodiscard]] std::string both_names(const core::Names&);

/// The tag's class of a stage: good, warn, wrong, or none.
void put_stage(View&, const Context&, core::Stage);

/// Names, birth, contact and numbers, as rows FACT of `m-facts`.
void put_fact(View&, const std::string& label, std::string_view value);
void put_person_facts(View&, const Context&, const core::Names&, core::Day born,
                      const core::Contact&, const core::Identifiers&);

/// Where a registry and one of its runs are.
[[nodiscard]] std::string registry_path(std::string_view name);
[[nodiscard]] std::string run_path(const app::RegistryRun&);

/// What BadRow::reason is called.
[[nodiscard]] std::string bad_row_text(const Context&, const std::string& reason);

/// `Προπτυχιακοί, Χημεία, 1 Σεπτεμβρίου 2026 – 30 Ιουνίου 2027`: a capacity with its first and its
/// last day.
[[nodiscard]] std::string affiliation_text(const Context&, const core::Affiliation&);
/// One a line.
[[nodiscard]] std::string affiliations_text(const Context&, std::span<const core::Affiliation>);

/// The capacity's, unit's, period's and supervisor's rows.
void put_capacity_facts(View&, const Context&, const core::Application&);

}  // namespace metroon::web
