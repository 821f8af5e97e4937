#include "main/sample_registry.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <stdexcept>

#include "app/registry_doors.hpp"
#include "core/names.hpp"
#include "main/sample_people.hpp"

namespace metroon::main {
namespace {

namespace files = std::filesystem;
using std::chrono::days;

constexpr int fetched_at = 5 * 60 + 30;
constexpr std::string_view registry_name = "students";
constexpr std::string_view header =
    "ΑΡΙΘΜΟΣ ΜΗΤΡΩΟΥ;ΕΠΩΝΥΜΟ;ΟΝΟΜΑ;ΠΑΤΡΩΝΥΜΟ;ΗΜ/ΝΙΑ ΓΕΝΝΗΣΗΣ;ΑΦΜ;EMAIL;ΤΜΗΜΑ;ΗΜ/ΝΙΑ ΕΓΓΡΑΦΗΣ\n";
constexpr std::string_view declaration = R"(name      = "students"
title     = {{el = "Φοιτητολόγιο", en = "Student registry"}}
kinds     = ["{kind}"]
delivery  = "full"
silence   = "lapsed"
row_key   = ["ΑΡΙΘΜΟΣ ΜΗΤΡΩΟΥ"]
dates     = ["2026-12-31"]
daily_at  = "05:30"
report_to = ["registrar@example.org"]

[file]
path      = "{folder}/students-*.csv"
encoding  = "utf-8"
separator = "semicolon"

[limits]
least_rows = 20

[facts]
key    = {{column = "ΑΡΙΘΜΟΣ ΜΗΤΡΩΟΥ"}}
last   = {{column = "ΕΠΩΝΥΜΟ"}}
first  = {{column = "ΟΝΟΜΑ"}}
father = {{column = "ΠΑΤΡΩΝΥΜΟ"}}
birth  = {{column = "ΗΜ/ΝΙΑ ΓΕΝΝΗΣΗΣ"}}
afm    = {{column = "ΑΦΜ"}}
email  = {{column = "EMAIL"}}
unit   = {{column = "ΤΜΗΜΑ"}}
from   = {{column = "ΗΜ/ΝΙΑ ΕΓΓΡΑΦΗΣ"}}
kind   = {{constant = "{kind}"}}
)";

const core::AffiliationKind* collecting(const core::Policy& policy) {
  const auto found = std::ranges::find(policy.affiliations, core::Joining::secretariat,
                                       &core::AffiliationKind::joining);
  return found == policy.affiliations.end() || policy.units.empty() ? nullptr : &*found;
}

class Week {
 public:
  Week(app::House& house, const base::Now& now, files::path folder)
      : house_{house}, now_{now}, folder_{std::move(folder)} {}

  void deliver() {
    deliver(6, lines(0, 60));
    deliver(5, lines(0, 62));
    auto changed = lines(0, 62);
    changed[7] = line(7, house_.policy.units.front().key);
    deliver(4, changed);
    changed.push_back(line_of("1099001", somebody_known(), ""));
    changed.push_back("1099002;Μακρή;Άννα;;31/2/2006;;;;\n");
    deliver(3, changed);
    changed.erase(changed.begin() + 11);
    deliver(2, changed);
    for (int n = 62; n < 65; ++n) changed.push_back(line(n, unit()));
    deliver(1, changed);
    changed.resize(changed.size() / 2);
    deliver(0, changed);
  }

 private:
  [[nodiscard]] const std::string& unit() const { return house_.policy.units.back().key; }

  core::Person somebody_known() {
    return house_.store.read([](app::Ports& ports) {
      return ports.people.find(ports.people.dossiers_after({}, 1).front().person).value();
    });
  }

  [[nodiscard]] std::string line_of(std::string_view number, const core::Person& one,
                                    std::string_view afm, std::string_view unit_key) const {
    return fmt::format("{};{};{};{};{};{};{}@example.org;{};{}\n", number, one.names.last,
                       one.names.first, one.names.father, base::to_iso(one.birth), afm, number,
                       unit_key, base::to_iso(now_.day - days{60}));
  }
  [[nodiscard]] std::string line_of(std::string_view number, const core::Person& one,
                                    std::string_view afm) const {
    return line_of(number, one, afm, unit());
  }

  [[nodiscard]] std::string line(int n, std::string_view unit_key) const {
    const auto& name = sample_names[static_cast<std::size_t>(n) % sample_names.size()];
    core::Person one;
    one.names.first = name.first;
    one.names.last = name.last;
    one.names.father = name.father;
    one.birth = core::Day{std::chrono::year{2006} / 3 / 1} + days{n * 5};
    return line_of(std::to_string(1099100 + n), one, sample_afm(static_cast<unsigned>(7000 + n)),
                   unit_key);
  }
  [[nodiscard]] std::vector<std::string> lines(int from, int to) const {
    std::vector<std::string> all;
    for (int n = from; n < to; ++n) all.push_back(line(n, unit()));
    return all;
  }

  void deliver(int days_ago, const std::vector<std::string>& all) {
    const auto instant = now_.instant - days{days_ago};
    const auto file = folder_ / fmt::format("students-{}.csv", 7 - days_ago);
    std::ofstream stream{file};
    stream << header;
    for (const auto& one : all) stream << one;
    stream.close();
    files::last_write_time(file, files::file_time_type::clock::from_sys(instant));
    const app::Call call{.now = {instant, house_.civil_day(instant)},
                         .actor = "system",
                         .client = {},
                         .language = core::Language::el};
    const auto* registry = app::find_registry(house_.declared, registry_name);
    if (registry == nullptr) throw std::logic_error{"sample registry: it is not declared"};
    if (const auto run = app::fetch_registry(house_, call, *registry, fetched_at); !run)
      throw std::logic_error{"sample registry: " + run.error().what};
  }

  app::House& house_;
  base::Now now_;
  files::path folder_;
};

}  // namespace

std::string write_sample_declaration(const files::path& folder, const core::Policy& policy) {
  const auto* kind = collecting(policy);
  if (kind == nullptr) return {};
  files::create_directories(folder);
  const auto file = folder / "students.toml";
  std::ofstream{file} << fmt::format(fmt::runtime(declaration), fmt::arg("kind", kind->key),
                                     fmt::arg("folder", files::absolute(folder).string()));
  return file;
}

void deliver_sample_week(app::House& house, const base::Now& now, const files::path& folder) {
  Week{house, now, folder}.deliver();
}

}  // namespace metroon::main
