// The papers say what they must, in letters that other programs read back.
#include "print/printer.hpp"

#include <gtest/gtest.h>

#include "print/fixtures.hpp"

namespace metroon::print {
namespace {

using core::Language;
using testing::Test;

void expect_parts(const std::string& text, const std::vector<std::string>& parts) {
  for (const auto& part : parts)
    EXPECT_NE(text.find(part), std::string::npos) << "missing: " << part << "\nin:\n" << text;
}

/// What holds for every paper.
void expect_sound(const app::Bytes& bytes, const std::string& title) {
  const PdfFile file{bytes};
  expect_parts(file.info(), {"Pages:           1\n", "Tagged:          yes\n", "(A4)", title});
  const auto fonts = file.fonts();
  EXPECT_NE(fonts.find("NotoSans"), std::string::npos) << fonts;
  EXPECT_EQ(fonts.find(" no  "), std::string::npos) << "a font is not embedded\n" << fonts;
}

TEST(HandOverSheet, SaysItInGreek) {
  const PdfFile file{printer().hand_over_sheet(sample_policy(), sample_sheet())};
  expect_parts(file.words(),
               {"Πανεπιστήμιο Πατρών", "Ο λογαριασμός σας είναι έτοιμος", "Γεώργιος Παπαδόπουλος",
                "gpapadop@upatras.gr", "7KQ2-M9XD-4TPA-W3HV", "Ισχύει έως και 23.12.2026",
                "https://id.upatras.gr/activate", "τουλάχιστον 15 χαρακτήρες",
                "Κανείς από το γραφείο δεν θα σας ζητήσει ποτέ", "Μαρία Δημητρίου", "23.11.2026",
                "2F7K-9QXM-31", "Γραφείο Λογαριασμών", "+30 2610 996000"});
}

TEST(HandOverSheet, SaysItInEnglish) {
  const PdfFile file{printer().hand_over_sheet(sample_policy(), sample_sheet(Language::en))};
  expect_parts(file.words(), {"University of Patras", "Your account is ready", "gpapadop",
                              "7KQ2-M9XD-4TPA-W3HV", "Valid until 23.12.2026", "Maria Dimitriou"});
}

TEST(HandOverSheet, ItsQrCodeOpensTheActivationPageWithTheCodeThatNoServerSees) {
  const PdfFile file{printer().hand_over_sheet(sample_policy(), sample_sheet())};
  EXPECT_EQ(file.qr_code(), "https://id.upatras.gr/activate#7KQ2-M9XD-4TPA-W3HV\n");
}

TEST(HandOverSheet, WithoutAnApplicationSaysNothingOfItsNumber) {
  auto sheet = sample_sheet();
  sheet.number.clear();
  const PdfFile file{printer().hand_over_sheet(sample_policy(), sheet)};
  EXPECT_EQ(file.words().find("Αριθμός αίτησης"), std::string::npos);
}

TEST(HandOverSheet, PrintedAheadSaysThatItsCodeSleepsAndNamesNoHandOver) {
  auto sheet = sample_sheet();
  sheet.by = app::HandOverSheet::By::secretariat_ahead;
  const auto words = PdfFile{printer().hand_over_sheet(sample_policy(), sheet)}.words();
  expect_parts(words, {"Δελτίο λογαριασμού", "Δεν ισχύει ακόμη", "Αριθμός δελτίου", "2F7K-9QXM-31",
                       "Τυπώθηκε", "τη γραμματεία του Τμήματός σας"});
  for (const auto* wrong : {"είναι έτοιμος", "Παραδόθηκε από", "Αριθμός αίτησης", "Μαρία"})
    EXPECT_EQ(words.find(wrong), std::string::npos) << wrong;
}

TEST(HandOverSheet, OfASecretariatIsGivenAnewByTheSecretariat) {
  auto sheet = sample_sheet(Language::en);
  sheet.by = app::HandOverSheet::By::secretariat;
  const auto words = PdfFile{printer().hand_over_sheet(sample_policy(), sheet)}.words();
  expect_parts(words, {"Your account is ready", "secretariat at once", "Maria Dimitriou"});
  EXPECT_EQ(words.find("tell the office"), std::string::npos);
}

TEST(HandOverSheet, TakesNamesAsLongAsTheyCome) {
  auto sheet = sample_sheet();
  sheet.holder = "Μαρία-Αλεξάνδρα-Κωνσταντίνα Παπακωνσταντινοπούλου-Χατζηγεωργιάδου-Οικονομίδου";
  sheet.username = std::string(20, 'w');
  sheet.address = std::string(20, 'w') + "@" + std::string(60, 'w') + ".example.edu";
  sheet.officer = sheet.holder;
  sheet.activate_url = "https://" + std::string(60, 'i') + ".example.edu/activate";
  const auto bytes = printer().hand_over_sheet(long_policy(), sheet);
  expect_sound(bytes, "Ο λογαριασμός σας είναι έτοιμος");
  EXPECT_EQ(PdfFile{bytes}.words().find("w-"), std::string::npos)
      << "a hyphen that is no part of the address";
  EXPECT_EQ(PdfFile{bytes}.qr_code(), sheet.activate_url + "#7KQ2-M9XD-4TPA-W3HV\n");
}

TEST(Receipt, SaysTheNumberAndWhatComesNext) {
  const PdfFile file{printer().receipt(sample_policy(), sample_receipt())};
  expect_parts(file.words(), {"Λάβαμε την αίτησή σας", "Ελένη Χατζηγεωργίου", "Συμβασιούχος",
                              "2F7K-9QXM-31", "Λείπουν ακόμη", "Υπεύθυνη δήλωση",
                              "Αστυνομική ταυτότητα ή διαβατήριο", "https://id.upatras.gr/track",
                              "κτίριο Α, ισόγειο", "Δευτέρα – Παρασκευή, 09:00–15:00"});
  EXPECT_EQ(file.qr_code(), "2F7K-9QXM-31\n");
}

TEST(Receipt, OfACompleteApplicationMissesNothing) {
  auto receipt = sample_receipt(Language::en);
  receipt.missing.clear();
  const PdfFile file{printer().receipt(sample_policy(), receipt)};
  expect_parts(file.words(), {"We have received your application", "bring with you"});
  EXPECT_EQ(file.words().find("Still missing"), std::string::npos);
}

TEST(Receipt, OfManyPapersStaysOnOnePage) {
  auto receipt = sample_receipt();
  receipt.applicant = std::string(60, 'W');
  receipt.missing.assign(8,
                         "Βεβαίωση του επιστημονικού υπευθύνου ή του προϊσταμένου της μονάδας, "
                         "στην οποία αναφέρονται το είδος και η διάρκεια της συνεργασίας");
  receipt.to_bring.assign(4, "Αστυνομική ταυτότητα ή διαβατήριο");
  expect_sound(printer().receipt(long_policy(), receipt), "Λάβαμε την αίτησή σας");
}

TEST(BlankForm, HoldsTheOfficialSentenceAndAsksForKindAndDuration) {
  const PdfFile file{printer().blank_form(sample_policy(), 0, Language::el)};
  expect_parts(file.words(),
               {"Υπεύθυνη δήλωση", "άρθρο 8 του Ν. 1599/1986", "Με ατομική μου ευθύνη",
                "παρ. 6 του άρθρου 22 του Ν. 1599/1986", "Είδος της συνεργασίας", "Διάρκεια: από",
                "έως και", "Επώνυμο", "πατέρα", "μητέρας", "ΑΦΜ", "Υπογραφή"});
}

TEST(BlankForm, CanBeFilledInOnScreen) {
  const PdfFile file{printer().blank_form(sample_policy(), 0, Language::en)};
  EXPECT_NE(file.info().find("Form:            AcroForm"), std::string::npos) << file.info();
}

/// The font for it is in the file: a reader has no need of one with Greek letters.
TEST(BlankForm, ShowsTheGreekThatWasTyped) {
  auto bytes = printer().blank_form(sample_policy(), 0, Language::en);
  const std::string place = "/DA (/FormSans";
  const std::string typed =
      "/V <FEFF039A03AF03C103BA03B70020039403AE03BC03BF03C5> ";  // Κίρκη Δήμου
  bytes.insert(bytes.find(place), typed);
  // What comes after has moved: the reader says so, and mends it.
  const auto text = PdfFile{bytes}.run("pdftotext paper.pdf - 2>/dev/null");
  EXPECT_NE(text.find("Κίρκη Δήμου"), std::string::npos) << text;
}

TEST(EveryPaper, IsOneTaggedPageWithItsTitleAndFontsInside) {
  for (const auto language : core::all_languages) {
    const bool greek = language == Language::el;
    expect_sound(printer().hand_over_sheet(sample_policy(), sample_sheet(language)),
                 greek ? "Ο λογαριασμός σας είναι έτοιμος" : "Your account is ready");
    expect_sound(printer().receipt(sample_policy(), sample_receipt(language)),
                 greek ? "Λάβαμε την αίτησή σας" : "We have received your application");
    expect_sound(printer().blank_form(sample_policy(), 0, language),
                 greek ? "Υπεύθυνη δήλωση" : "Solemn declaration");
    expect_sound(printer().blank_form(long_policy(), 0, language),
                 greek ? "Υπεύθυνη δήλωση" : "Solemn declaration");
  }
}

TEST(EveryPaper, IsTheSameOctetsForTheSameContents) {
  const auto policy = sample_policy();
  EXPECT_EQ(printer().hand_over_sheet(policy, sample_sheet()),
            printer().hand_over_sheet(policy, sample_sheet()));
  EXPECT_EQ(printer().receipt(policy, sample_receipt()),
            printer().receipt(policy, sample_receipt()));
  EXPECT_EQ(printer().blank_form(policy, 0, Language::el),
            printer().blank_form(policy, 0, Language::el));
}

TEST(EveryPaper, IsWholeForAReaderThatWritesItAnew) {
  for (const auto& bytes : {printer().hand_over_sheet(sample_policy(), sample_sheet()),
                            printer().blank_form(sample_policy(), 0, Language::el)}) {
    const PdfFile file{bytes};
    EXPECT_TRUE(file.run("pdftocairo -pdf paper.pdf again.pdf").empty());
    EXPECT_NE(bytes.find("/Lang (el)"), std::string::npos);
  }
}

TEST(Catalogues, HaveTheSameTextsInBothLanguages) {
  const tests::PoTexts greek{"print.el.po"};
  const tests::PoTexts english{"print.en.po"};
  for (const auto& [key, text] : greek.all()) EXPECT_FALSE(english.at(key).empty()) << key;
  EXPECT_EQ(greek.all().size(), english.all().size());
}

TEST(Fill, PutsValuesInTheirPlacesOnce) {
  EXPECT_EQ(fill("{a} and {b}", {{"a", "{b}"}, {"b", "2"}}), "{b} and 2");
  EXPECT_EQ(fill("{unknown} {a", {{"a", "1"}}), "{unknown} {a");
  EXPECT_EQ(fill("", {}), "");
}

}  // namespace
}  // namespace metroon::print
