// A printer with the real words, sample papers, and the programs that read PDF files.
#pragma once

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <stdio.h>
#include <stdlib.h>

#include <array>
#include <filesystem>
#include <fstream>

#include "print/printer.hpp"
#include "support/po_texts.hpp"

namespace metroon::print {

class CatalogueTexts final : public Texts {
 public:
  std::string text(core::Language language, std::string_view key) const override {
    return (language == core::Language::el ? greek_ : english_).at(std::string{key});
  }

 private:
  tests::PoTexts greek_{"print.el.po"};
  tests::PoTexts english_{"print.en.po"};
};

class SampleDates final : public app::MailTexts {
 public:
  Text mail(core::Language, std::string_view, const Values&) const override { return {}; }
  std::string office_hours(core::Language language, const core::OfficeHours&) const override {
    return language == core::Language::el ? "Δευτέρα – Παρασκευή, 09:00–15:00"
                                          : "Monday – Friday, 09:00–15:00";
  }
  std::string day(core::Language, app::Day day) const override {
    const std::chrono::year_month_day date{day};
    return fmt::format("{}.{}.{}", static_cast<unsigned>(date.day()),
                       static_cast<unsigned>(date.month()), static_cast<int>(date.year()));
  }
};

inline PdfPrinter& printer() {
  static const CatalogueTexts texts;
  static const SampleDates dates;
  static PdfPrinter instance{texts, dates};
  return instance;
}

inline core::Policy sample_policy() {
  core::Policy policy;
  policy.institution.name = {"Πανεπιστήμιο Πατρών", "University of Patras"};
  policy.institution.account_name = {"Upnet ID", "Upnet ID"};
  policy.office.name = {"Γραφείο Λογαριασμών", "Account Office"};
  policy.office.place = {"Πανεπιστημιούπολη, Ρίο, κτίριο Α, ισόγειο",
                         "University campus, Rio, building A, ground floor"};
  policy.office.email = "accounts@upatras.gr";
  policy.office.phone = "+30 2610 996000";
  policy.evidence.push_back({.key = "solemn-declaration",
                             .name = {"Υπεύθυνη δήλωση", "Solemn declaration"},
                             .hint = {},
                             .form = true,
                             .source = ""});
  return policy;
}

/// Names as long as forms take them.
inline core::Policy long_policy() {
  auto policy = sample_policy();
  policy.institution.name = {
      "Πανελλήνιο Ινστιτούτο Θεωρητικών και Εφαρμοσμένων Ανθρωπιστικών και Πολιτιστικών Σπουδών",
      "Panhellenic Institute of Theoretical and Applied Humanities and Cultural Studies of Patras"};
  policy.institution.account_name = {"Ιδρυματικός Λογαριασμός Μελών",
                                     "Institutional Members' Account"};
  policy.office.name = {
      "Διεύθυνση Ψηφιακής Διακυβέρνησης, Τμήμα Υποστήριξης και Διαχείρισης Λογαριασμών Χρηστών",
      "Directorate of Digital Governance, Department of User Support and Account Management"};
  return policy;
}

inline app::Day day_of(int year, unsigned month, unsigned day) {
  return app::Day{std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{day}};
}

inline app::HandOverSheet sample_sheet(core::Language language = core::Language::el) {
  const bool greek = language == core::Language::el;
  return {.holder = greek ? "Γεώργιος Παπαδόπουλος" : "Georgios Papadopoulos",
          .username = "gpapadop",
          .address = "gpapadop@upatras.gr",
          .code = base::Secret{"7KQ2-M9XD-4TPA-W3HV"},
          .activate_url = "https://id.upatras.gr/activate",
          .made = app::Instant{std::chrono::milliseconds{1795441200000}},
          .day = day_of(2026, 11, 23),
          .valid_until = day_of(2026, 12, 23),
          .officer = greek ? "Μαρία Δημητρίου" : "Maria Dimitriou",
          .number = "2F7K-9QXM-31",
          .language = language};
}

inline app::Receipt sample_receipt(core::Language language = core::Language::el) {
  const bool greek = language == core::Language::el;
  return {.number = "2F7K-9QXM-31",
          .applicant = greek ? "Ελένη Χατζηγεωργίου" : "Eleni Chatzigeorgiou",
          .kind = greek ? "Συμβασιούχος" : "Contractor",
          .track_url = "https://id.upatras.gr/track",
          .submitted = day_of(2026, 11, 23),
          .missing = {greek ? "Υπεύθυνη δήλωση" : "Solemn declaration"},
          .to_bring = {greek ? "Αστυνομική ταυτότητα ή διαβατήριο"
                             : "Police identity card or passport"},
          .language = language};
}

/// A PDF in a folder of its own, seen through the programs that people use.
class PdfFile {
 public:
  explicit PdfFile(const app::Bytes& bytes) {
    auto pattern = (std::filesystem::temp_directory_path() / "metroon-pdf-XXXXXX").string();
    folder_ = ::mkdtemp(pattern.data());
    std::ofstream{folder_ / "paper.pdf", std::ios::binary} << bytes;
  }
  PdfFile(const PdfFile&) = delete;
  PdfFile& operator=(const PdfFile&) = delete;
  ~PdfFile() { std::filesystem::remove_all(folder_); }

  [[nodiscard]] std::string text() const { return run("pdftotext -layout paper.pdf -"); }
  [[nodiscard]] std::string words() const {
    return run("pdftotext paper.pdf - | tr -s ' \\n\\f' ' '");
  }
  [[nodiscard]] std::string info() const { return run("pdfinfo paper.pdf"); }
  [[nodiscard]] std::string fonts() const { return run("pdffonts paper.pdf"); }
  [[nodiscard]] std::string qr_code() const {
    return run(
        "pdftoppm -png -r 150 paper.pdf page && zbarimg --quiet --raw page*.png 2>/dev/null");
  }
  /// Standard output; a program that fails, or complains, fails the test.
  [[nodiscard]] std::string run(const std::string& command) const {
    FILE* program =
        ::popen(fmt::format("cd {} && ({}) 2>complaints", folder_.string(), command).c_str(), "r");
    std::string said;
    for (int c = 0; (c = ::fgetc(program)) != EOF;) said += static_cast<char>(c);
    EXPECT_EQ(::pclose(program), 0) << command;
    EXPECT_EQ(std::filesystem::file_size(folder_ / "complaints"), 0U) << command;
    return said;
  }
  [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }

 private:
  std::filesystem::path folder_;
};

}  // namespace metroon::print
