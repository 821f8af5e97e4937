// The names under which enumerators stand in the database: one table each, readable in any client.
// A name that is in use must never change.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

#include "app/registry_ports.hpp"
#include "core/words.hpp"

namespace metroon::store {

template <class E>
struct Names;

/// Those of core have core's own words.
template <core::Worded E>
struct Names<E> {
  static constexpr auto& table = core::WordsOf<E>::table;
};

template <class E>
concept Named = requires { Names<E>::table; };

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
  static constexpr core::WordTable<core::Language, 2> table{
      {{core::Language::el, "el"}, {core::Language::en, "en"}}};
};
template <>
struct Names<core::Term::Kind> {
  using enum core::Term::Kind;
  static constexpr core::WordTable<core::Term::Kind, 3> table{
      {{for_life, "for_life"},
       {while_active, "while_active"},
       {from_activation, "from_activation"}}};
};
template <>
struct Names<app::Role> {
  static constexpr core::WordTable<app::Role, 4> table{{{app::Role::office, "office"},
                                                        {app::Role::desk, "desk"},
                                                        {app::Role::auditor, "auditor"},
                                                        {app::Role::secretary, "secretary"}}};
};
template <>
struct Names<app::RowState> {
  using enum app::RowState;
  static constexpr core::WordTable<app::RowState, 6> table{{{asserted, "asserted"},
                                                            {ended, "ended"},
                                                            {held, "held"},
                                                            {decided_same, "decided_same"},
                                                            {decided_new, "decided_new"},
                                                            {erased, "erased"}}};
};
template <>
struct Names<app::TokenPurpose> {
  using enum app::TokenPurpose;
  static constexpr core::WordTable<app::TokenPurpose, 8> table{{{draft, "draft"},
                                                                {confirm_email, "confirm_email"},
                                                                {track, "track"},
                                                                {activate, "activate"},
                                                                {holder_browser, "holder_browser"},
                                                                {staff_browser, "staff_browser"},
                                                                {dormant, "dormant"},
                                                                {sheet, "sheet"}}};
};
template <>
struct Names<app::SessionOf> {
  static constexpr core::WordTable<app::SessionOf, 2> table{
      {{app::SessionOf::holder, "holder"}, {app::SessionOf::staff, "staff"}}};
};
template <>
struct Names<app::MailState> {
  using enum app::MailState;
  static constexpr core::WordTable<app::MailState, 4> table{
      {{waiting, "waiting"}, {sending, "sending"}, {accepted, "accepted"}, {refused, "refused"}}};
};
template <>
struct Names<app::SharedStage> {
  using enum app::SharedStage;
  static constexpr core::WordTable<app::SharedStage, 3> table{
      {{submitted, "submitted"}, {approved, "approved"}, {rejected, "rejected"}}};
};

}  // namespace metroon::store
