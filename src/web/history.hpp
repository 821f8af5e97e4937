// What is on record about somebody, in people's words.
#pragma once

#include <map>

#include "app/records.hpp"
#include "web/words.hpp"

namespace metroon::web {

/// Who did something, by name: an officer's, a registry's title, "the operator", "by itself".
class Actors {
 public:
  explicit Actors(const Context& context) : context_{context} {}
  /// @param actor As app::AuditEntry has it.
  [[nodiscard]] std::string name(std::string_view actor);

 private:
  std::string staff_name(const std::string& login);

  const Context& context_;
  std::map<std::string, std::string, std::less<>> staff_;
};

/// What was done; the record's own word if it has no text.
[[nodiscard]] std::string action_text(const Context&, const std::string& action);
/// What the entry says beside it, without numbers of ours; empty if it is only those.
[[nodiscard]] std::string detail_text(const Context&, const app::AuditEntry&);

/// By whose word somebody has a capacity: `application TZQA3KDTVP` in people's words.
[[nodiscard]] std::string source_text(const Context&, const std::string& asserted_by);

/// Fills the section HISTORY of `_history.html`, oldest first.
void put_history(View&, const Context&, const std::vector<app::AuditEntry>&);

}  // namespace metroon::web
