#include "scenario/registrar.hpp"

#include <algorithm>
#include <utility>

#include "app/house_fixture.hpp"

namespace metroon::scenario {
namespace {

using app::kind;

// Everything that a row says.
app::Fingerprint fingerprint_of(const Row& row) {
  const auto& it = row.says;
  const auto text = it.names.first + '|' + it.names.last + '|' + base::to_iso(it.birth) + '|' +
                    it.identifiers.afm + '|' + it.identifiers.amka + '|' + it.unit + '|' +
                    std::to_string(it.kind) + '|' + base::to_iso(it.from) + '|' +
                    (it.ends ? base::to_iso(*it.ends) : "") + '|' +
                    (it.ending == core::Ending::graduation ? "degree" : "") +
                    (it.head_of_unit ? "head" : "") + (row.bad ? "bad" : "");
  return {std::hash<std::string>{}(text), std::hash<std::string>{}(text + row.key)};
}

Row row_of(const Human& human, const Belonging& belonging) {
  Row row{.key = belonging.key, .says = {}, .human = human.n};
  row.says = {.key = belonging.key,
              .names = human.written[static_cast<std::size_t>(belonging.office)],
              .birth = human.birth,
              .identifiers = human.identifiers,
              .email = human.email,
              .phone = {},
              .kind = kind(belonging.kind),
              .unit = belonging.unit,
              .from = belonging.from,
              .ends = belonging.until,
              .ending = belonging.ending,
              .head_of_unit = belonging.head};
  if (human.n % 3 == 0) row.says.identifiers.document_number.clear();
  row.fingerprint = fingerprint_of(row);
  return row;
}

// Reads the rows of a file without copying them.
class Reading final : public app::Delivery {
 public:
  explicit Reading(const File& file) : file_{file} {}
  [[nodiscard]] Instant made() const override { return file_.made; }
  [[nodiscard]] std::string_view source() const override { return "rows.csv"; }
  bool next() override { return ++at_ <= file_.rows.size(); }
  [[nodiscard]] std::int64_t line() const override { return static_cast<std::int64_t>(at_) + 1; }
  [[nodiscard]] std::string_view row_key() const override { return row().key; }
  [[nodiscard]] app::Fingerprint fingerprint() const override { return row().fingerprint; }
  [[nodiscard]] app::Fingerprint fingerprint_of(std::string_view key) const override {
    return {std::hash<std::string_view>{}(key), 0};
  }
  [[nodiscard]] std::expected<core::Observation, app::BadRow> observation() const override {
    if (!row().bad) return row().says;
    return std::unexpected{app::BadRow{.line = line(),
                                       .key = row().key,
                                       .column = "birth",
                                       .reason = "not_a_date",
                                       .found = "?",
                                       .person_key = row().says.key}};
  }
  [[nodiscard]] bool whole() const override { return file_.whole; }

