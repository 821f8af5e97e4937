// A made-up registry with a week of deliveries.
#pragma once

#include <filesystem>
#include <string>

#include "app/house.hpp"

namespace metroon::main {

/// Writes a declaration over files of that folder.
/// @return its path; empty if the rules have nobody who collects at a secretariat.
[[nodiscard]] std::string write_sample_declaration(const std::filesystem::path& folder,
                                                   const core::Policy&);
/// Delivers a week to the registry that was declared there: newcomers, changes, a row that cannot
/// be read, one that waits for the office, and today one that is stopped. The house has to be
/// given the declaration.
void deliver_sample_week(app::House&, const base::Now&, const std::filesystem::path& folder);

}  // namespace metroon::main
