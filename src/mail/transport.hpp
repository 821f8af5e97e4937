// The ways a letter can leave us.
#pragma once

#include "mail/compose.hpp"

namespace metroon::mail {

enum class Outcome {
  accepted,   ///< Somebody else has taken charge of it.
  try_again,  ///< Not now; nothing is wrong with the letter.
  refused,    ///< Never: this letter, to this address.
};
struct Delivery {
  Outcome outcome{};
  std::string server;  ///< What the other side, or the network, said.
};

class Transport {
 public:
  virtual ~Transport() = default;
  [[nodiscard]] virtual Delivery deliver(const Letter&) = 0;
};

}  // namespace metroon::mail
