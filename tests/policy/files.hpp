// The policy files of this checkout, and edits to them.
#pragma once

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

#include "policy/load_policy.hpp"

namespace metroon::policy {

inline std::string policy_file(std::string_view name) {
  std::ifstream file{METROON_SOURCE_DIR "/policy/" + std::string{name}};
  EXPECT_TRUE(file) << name;
  return {std::istreambuf_iterator<char>{file}, {}};
}

inline core::Policy load(std::string_view name) {
  auto policy = load_policy(policy_file(name), name);
  if (!policy) throw std::runtime_error{to_text(policy.error())};
  return std::move(*policy);
}

/// `text` with the first `old_part` replaced; the test fails if there is none.
inline std::string edited(std::string text, std::string_view old_part, std::string_view new_part) {
  const auto at = text.find(old_part);
  EXPECT_NE(at, text.npos) << old_part;
  if (at != text.npos) text.replace(at, old_part.size(), new_part);
  return text;
}

inline std::size_t line_of(std::string_view text, std::string_view part) {
  const auto at = text.find(part);
  EXPECT_NE(at, text.npos) << part;
  const auto head = text.substr(0, at);
  return 1 + static_cast<std::size_t>(std::count(head.begin(), head.end(), '\n'));
}

}  // namespace metroon::policy
