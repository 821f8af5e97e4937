// Deliveries in files: what is read, what is refused, and how a row is known again.
#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <set>

#include "base/text.hpp"
#include "feed/decoder.hpp"
#include "feed/fingerprint.hpp"
#include "feed/registries.hpp"
#include "wire/csv.hpp"

namespace metroon::feed {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::string small_csv(std::string_view rows) {
  return std::string{small_header} + std::string{rows};
}

/// Why the one row is bad: reason, column, what was found.
std::vector<std::string> complaint(std::string_view toml, std::string_view row) {
  const auto all = read(declared(toml), small_csv(row));
  if (all.bad.size() != 1) return {"good"};
  return {all.bad.front().reason, all.bad.front().column, all.bad.front().found};
}

base::Day day(int year, unsigned month, unsigned number) {
  return base::Day{std::chrono::year{year} / month / number};
}

std::optional<RefusalReason> refusal(const Declaration& declaration, std::string_view csv) {
  const Folder folder;
  const auto delivery = open_delivery_file(declaration, folder.write("delivery.csv", csv));
  return delivery ? std::nullopt : std::optional{delivery.error().reason};
}

TEST(Delivery, reads_what_a_row_says) {
  const auto all = read(declared(small_registry), small_csv(small_row));
  ASSERT_EQ(all.seen.size(), 1U);
  EXPECT_EQ(all.seen.front(), (core::Observation{.key = "0012345",
                                                 .names = {.first = "Ευάγγελος", .last = "Γκίκας"},
                                                 .birth = day(2005, 4, 3),
                                                 .identifiers = {.afm = "094259216"},
                                                 .email = "gikas@example.org",
                                                 .kind = kind("undergraduate"),
                                                 .unit = "physics",
                                                 .from = day(2023, 9, 1)}));
  EXPECT_THAT(all.keys, ElementsAre("0012345"));
  EXPECT_TRUE(all.whole);
}

TEST(Delivery, reads_how_an_affiliation_ended) {
  const auto row = edited(small_row, "2023-09-01,,", "2023-09-01,2026-07-15,degree");
  const auto seen = read(declared(small_registry), small_csv(row)).seen.at(0);
  EXPECT_EQ(seen.ends, day(2026, 7, 15)) << "the first day without it, as the file has it";
  EXPECT_EQ(seen.ending, core::Ending::graduation);
  const auto last_day = edited(small_registry, "\"ends\",", "\"ends\", last_day = true,");
  EXPECT_EQ(read(declared(last_day), small_csv(row)).seen.at(0).ends, day(2026, 7, 16));
  const auto nothing = edited(small_row, "2023-09-01,,", "2023-09-01,-,");
  EXPECT_FALSE(read(declared(small_registry), small_csv(nothing)).seen.at(0).ends);
}

TEST(Delivery, finds_columns_by_name_wherever_they_stand) {
  const auto all = read(declared(small_registry),
                        "remarks, why ,ends,from,unit,kind,email,afm,birth,first,last,number\n"
                        "good,,,2023-09-01,physics,U,,,2005-04-03,Ευάγγελος,Γκίκας,0012345\n");
  ASSERT_EQ(all.seen.size(), 1U);
  EXPECT_EQ(all.seen.front().names.last, "Γκίκας");
  EXPECT_EQ(all.seen.front().unit, "physics");
}

TEST(Delivery, trims_what_a_register_pads) {
  const auto row = edited(small_row, "Γκίκας,Ευάγγελος", "\"  Γκίκας\u00A0 \",Ευάγγελος  Πέτρος ");
  const auto seen = read(declared(small_registry), small_csv(row)).seen.at(0);
  EXPECT_EQ(seen.names.last, "Γκίκας");
  EXPECT_EQ(seen.names.first, "Ευάγγελος Πέτρος");
}

TEST(Delivery, tells_of_each_bad_row_why_and_reads_on) {
  const std::vector<std::pair<std::string, std::vector<std::string>>> all{
      {edited(small_row, "03/04/2005", "31/02/2005"), {"not_a_date", "birth", "31/02/2005"}},
      {edited(small_row, "03/04/2005", ""), {"missing_value", "birth", ""}},
      {edited(small_row, "Γκίκας", ""), {"missing_value", "last", ""}},
      {edited(small_row, "Γκίκας", "Γκίκας 7"), {"not_a_name", "last", "Γκίκας 7"}},
      {edited(small_row, "094259216", "094259217"), {"wrong_check_digit", "afm", ""}},
      {edited(small_row, "094259216", "9425921"), {"wrong_length", "afm", ""}},
      {edited(small_row, "gikas@", "gikas at "),
       {"not_an_address", "email", "gikas at example.org"}},
      {edited(small_row, ",U,", ",X,"), {"unknown_value", "kind", "X"}},
      {edited(small_row, ",U,", ",,"), {"missing_value", "kind", ""}},
      {edited(small_row, "physics", "alchemy"), {"unknown_value", "unit", "alchemy"}},
      {edited(small_row, "2023-09-01", "2003-09-01"), {"before_birth", "from", "2003-09-01"}},
      {edited(small_row, "2023-09-01,,", "2023-09-01,2023-08-31,"),
       {"before_from", "ends", "2023-08-31"}},
      {edited(small_row, "0012345", "00123456"), {"wrong_width", "number", "00123456"}},
      {edited(small_row, "Γκίκας,", "Γκί\"κας,"), {"stray_quote", "", ""}},
      {edited(small_row, "Γκίκας,", ""), {"wrong_number_of_columns", "", ""}},
      {edited(small_row, "Γκίκας", "\xC3\xEA"), {"wrong_encoding", "last", "\uFFFD\uFFFD"}},
  };
  std::string rows;
  for (const auto& [row, expected] : all) {
    EXPECT_EQ(complaint(small_registry, row), expected) << row;
    rows += row;
  }
  const auto together = read(declared(small_registry), small_csv(rows + std::string{small_row}));
  EXPECT_EQ(together.bad.size(), all.size());
  EXPECT_EQ(together.seen.size(), 1U);
  EXPECT_EQ(together.bad.back().line, static_cast<std::int64_t>(all.size()) + 1);
  EXPECT_EQ(together.bad.back().key, "0012345");
}

TEST(Delivery, leaves_out_what_will_not_do_where_that_was_declared) {
  const auto toml = edited(small_registry, "\"email\"", "\"email\", leave_out_wrong = true");
  const auto row = edited(small_row, "gikas@", "gikas at ");
  const auto all = read(declared(toml), small_csv(row));
  ASSERT_EQ(all.seen.size(), 1U);
  EXPECT_EQ(all.seen.front().email, "");
}

TEST(Delivery, lost_leading_zeros_are_matched_or_held) {
  const auto row = edited(small_row, "0012345", "12345");
  EXPECT_THAT(complaint(small_registry, row), ElementsAre("lost_leading_zeros", "number", "12345"));
  const auto toml = edited(small_registry, "width = 7", "width = 7, pad = true");
  EXPECT_EQ(read(declared(toml), small_csv(row)).seen.at(0).key, "0012345");
  for (const auto& text : {std::string{small_registry}, toml})
    EXPECT_THAT(read(declared(text), small_csv(row)).keys, ElementsAre("0012345"))
        << "the row is known again either way: nobody's affiliation is left out";
}

TEST(Delivery, shifted_columns_are_refused) {
  const auto shifted = edited(small_row, "Γκίκας,", "Γκίκας,new,");
  const auto too_many = read(declared(small_registry), small_csv(shifted));
  EXPECT_THAT(too_many.seen, IsEmpty());
  const auto inserted = edited(small_header, "birth", "address,birth");
  EXPECT_EQ(
      read(declared(small_registry), inserted + edited(small_row, "03/", "Street,03/")).seen.size(),
      1U)
      << "with its name in the header a column more does no harm";
  // The header has the new column elsewhere than the rows.
  const auto wrong =
      read(declared(small_registry), edited(small_header, "why", "why,new") + shifted);
  EXPECT_THAT(wrong.seen, IsEmpty());
  EXPECT_EQ(wrong.bad.size(), 1U);
}

TEST(Delivery, truncated_feed_is_refused) {
  std::string csv = small_csv("");
  for (int row = 0; row < 100; ++row)
    csv += edited(small_row, "12345", std::to_string(10000 + row));
  const auto declaration = declared(small_registry);
  EXPECT_TRUE(read(declaration, csv).whole);
  const auto cut = csv.substr(0, csv.size() * 6 / 10);
  ASSERT_NE(cut.back(), '\n');
  EXPECT_FALSE(read(declaration, cut).whole);
}

TEST(Delivery, a_file_that_is_written_to_while_it_is_read_is_not_whole) {
  const Folder folder;
  const auto path = folder.write("delivery.csv", small_csv(small_row));
  const auto delivery = open_delivery_file(declared(small_registry), path);
  ASSERT_TRUE(delivery);
  std::ofstream{path, std::ios::app} << small_row;
  EXPECT_FALSE(read(**delivery).whole);
}

TEST(Delivery, passes_over_header_lines_in_between_and_rows_of_nothing) {
  const auto csv = small_csv(std::string{small_row} + std::string{small_header} + ",,,,,,,,,,\n" +
                             std::string{small_row});
  const auto all = read(declared(small_registry), csv);
  EXPECT_EQ(all.seen.size(), 2U);
  EXPECT_THAT(all.bad, IsEmpty());
}

TEST(Delivery, refuses_a_header_that_lacks_a_column) {
  const auto declaration = declared(small_registry);
  EXPECT_EQ(refusal(declaration, edited(small_header, "birth", "brith")),
            RefusalReason::missing_column);
  EXPECT_EQ(refusal(declaration, edited(small_header, "why", "why,afm")),
            RefusalReason::column_twice);
  EXPECT_EQ(refusal(declaration, ""), RefusalReason::no_header);
  EXPECT_EQ(refusal(declaration, "number,last"), RefusalReason::no_header);
  EXPECT_EQ(refusal(declaration, "\xFF\xFEn\0u\0"), RefusalReason::wrong_encoding);
  EXPECT_EQ(refusal(declaration, "\xC3\xEA,b\n"), RefusalReason::wrong_encoding);
  EXPECT_EQ(refusal(declaration, small_header), std::nullopt);
}

TEST(Delivery, names_the_column_that_was_probably_meant) {
  const Folder folder;
  const auto path = folder.write("a.csv", edited(small_header, "birth", "birht"));
  const auto delivery = open_delivery_file(declared(small_registry), path);
  ASSERT_FALSE(delivery);
  EXPECT_THAT(delivery.error().what, HasSubstr("no column \"birth\" (is it \"birht\"?)"));
}

TEST(Delivery, takes_the_newest_file_of_a_folder) {
  const Folder folder;
  const auto older = folder.write("2026-11.csv", small_csv(""));
  const auto newer = folder.write("2026-10.csv", small_csv(small_row));
  (void)folder.write("notes.txt", "");
  using std::filesystem::last_write_time;
  last_write_time(older, last_write_time(newer) - std::chrono::hours{1});
  const auto toml = edited(small_registry, "/nowhere/students.csv", folder.path("*.csv"));
  const auto delivery = open_delivery(declared(toml), {});
  ASSERT_TRUE(delivery);
  EXPECT_EQ((*delivery)->source(), newer);
  EXPECT_EQ(read(**delivery).seen.size(), 1U);
  const auto none = edited(small_registry, "/nowhere/students.csv", folder.path("*.tsv"));
  EXPECT_EQ(open_delivery(declared(none), {}).error().reason, RefusalReason::no_such_file);
  const auto missing = open_delivery(declared(small_registry), {});
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().reason, RefusalReason::no_such_file);
}

