#include "scenario/oracle.hpp"

namespace metroon::scenario {

using app::patras;

std::string story(const Papers& papers, const core::Dossier& dossier,
                  const std::vector<Letter>* letters) {
  std::string told;
  const auto say = [&](const std::string& what, const std::optional<Day>& day) {
    told += what + (day ? " " + base::to_iso(*day) : "");
  };
  say("activated", papers.activated);
  for (const auto& one : papers.said)
    say("\n  said " + one.by + " " + one.kind, one.from), say(" to", one.ends),
        told += one.ending == core::Ending::graduation ? " by degree" : "";
  for (const auto& one : dossier.affiliations)
    say("\n  has " + patras().affiliations[one.kind].key + " by " + one.asserted_by, one.from),
        say(" to", one.ends), told += one.ending == core::Ending::graduation ? " by degree" : "";
  for (const auto& one : dossier.notices)
    say("\n  notice of", one.ending), say(", accepted", one.accepted);
  for (const auto& one : dossier.holds)
    say("\n  hold by " + one.by, one.from), say(" to", one.until);
  for (const auto& one : papers.holds)
    say("\n  held " + one.by + " " + one.said, one.from), say(" to", one.until);
  if (letters)
    for (const auto& one : *letters)
      say("\n  letter", one.taken), say(" promised", one.promised), told += " " + one.services;
  if (papers.merged) say("\n  merged", papers.merged);
  return told;
}

}  // namespace metroon::scenario
