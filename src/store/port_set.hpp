// All ports on one connection.
#pragma once

#include "store/accounts.hpp"
#include "store/applications.hpp"
#include "store/arrived_mails.hpp"
#include "store/audit.hpp"
#include "store/campaigns.hpp"
#include "store/checks.hpp"
#include "store/claims.hpp"
#include "store/credentials.hpp"
#include "store/documents.hpp"
#include "store/erasures.hpp"
#include "store/licences.hpp"
#include "store/merges.hpp"
#include "store/nights.hpp"
#include "store/outbox.hpp"
#include "store/people.hpp"
#include "store/registries.hpp"
#include "store/sessions.hpp"
#include "store/shared_requests.hpp"
#include "store/staff.hpp"
#include "store/throttle.hpp"
#include "store/tokens.hpp"

namespace metroon::store {

class PortSet {
 public:
  explicit PortSet(Context context)
      : applications_{context},
        documents_{context},
        people_{context},
        accounts_{context},
        credentials_{context},
        tokens_{context},
        sessions_{context},
        throttle_{context},
        outbox_{context},
        audit_{context},
        staff_{context},
        proofs_{context},
        merges_{context},
        shared_requests_{context},
        claims_{context},
        arrived_mails_{context},
        licences_{context},
        nights_{context},
        campaigns_{context},
        registries_{context},
        erasures_{context},
        checks_{context} {}
  PortSet(const PortSet&) = delete;
  PortSet& operator=(const PortSet&) = delete;

  /// Forgets what the transaction before has seen.
  void begin() { audit_.begin(); }
  /// Sends what waited for the end of the transaction.
  void finish() { audit_.finish(); }
  [[nodiscard]] app::Ports& all() { return all_; }

 private:
  Applications applications_;
  Documents documents_;
  People people_;
  Accounts accounts_;
  Credentials credentials_;
  Tokens tokens_;
  Sessions sessions_;
  Throttle throttle_;
  Outbox outbox_;
  Audit audit_;
  StaffList staff_;
  Proofs proofs_;
  Merges merges_;
  SharedRequests shared_requests_;
  Claims claims_;
  ArrivedMails arrived_mails_;
  Licences licences_;
  Nights nights_;
  Campaigns campaigns_;
  Registries registries_;
  Erasures erasures_;
  Checks checks_;
  app::Ports all_{applications_, documents_,       people_,   accounts_,      credentials_, tokens_,
                  sessions_,     throttle_,        outbox_,   audit_,         staff_,       proofs_,
                  merges_,       shared_requests_, claims_,   arrived_mails_, licences_,    nights_,
                  campaigns_,    registries_,      erasures_, checks_};
};

}  // namespace metroon::store