TEST(Delivery, delta_goes_on_with_the_oldest_file_after_the_last) {
  const Folder folder;
  const auto third = folder.write("a.csv", small_csv(small_row));
  const auto first = folder.write("b.csv", small_csv(""));
  const auto second = folder.write("c.csv", small_csv(""));
  using std::filesystem::last_write_time;
  const auto when = last_write_time(third);
  last_write_time(first, when - std::chrono::hours{1});
  last_write_time(second, when - std::chrono::hours{1});  // Within the same second, by copying.
  auto toml = edited(small_registry, "/nowhere/students.csv", folder.path("*.csv"));
  std::optional<app::DeliveryMark> last;
  const auto opens = [&](const Declaration& declaration) {
    const auto delivery = open_delivery_after(declaration, {}, last).value();
    last = {delivery->made(), std::string{delivery->source()}};
    return last->source;
  };
  auto declaration = declared(toml);
  EXPECT_EQ(opens(declaration), third) << "a full one says everything";
  EXPECT_FALSE(another_waits(declaration, *last));
  declaration.registry.full = false;
  last = {};
  EXPECT_EQ(opens(declaration), first);
  EXPECT_TRUE(another_waits(declaration, *last));
  EXPECT_EQ(opens(declaration), second);
  EXPECT_EQ(opens(declaration), third);
  EXPECT_FALSE(another_waits(declaration, *last));
  EXPECT_EQ(opens(declaration), third) << "nothing new";
}

