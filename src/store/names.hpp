// The names under which enumerators stand in the database: one table each, readable in any client.
// A name that is in use must never change.
#pragma once

#include <array>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

#include "app/records.hpp"

namespace metroon::store {

template <class E>
struct Names;

template <class E>
concept Named = requires { Names<E>::table; };

template <class E, std::size_t size>
using NameTable = std::array<std::pair<E, std::string_view>, size>;

template <Named E>
[[nodiscard]] std::string_view name_of(E value) {
  for (const auto& [one, name] : Names<E>::table)
    if (one == value) return name;
  throw std::logic_error{"an enumerator without a name"};
}

/// @throws std::runtime_error naming the word that is none of the names.
template <Named E>
[[nodiscard]] E named(std::string_view name) {
  for (const auto& [value, known] : Names<E>::table)
    if (known == name) return value;
  throw std::runtime_error{"the database holds an unknown word: " + std::string{name}};
}

template <>
struct Names<core::Language> {
  static constexpr NameTable<core::Language, 2> table{
      {{core::Language::el, "el"}, {core::Language::en, "en"}}};
};
template <>
struct Names<core::IdentityDocument> {
  static constexpr NameTable<core::IdentityDocument, 2> table{
      {{core::IdentityDocument::identity_card, "identity_card"},
       {core::IdentityDocument::passport, "passport"}}};
};
template <>
struct Names<core::Stage> {
  using enum core::Stage;
  static constexpr NameTable<core::Stage, core::stage_count> table{{{draft, "draft"},
                                                                    {unconfirmed, "unconfirmed"},
                                                                    {incomplete, "incomplete"},
                                                                    {submitted, "submitted"},
                                                                    {needs_more, "needs_more"},
                                                                    {approved, "approved"},
                                                                    {handed_over, "handed_over"},
                                                                    {activated, "activated"},
                                                                    {rejected, "rejected"},
                                                                    {withdrawn, "withdrawn"},
                                                                    {expired, "expired"}}};
};
template <>
struct Names<core::Ending> {
  static constexpr NameTable<core::Ending, 2> table{
      {{core::Ending::lapsed, "lapsed"}, {core::Ending::graduation, "graduation"}}};
};
template <>
struct Names<core::AccountSort> {
  static constexpr NameTable<core::AccountSort, 2> table{
      {{core::AccountSort::personal, "personal"}, {core::AccountSort::shared, "shared"}}};
};
template <>
struct Names<app::Role> {
  static constexpr NameTable<app::Role, 2> table{
      {{app::Role::office, "office"}, {app::Role::desk, "desk"}}};
};
template <>
struct Names<app::TokenPurpose> {
  using enum app::TokenPurpose;
  static constexpr NameTable<app::TokenPurpose, 4> table{{{draft, "draft"},
                                                          {confirm_email, "confirm_email"},
                                                          {track, "track"},
                                                          {activate, "activate"}}};
};
template <>
struct Names<app::SessionOf> {
  static constexpr NameTable<app::SessionOf, 2> table{
      {{app::SessionOf::holder, "holder"}, {app::SessionOf::staff, "staff"}}};
};
template <>
struct Names<app::MailState> {
  using enum app::MailState;
  static constexpr NameTable<app::MailState, 4> table{
      {{waiting, "waiting"}, {sending, "sending"}, {accepted, "accepted"}, {refused, "refused"}}};
};
template <>
struct Names<app::SharedStage> {
  using enum app::SharedStage;
  static constexpr NameTable<app::SharedStage, 3> table{
      {{submitted, "submitted"}, {approved, "approved"}, {rejected, "rejected"}}};
};

}  // namespace metroon::store
