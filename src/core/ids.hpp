// The identifiers of the domain, each its own type.
#pragma once

#include "base/id.hpp"

namespace metroon::core {

using PersonId = base::Id<struct PersonTag>;
using AccountId = base::Id<struct AccountTag>;
using AffiliationId = base::Id<struct AffiliationTag>;
using ApplicationId = base::Id<struct ApplicationTag>;
using DocumentId = base::Id<struct DocumentTag>;
using StaffId = base::Id<struct StaffTag>;
using ProofId = base::Id<struct ProofTag>;
using SharedRequestId = base::Id<struct SharedRequestTag>;
using CorrectionId = base::Id<struct CorrectionTag>;
using MergeId = base::Id<struct MergeTag>;
using ClaimId = base::Id<struct ClaimTag>;
using ArrivedMailId = base::Id<struct ArrivedMailTag>;
using RegistryRunId = base::Id<struct RegistryRunTag>;
using CampaignId = base::Id<struct CampaignTag>;
using HeldRowId = base::Id<struct HeldRowTag>;
using MailId = base::Id<struct MailTag>;

}  // namespace metroon::core
