#include <gtest/gtest.h>

#include "app/acts.hpp"

namespace metroon::app {
namespace {

core::Names names() {
  core::Names all;
  all.first = "Ευάγγελος";
  all.last = "Γκίκας";
  all.first_latin = "Evangelos";
  all.last_latin = "Gkikas";
  return all;
}

TEST(NamesInLetters, AreLatinInEnglishWhereTheyAreOnRecord) {
  EXPECT_EQ(full_name(names(), core::Language::en), "Evangelos Gkikas");
  EXPECT_EQ(full_name(names(), core::Language::el), "Ευάγγελος Γκίκας");
  auto unknown = names();
  unknown.last_latin.clear();
  EXPECT_EQ(full_name(unknown, core::Language::en), "Ευάγγελος Γκίκας");
}

}  // namespace
}  // namespace metroon::app
