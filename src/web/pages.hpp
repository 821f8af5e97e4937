// The pages, one function and one file each; to add one, see docs/manual/pages.md.
#pragma once

#include "web/router.hpp"

namespace metroon::web {

void register_start(Router&);
void register_apply(Router&);
void register_apply_form(Router&, const core::ApplicationRules&);
void register_track(Router&);
void register_track_application(Router&, const core::ApplicationRules&);
void register_activate(Router&);
void register_account(Router&);
void register_account_password(Router&);
void register_account_claim(Router&, const core::ApplicationRules&);
void register_software(Router&);
void register_support(Router&);
void register_shared_accounts(Router&);
void register_office_queue(Router&);
void register_office_application(Router&);
void register_office_claims(Router&, const core::ApplicationRules&);
void register_office_campaigns(Router&);
void register_office_campaign(Router&);
void register_office_endings(Router&);
void register_office_numbers(Router&);
void register_office_desk(Router&);
void register_office_people(Router&);
void register_office_merge(Router&);
void register_office_merges(Router&);
void register_office_shared(Router&);
void register_office_successors(Router&);
void register_office_registries(Router&);
void register_office_held(Router&);
void register_office_foreseen(Router&);
void register_registry_rows(Router&);
void register_audit(Router&);
void register_secretary(Router&);
void register_secretary_batch(Router&);

}  // namespace metroon::web
