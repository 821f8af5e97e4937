#include "feed/title_case.hpp"

#include <gtest/gtest.h>

namespace metroon::feed {
namespace {

TEST(TitleCase, writes_capitals_as_names_and_leaves_the_rest) {
  const std::pair<std::string_view, std::string_view> names[]{{"ΓΚΙΚΑΣ", "Γκικας"},
                                                              {"ΑΝΝΑ-ΜΑΡΙΑ", "Αννα-Μαρια"},
                                                              {"ΓΚΙΚΑΣ ΠΑΠΠΑΣ", "Γκικας Παππας"},
                                                              {"ΓΚΙΚΑΣ-ΠΑΠΠΑΣ", "Γκικας-Παππας"},
                                                              {"Γκίκας", "Γκίκας"},
                                                              {"McDonald", "McDonald"},
                                                              {"O'BRIEN", "O'Brien"},
                                                              {"Α. ΠΑΠΠΑΣ", "Α. Παππας"},
                                                              {"ΆΝΝΑ", "Άννα"},
                                                              {"MÜLLER", "Müller"},
                                                              {"ΣΟΦΟΣ", "Σοφος"},
                                                              {"ΤΑΫΓΕΤΟΣ", "Ταϋγετος"},
                                                              {"", ""}};
  for (const auto& [capitals, name] : names) EXPECT_EQ(title_case(capitals), name) << capitals;
}

}  // namespace
}  // namespace metroon::feed
