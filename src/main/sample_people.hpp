// Names and numbers for made-up people. Nobody's: the numbers are built to pass their checks.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/day.hpp"

namespace metroon::main {

struct SampleName {
  std::string_view first, last, father;
};

inline constexpr std::array sample_names{
    SampleName{"Γεώργιος", "Παπαδόπουλος", "Νικόλαος"},
    SampleName{"Ελένη", "Αντωνίου", "Δημήτριος"},
    SampleName{"Ευάγγελος", "Γκίκας", "Χρήστος"},
    SampleName{"Μαρία", "Μπουμπούλη", "Παναγιώτης"},
    SampleName{"Αικατερίνη", "Ψαρρά", "Σπυρίδων"},
    SampleName{"Θεόδωρος", "Οικονόμου", "Ιωάννης"},
    SampleName{"Ναυσικά", "Ευθυμίου", "Άγγελος"},
    SampleName{"Χαράλαμπος", "Τζαβέλλας", "Κωνσταντίνος"},
    SampleName{"Ουρανία", "Μαΐου", "Στέφανος"},
    SampleName{"Παύλος", "Ξανθόπουλος", "Ηλίας"},
    SampleName{"Ιωάννα", "Λιάκου", "Βασίλειος"},
    SampleName{"Αθανάσιος", "Ρήγας", "Μιχαήλ"},
    SampleName{"Σοφία", "Καραγιάννη", "Ανδρέας"},
    SampleName{"Δημήτριος", "Ντούλας", "Φώτιος"},
    SampleName{"Χρυσούλα", "Βλάχου", "Εμμανουήλ"},
    SampleName{"Νικόλαος", "Ζαφειρόπουλος", "Γεράσιμος"},
    SampleName{"Ευφροσύνη", "Δρακοπούλου", "Αλέξανδρος"},
    SampleName{"Σταύρος", "Χατζηγεωργίου", "Θωμάς"},
    SampleName{"Ειρήνη", "Φωτοπούλου", "Λεωνίδας"},
    SampleName{"Κωνσταντίνος", "Ιατρίδης", "Ευστάθιος"},
    SampleName{"Άννα", "Σαραντοπούλου", "Ζήσης"},
    SampleName{"Μιχαήλ", "Υψηλάντης", "Αριστείδης"},
    SampleName{"Βασιλική", "Αυγερινού", "Τρύφων"},
    SampleName{"Πέτρος", "Κουτσουμπέλης", "Ορέστης"},
};

/// The n-th made-up identity card, tax number and social security number, each valid by its own
/// rule.
[[nodiscard]] std::string sample_identity_card(unsigned n);
[[nodiscard]] std::string sample_afm(unsigned n);
[[nodiscard]] std::string sample_amka(base::Day birth, unsigned n);

}  // namespace metroon::main
