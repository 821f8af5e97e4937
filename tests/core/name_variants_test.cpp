#include "core/name_variants.hpp"

#include <gmock/gmock.h>

#include "core/names.hpp"

namespace metroon::core {
namespace {

using testing::UnorderedElementsAre;

bool akin(std::string_view first, std::string_view last, std::string_view other_first,
          std::string_view other_last) {
  const auto left = full_match_key(first, last);
  const auto right = full_match_key(other_first, other_last);
  EXPECT_EQ(are_akin(left, right), are_akin(right, left)) << left << " / " << right;
  return are_akin(left, right);
}

TEST(AkinNames, name_of_the_papers_and_the_one_people_go_by_are_akin) {
  for (const auto& [official, usual] : {std::pair{"Γεώργιος", "Γιώργος"},
                                        {"Ιωάννης", "Γιάννης"},
                                        {"Κωνσταντίνος", "Κώστας"},
                                        {"Νικόλαος", "Νίκος"},
                                        {"Δημήτριος", "ΔΗΜΗΤΡΗΣ"},
                                        {"Παναγιώτης", "Πάνος"},
                                        {"Βασίλειος", "Βασίλης"},
                                        {"Αικατερίνη", "Κατερίνα"},
                                        {"Αντώνιος", "Αντώνης"},
                                        {"Αθανάσιος", "Θανάσης"},
                                        {"Μιχαήλ", "Μιχάλης"},
                                        {"Στυλιανός", "Στέλιος"},
                                        {"Ελευθέριος", "Λευτέρης"},
                                        {"Εμμανουήλ", "Μανόλης"},
                                        {"Γρηγόριος", "Γρηγόρης"},
                                        {"Αναστάσιος", "Τάσος"},
                                        {"Θεόδωρος", "Θοδωρής"},
                                        {"Αλέξανδρος", "Αλέξης"},
                                        {"Αλέξιος", "Αλέξης"},
                                        {"GEORGIOS", "Giorgos"},
                                        {"IOANNIS", "Γιάννης"}})
    EXPECT_TRUE(akin(official, "Ράπτης", usual, "Ράπτης")) << official;
}

TEST(AkinNames, two_names_that_share_a_pet_form_are_two_names) {
  EXPECT_FALSE(akin("Αλέξανδρος", "Ράπτης", "Αλέξιος", "Ράπτης"));
  EXPECT_FALSE(akin("Γεώργιος", "Ράπτης", "Γρηγόριος", "Ράπτης"));
  EXPECT_FALSE(akin("Γεώργιος", "Ράπτης", "Γιώργος", "Ραπτάκης"));
}

TEST(AkinNames, one_name_more_is_akin_and_two_are_not) {
  EXPECT_TRUE(akin("Μαρία Ελένη", "Ράπτη", "Μαρία", "Ράπτη"));
  EXPECT_TRUE(akin("Μαρία", "Παπαδοπούλου-Γεωργίου", "Μαρία", "Παπαδοπούλου"));
  EXPECT_TRUE(akin("Γεώργιος Νικόλαος", "Ράπτης", "Γιώργος", "Ράπτης"));
  EXPECT_FALSE(akin("Μαρία Ελένη", "Παπαδοπούλου-Γεωργίου", "Μαρία", "Παπαδοπούλου"));
  EXPECT_FALSE(akin("Μαρία Ελένη", "Ράπτη", "Άννα", "Ράπτη"));
}

TEST(AkinNames, what_is_left_is_two_names_at_least) {
  EXPECT_FALSE(are_akin("", ""));
  EXPECT_FALSE(are_akin("maria", "maria rapti"));
  EXPECT_FALSE(are_akin("maria", "maria"));
}

TEST(AkinNames, every_key_to_look_under_is_akin_and_most_names_have_none) {
  EXPECT_TRUE(akin_match_keys("Σοφία", "Ράπτη").empty());
  EXPECT_TRUE(akin_match_keys("", "Ράπτη Γεωργίου").empty());
  EXPECT_THAT(akin_match_keys("Γεώργιος", "Ράπτης"),
              UnorderedElementsAre(full_match_key("Γιώργος", "Ράπτης"),
                                   full_match_key("Γιώργης", "Ράπτης")));
  EXPECT_THAT(akin_match_keys("Σοφία Άννα", "Ράπτη-Κανελλοπούλου"),
              UnorderedElementsAre(full_match_key("Σοφία", "Ράπτη-Κανελλοπούλου"),
                                   full_match_key("Άννα", "Ράπτη-Κανελλοπούλου"),
                                   full_match_key("Σοφία Άννα", "Ράπτη"),
                                   full_match_key("Σοφία Άννα", "Κανελλοπούλου")));
  for (const auto& key : akin_match_keys("Κωνσταντίνος Ιωάννης", "Ράπτης"))
    EXPECT_TRUE(are_akin(key, full_match_key("Κωνσταντίνος Ιωάννης", "Ράπτης"))) << key;
}

}  // namespace
}  // namespace metroon::core