 private:
  [[nodiscard]] const Row& row() const { return *file_.rows[at_ - 1]; }
  const File& file_;
  std::size_t at_{0};
};

core::Registry registry_of(Office office) {
  core::Registry registry;
  switch (office) {
    case Office::students:
      registry.name = "students";
      registry.kinds = {kind("undergraduate"), kind("postgraduate"), kind("phd-candidate")};
      break;
    case Office::personnel:
      registry.name = "personnel";
      registry.kinds = {kind("faculty"), kind("emeritus"), kind("permanent-staff")};
      registry.full = false;
      break;
    case Office::research:
      registry.name = "research";
      registry.kinds = {kind("contractor"), kind("researcher")};
      break;
  }
  return registry;
}

}  // namespace

Registrar::Registrar(Office office, std::uint64_t seed)
    : registry{registry_of(office)}, dice_{seed} {}

app::OpenDelivery Registrar::open(const File& file) {
  return [&file] { return std::make_unique<Reading>(file); };
}

// Some who leave without a degree are just not in the book any more.
void Registrar::write_down(const Truth& truth, const Truth::News& news) {
  const auto& human = truth.humans[news.human];
  const auto& belonging = human.belongs[news.belonging];
  const bool silently = registry.full && belonging.until &&
                        belonging.ending == core::Ending::lapsed && dice_.chance(0.5);
  if (silently) {
    book_.erase(belonging.key);
    undelivered_.erase(belonging.key);
    return;
  }
  const auto row = std::make_shared<const Row>(row_of(human, belonging));
  book_[row->key] = undelivered_[row->key] = row;
  if (belonging.until) going_.emplace(*belonging.until + days{60}, row->key);
}

void Registrar::tidy(Day today) {
  while (!going_.empty() && going_.begin()->first <= today) {
    const auto key = going_.begin()->second;
    going_.erase(going_.begin());
    book_.erase(key);
    if (!undelivered_.contains(key)) free_.push_back(key);
  }
}

File Registrar::file(Instant made, Day today) {
  tidy(today);
  File file{.rows = {}, .made = made};
  for (const auto& [key, row] : registry.full ? book_ : undelivered_) file.rows.push_back(row);
  // Of a first delivery nobody can see that all of its capacities are wrong.
  if (dice_.chance(0.25))
    if (const auto lie = dice_.one_of(lies); lie != Lie::kinds_wrong || heard_)
      tell(lie, file, today);
  if (old_.size() == 3) old_.erase(old_.begin());
  if (file.lie == Lie::none) old_.push_back(file);
  return file;
}

void Registrar::applied(const File& file) {
  heard_ = true;
  for (const auto& row : file.rows)
    if (const auto due = undelivered_.find(row->key);
        due != undelivered_.end() && due->second == row && !file.twisted.contains(row->key)) {
      delivered_.insert(row->key);
      undelivered_.erase(due);
    }
}

void Registrar::twist(File& file, std::size_t at, const std::function<void(Row&)>& how) {
  auto row = *file.rows[at];
  file.twisted.insert(row.key);
  how(row);
  file.twisted.insert(row.key);
  row.fingerprint = fingerprint_of(row);
  file.rows[at] = std::make_shared<const Row>(std::move(row));
}

void Registrar::leave_out(File& file, std::size_t every) {
  const auto first = dice_.below(every);
  std::vector<RowPointer> left;
  for (std::size_t at = 0; at < file.rows.size(); ++at)
    if (at % every != first) left.push_back(file.rows[at]);
  file.rows = std::move(left);
}

// Of two who are known already: the numbers of the one stand in the row of the other.
void Registrar::swap(File& file) {
  const auto one = dice_.below(file.rows.size());
  const auto other = dice_.below(file.rows.size());
  const auto known = [&](std::size_t at) { return !undelivered_.contains(file.rows[at]->key); };
  if (file.rows[one]->human == file.rows[other]->human || !known(one) || !known(other)) return;
  const auto numbers = file.rows[one]->says.identifiers;
  const auto others = file.rows[other]->says.identifiers;
  twist(file, one, [&](Row& row) { row.says.identifiers = others; });
  twist(file, other, [&](Row& row) { row.says.identifiers = numbers; });
}

void Registrar::twist_newcomer(File& file, const std::function<void(Row&)>& how) {
  for (std::size_t at = file.rows.size(); at-- > 0;)
    if (!delivered_.contains(file.rows[at]->key) && !file.rows[at]->says.ends)
      return twist(file, at, how);
}

// Of one that was delivered before. Where only news are delivered it is told again, as it is the
// next time.
void Registrar::twist_known(File& file, const std::function<bool(const Row&)>& fits,
                            const std::function<void(Row&)>& how) {
  std::vector<RowPointer> known;
  for (const auto& [key, row] : book_)
    if (delivered_.contains(key) && !undelivered_.contains(key) && fits(*row)) known.push_back(row);
  if (known.empty()) return;
  const auto chosen = dice_.one_of(known);
  auto at = std::ranges::find(file.rows, chosen);
  if (!registry.full) {
    undelivered_.emplace(chosen->key, chosen);
    at = file.rows.insert(file.rows.end(), chosen);
  }
  twist(file, static_cast<std::size_t>(at - file.rows.begin()), how);
}

void Registrar::mistake_kind(Row& row) {
  auto other = dice_.one_of(registry.kinds);
  while (other == row.says.kind) other = dice_.one_of(registry.kinds);
  row.says.kind = other;
}

void Registrar::mistake_beginning(Row& row) {
  auto& from = row.says.from;
  from += days{dice_.between(-300, 500)};
  if (row.says.ends) from = std::min(from, *row.says.ends - days{1});
}

void Registrar::mistake_end(Row& row, Day today) {
  auto& ends = row.says.ends;
  if (ends && dice_.chance(0.3))
    ends.reset();
  else
    ends = ends.value_or(today) + days{dice_.between(-100, 150)};
  if (ends) ends = std::max(*ends, row.says.from + days{1});
}

// Where only news are delivered a file is too short for most lies.
bool Registrar::can_tell(Lie lie, const File& file) const {
  switch (lie) {
    case Lie::kind_wrong:
    case Lie::begun_wrong:
    case Lie::degree_wrong:
    case Lie::end_wanders:
    case Lie::born_wrong:
      return true;
    case Lie::late:
    case Lie::key_twice:
    case Lie::swapped:
      return file.rows.size() >= 20;
    case Lie::none:
    case Lie::emptied:
    case Lie::cut:
    case Lie::shifted:
    case Lie::many_left_out:
    case Lie::many_ended:
    case Lie::some_left_out:
    case Lie::key_damaged:
    case Lie::key_missing:
    case Lie::reused_number:
    case Lie::kinds_wrong:
      return file.rows.size() >= 20 && registry.full;
  }
  std::unreachable();
}

void Registrar::tell(Lie lie, File& file, Day today) {
  if (!can_tell(lie, file)) return;
  file.lie = lie;
  const auto any = [&] { return dice_.below(file.rows.size()); };
  switch (lie) {
    case Lie::none:
      return;
    case Lie::emptied:
      return file.rows.clear();
    case Lie::cut:
      file.rows.resize(any());
      file.whole = false;
      return;
    case Lie::shifted:
      for (std::size_t at = 0; at < file.rows.size(); ++at)
        twist(file, at, [](Row& row) { row.bad = true; });
      return;
    case Lie::late:
      if (old_.size() > 1) file = old_[old_.size() - 2];
      file.lie = old_.size() > 1 ? Lie::late : Lie::none;
      return;
    case Lie::many_left_out:
      return leave_out(file, 8);
    case Lie::many_ended:
      for (std::size_t at = dice_.below(8); at < file.rows.size(); at += 8)
        if (!file.rows[at]->says.ends)
          twist(file, at, [&](Row& row) { row.says.ends = row.says.from + days{30}; });
      return;
    case Lie::some_left_out:
      return leave_out(file, 200);
    case Lie::key_twice:
      file.rows.push_back(file.rows[any()]);
      twist(file, file.rows.size() - 1, [](Row& row) { row.says.unit = "rectorate"; });
      return;
    case Lie::key_damaged:
    case Lie::key_missing:
      leave_out(file, 200);
      return twist(file, any(), [&](Row& row) {
        row.bad = true;
        if (lie == Lie::key_damaged)
          row.key += " ;";
        else
          row.key = row.says.key = {};
      });
    case Lie::swapped:
      return swap(file);
    case Lie::born_wrong:
      return twist_newcomer(file, [](Row& row) {
        row.says.birth += days{40};
        row.says.identifiers = {};
      });
    case Lie::reused_number:
      if (free_.empty()) return;
      return twist_newcomer(file, [&](Row& row) { row.key = row.says.key = dice_.one_of(free_); });
    case Lie::kinds_wrong:
      for (std::size_t at = dice_.below(8); at < file.rows.size(); at += 8)
        twist(file, at, [&](Row& row) { mistake_kind(row); });
      return;
    case Lie::kind_wrong:
      return twist_known(
          file, [](const Row& row) { return !row.says.ends; },
          [&](Row& row) { mistake_kind(row); });
    case Lie::begun_wrong:
      return twist_known(
          file, [](const Row&) { return true; }, [&](Row& row) { mistake_beginning(row); });
    case Lie::degree_wrong:
      return twist_known(
          file, [](const Row& row) { return row.says.ends.has_value(); },
          [](Row& row) {
            row.says.ending = row.says.ending == core::Ending::lapsed ? core::Ending::graduation
                                                                      : core::Ending::lapsed;
          });
    case Lie::end_wanders:
      return twist_known(
          file, [](const Row&) { return true; }, [&](Row& row) { mistake_end(row, today); });
  }
}

}  // namespace metroon::scenario