TEST(Delivery, reads_the_same_from_every_encoding) {
  const auto utf_8 = small_csv(small_row);
  const auto good = read(declared(small_registry), utf_8).seen;
  EXPECT_EQ(read(declared(small_registry), "\xEF\xBB\xBF" + utf_8).seen, good);
  const auto greek = edited(edited(utf_8, "Γκίκας", "\xC3\xEA\xDF\xEA\xE1\xF2"), "Ευάγγελος",
                            "\xC5\xF5\xDC\xE3\xE3\xE5\xEB\xEF\xF2");
  for (const auto* encoding : {"windows-1253", "iso-8859-7"}) {
    const auto toml = edited(small_registry, "utf-8", encoding);
    EXPECT_EQ(read(declared(toml), greek).seen, good);
    EXPECT_EQ(refusal(declared(toml), "\xEF\xBB\xBF" + utf_8), RefusalReason::wrong_encoding);
  }
  EXPECT_EQ(read(declared(small_registry), greek).bad.size(), 1U);
}

TEST(Delivery, names_in_capitals_are_written_as_names_where_that_was_declared) {
  const auto toml = edited(small_registry, "[file]", "title_case = true\n[file]");
  const auto row = edited(edited(small_row, "Γκίκας", "ΓΚΙΚΑΣ"), "Ευάγγελος", "ΕΥΑΓΓΕΛΟΣ");
  EXPECT_EQ(read(declared(toml), small_csv(row)).seen.at(0).names.last, "Γκικας");
  EXPECT_EQ(read(declared(small_registry), small_csv(row)).seen.at(0).names.last, "ΓΚΙΚΑΣ");
}

