#include "cli/words.hpp"

#include <utility>

namespace metroon::cli {

std::string_view to_word(core::Stage stage) {
  using enum core::Stage;
  switch (stage) {
    case draft:
      return "draft";
    case unconfirmed:
      return "unconfirmed";
    case incomplete:
      return "incomplete";
    case submitted:
      return "submitted";
    case needs_more:
      return "needs_more";
    case approved:
      return "approved";
    case handed_over:
      return "handed_over";
    case activated:
      return "activated";
    case rejected:
      return "rejected";
    case withdrawn:
      return "withdrawn";
    case expired:
      return "expired";
  }
  std::unreachable();
}

std::string_view to_word(core::AccountState state) {
  using enum core::AccountState;
  switch (state) {
    case no_account:
      return "no_account";
    case not_handed_over:
      return "not_handed_over";
    case not_activated:
      return "not_activated";
    case active:
      return "active";
    case suspended:
      return "suspended";
    case ended:
      return "ended";
    case closed:
      return "closed";
  }
  std::unreachable();
}

std::string_view to_word(core::Gate gate) {
  using enum core::Gate;
  switch (gate) {
    case open:
      return "open";
    case account_closed:
      return "account_closed";
    case no_proof:
      return "no_proof";
    case not_activated:
      return "not_activated";
    case suspended:
      return "suspended";
    case ended:
      return "ended";
    case switched_off:
      return "switched_off";
  }
  std::unreachable();
}

std::string_view to_word(core::Why why) {
  using enum core::Why;
  switch (why) {
    case for_life:
      return "for_life";
    case while_active:
      return "while_active";
    case from_activation:
      return "from_activation";
    case kept_after_end:
      return "kept_after_end";
    case kept_after_graduation:
      return "kept_after_graduation";
    case owner:
      return "owner";
  }
  std::unreachable();
}

std::string to_word(core::Until until) {
  switch (until.kind) {
    case core::Until::Kind::not_started:
      return "not-started";
    case core::Until::Kind::day:
      return base::to_iso(until.last);
    case core::Until::Kind::no_end_known:
      return "open";
    case core::Until::Kind::for_ever:
      return "for-ever";
  }
  std::unreachable();
}

}  // namespace metroon::cli