TEST(Delivery, knows_a_row_again_and_sees_every_change) {
  const auto declaration = declared(small_registry);
  const auto print = [](const Declaration& how, std::string_view csv) {
    return read(how, csv).fingerprints.at(0);
  };
  const auto first = print(declaration, small_csv(small_row));
  EXPECT_EQ(print(declaration, small_csv("\n" + std::string{small_row})), first);
  EXPECT_NE(print(declaration, small_csv(edited(small_row, "physics", "physicS"))), first);
  EXPECT_NE(print(declaration,
                  edited(edited(edited(small_header, "last", "x"), "first", "last"), "x", "first") +
                      std::string{small_row}),
            first)
      << "two columns have changed places";
  EXPECT_NE(print(declared(edited(small_registry, "width = 7", "width = 8")), small_csv(small_row)),
            first);
}

TEST(Delivery, fingerprints_are_the_same_in_ten_years) {
  const Fingerprints fingerprints{"a declaration", {"number", "last"}};
  EXPECT_EQ(fingerprints.of("0012345,Γκίκας"),
            (app::Fingerprint{13392961907053461706U, 9977301310795773091U}))
      << "they are kept in databases: other ones would read every row anew";
}

RC_GTEST_PROP(DeliveryLaws, a_prefix_is_not_whole_or_loses_whole_rows_only, ()) {
  const auto declaration = declared(small_registry);
  std::string csv = small_csv("");
  const auto rows = *rc::gen::inRange(0, 8);
  for (int row = 0; row < rows; ++row)
    csv += edited(small_row, "12345", std::to_string(10000 + row));
  const auto least = small_header.size();
  const auto cut = *rc::gen::inRange(least, csv.size() + 1);
  const auto all = read(declaration, csv.substr(0, cut));
  const auto complete = read(declaration, csv);
  RC_ASSERT(all.bad.empty());
  RC_ASSERT(std::ranges::equal(all.seen, std::span{complete.seen}.first(all.seen.size())));
  RC_ASSERT(all.whole == (csv[cut - 1] == '\n'));
}

RC_GTEST_PROP(DeliveryLaws, text_is_clean_however_it_was_written, ()) {
  const auto letters = *rc::gen::container<std::vector<char32_t>>(
      rc::gen::element(U'a', U'Γ', U'ς', U'ΐ', U'Ά', U'\u0387', U'\u0301', U'ι', U' ', U'\u00A0',
                       U'é', U'\u0308', U'ϒ', U'1'));
  const auto text = base::from_code_points(letters);
  RC_ASSERT(clean_text(text, wire::Encoding::utf_8) == base::nfc(base::squeeze(text)));
}

RC_GTEST_PROP(DeliveryLaws, two_different_keys_stay_different, ()) {
  const auto toml =
      edited(edited(small_registry, "[\"number\"]", "[\"number\", \"unit\"]"), ", width = 7", "");
  const auto word = rc::gen::nonEmpty(
      rc::gen::container<std::string>(rc::gen::elementOf(std::string{"ab0 \t\",/"})));
  const std::array one{*word, *word};
  const std::array two{*word, *word};
  const auto row = [](const std::array<std::string, 2>& key) {
    return wire::encode_csv_row(
        std::vector<std::string>{key[0], "", "", "", "", "", "", key[1], "", "", ""}, ',');
  };
  const auto keys = read(declared(toml), small_csv(row(one) + row(two))).keys;
  if (keys.size() < 2 || keys[0].empty() || keys[0] != keys[1]) return;
  RC_ASSERT(base::squeeze(one[0]) == base::squeeze(two[0]));
  RC_ASSERT(base::squeeze(one[1]) == base::squeeze(two[1]));
}

}  // namespace
}  // namespace metroon::feed
