#include "store/audit.hpp"

#include <fmt/format.h>

#include "store/lists.hpp"
#include "store/sha256.hpp"

namespace metroon::store {
namespace {

constexpr std::size_t page = 1000;

// Lengths before the fields: no two entries have the same octets.
void append_field(std::string& encoded, std::string_view field) {
  encoded += std::to_string(field.size());
  encoded += ':';
  encoded += field;
}

base::Bytes link(base::BytesView before, std::int64_t number, const app::AuditEntry& it) {
  std::string encoded;
  append_field(encoded, before);
  append_field(encoded, std::to_string(number));
  append_field(encoded, std::to_string(it.at.time_since_epoch().count()));
  for (const std::string_view field :
       {it.actor, it.action, it.subject, it.detail, it.client, it.policy_hash})
    append_field(encoded, field);
  return sha256(encoded);
}

app::AuditEntry read_entry(Row& row) {
  return {.at = row.instant(),
          .actor = row.text(),
          .action = row.text(),
          .subject = row.text(),
          .detail = row.text(),
          .client = row.text(),
          .policy_hash = row.text()};
}

base::Bytes link(base::BytesView before, const app::NumberedEntry& it) {
  return link(before, it.number, it.entry);
}

app::NumberedEntry without_words(app::NumberedEntry it) {
  it.entry.detail.clear();
  it.entry.client.clear();
  return it;
}

// What is signed when an entry loses its words: it stands where it stood, after the same history,
// and what is left of it is what was left then.
std::string erasure_to_sign(base::BytesView before, const app::NumberedEntry& left) {
  return fmt::format("metroon audit erasure 2\n{}\n{}\n{}\n{}\n", base::to_hex(before), left.number,
                     base::to_hex(left.hash), base::to_hex(link(before, left)));
}

// What the first versions signed, and we do no more: the day, actor, action and subject that are
// left stand beside it, not in it. Such a signature exists only where those versions gave one.
std::string first_erasure_to_sign(base::BytesView before, const app::NumberedEntry& left) {
  return fmt::format("metroon audit erasure 1\n{}\n{}\n{}\n", base::to_hex(before), left.number,
                     base::to_hex(left.hash));
}

bool is_erased_by_us(app::Sealer& sealer, base::BytesView before, const app::NumberedEntry& it) {
  constexpr std::size_t public_key_size = 32;
  if (!it.entry.detail.empty() || !it.entry.client.empty()) return false;
  const auto end_of_key = std::min(public_key_size, it.erased.size());
  const app::Sealer::Signed signature{it.erased.substr(0, end_of_key),
                                      it.erased.substr(end_of_key)};
  return sealer.is_signed(erasure_to_sign(before, it), signature) ||
         sealer.is_signed(first_erasure_to_sign(before, it), signature);
}

// An entry by itself: whether the one before it follows is not asked.
bool follows(app::Sealer& sealer, base::BytesView before, const app::NumberedEntry& it) {
  return it.erased.empty() ? it.hash == link(before, it) : is_erased_by_us(sealer, before, it);
}

app::NumberedEntry read_numbered(Row row) {
  app::NumberedEntry read;
  read.number = row.integer();
  read.entry = read_entry(row);
  read.hash = row.blob();
  read.erased = row.maybe_blob().value_or("");
  return read;
}

// Follows the chain, entry by entry, until one does not follow.
class Walker {
 public:
  Walker(app::Sealer& sealer, std::int64_t after, base::BytesView hash,
         std::span<const std::int64_t> marks)
      : sealer_{sealer}, marks_{marks} {
    walk_.last = after;
    walk_.hash = hash;
    walk_.hashes.resize(marks.size());
  }

  [[nodiscard]] std::int64_t last() const { return walk_.last; }
  [[nodiscard]] bool broken() const { return walk_.broken.has_value(); }

  void step(app::NumberedEntry it) {
    const auto expected = walk_.last + 1;
    if (it.number != expected) return break_at(expected, app::ChainFault::missing);
    if (!follows(sealer_, walk_.hash, it)) return break_at(expected, app::ChainFault::altered);
    walk_.last = expected;
    walk_.hash = std::move(it.hash);
    for (; next_ < marks_.size() && marks_[next_] <= expected; ++next_)
      if (marks_[next_] == expected) walk_.hashes[next_] = walk_.hash;
  }

  /// @param below The smallest number, if it is below the first that an entry can have.
  app::ChainWalk end(std::int64_t number, base::BytesView hash,
                     const std::optional<std::int64_t>& below) {
    using enum app::ChainFault;
    if (!broken() && number > walk_.last) break_at(walk_.last + 1, end_missing);
    if (!broken() && number < walk_.last) break_at(number + 1, added);
    if (!broken() && hash != walk_.hash) break_at(walk_.last, altered);
    if (!broken() && below) break_at(*below, added);
    return std::move(walk_);
  }

 private:
  void break_at(std::int64_t number, app::ChainFault fault) { walk_.broken = {number, fault}; }

  app::Sealer& sealer_;
  std::span<const std::int64_t> marks_;
  std::size_t next_{0};
  app::ChainWalk walk_;
};

app::Checkpoint read_checkpoint(Row row) {
  app::Checkpoint read;
  read.number = row.integer();
  read.hash = row.blob();
  read.at = row.instant();
  read.before = row.integer();
  read.key = row.blob();
  read.signature = row.blob();
  return read;
}

// What is signed. A line a field: no two checkpoints have the same octets.
std::string to_sign(const app::Checkpoint& it) {
  return fmt::format("metroon audit checkpoint 1\n{}\n{}\n{}\n{}\n", it.number,
                     base::to_hex(it.hash), it.at.time_since_epoch().count(), it.before);
}

constexpr base::Instant earliest{std::chrono::milliseconds{0}};
constexpr base::Instant latest{std::chrono::milliseconds{std::int64_t{1} << 60}};

}  // namespace

void Audit::begin() {
  head_.reset();
  appended_.clear();
}

Audit::Head Audit::read_head() {
  return context_.database.exec("audit_head", {})
      .map_first([](Row row) { return Head{row.integer(), row.blob()}; })
      .value_or(Head{});
}

void Audit::append(const app::AuditEntry& it) {
  if (!head_) head_ = read_head();
  head_->hash = link(head_->hash, ++head_->number, it);
  appended_.push_back({head_->number, it, head_->hash});
}

// The entries of a transaction travel together, and the head once behind them.
void Audit::finish() {
  if (appended_.empty()) return;
  std::vector<Parameter> cells;
  for (const auto& [number, it, hash, erased] : appended_)
    cells.insert(cells.end(), {number, it.at, it.actor, it.action, it.subject, it.detail, it.client,
                               it.policy_hash, Parameter::blob(hash)});
  context_.database.post_all("audit_append", 9, cells);
  context_.database.post("audit_set_head", {head_->number, Parameter::blob(head_->hash)});
  appended_.clear();
}

Rows Audit::exec(std::string_view name, ParameterList parameters) {
  finish();
  return context_.database.exec(name, parameters);
}

std::vector<app::AuditEntry> Audit::about(std::string_view subject, std::size_t limit) {
  return exec("audit_about", {subject, limit}).map([](Row row) { return read_entry(row); });
}

std::optional<std::int64_t> Audit::first_broken() {
  const auto walked = walk(0, {}, {});
  return walked.broken ? std::optional{walked.broken->number} : std::nullopt;
}

app::ChainWalk Audit::walk(std::int64_t after, base::BytesView hash,
                           std::span<const std::int64_t> marks) {
  Walker walker{context_.sealer, after, hash, marks};
  for (std::size_t size = page; size == page && !walker.broken();) {
    auto rows = exec("audit_page", {walker.last(), page});
    size = rows.size();
    for (std::size_t index = 0; index < size && !walker.broken(); ++index)
      walker.step(read_numbered(rows[index]));
  }
  finish();
  const auto head = read_head();
  // Pages and histories would show it.
  const auto below = exec("audit_below_first", {}).map_first([](Row row) { return row.integer(); });
  return walker.end(head.number, head.hash, below);
}

std::int64_t Audit::count() {
  return exec("audit_count", {}).first().integer();
}

std::optional<base::Bytes> Audit::hash_of(std::int64_t number) {
  return exec("audit_hash_of", {number}).map_first([](Row row) { return row.blob(); });
}

std::vector<app::NumberedEntry> Audit::search(const app::AuditSearch& it, std::int64_t below,
                                              std::size_t limit) {
  const auto from = it.from.value_or(earliest);
  const auto before = it.before.value_or(latest);
  if (!it.subject.empty())
    return exec("audit_search_subject",
                {below, limit, from, before, it.action, it.subject, it.actor})
        .map(read_numbered);
  if (!it.actor.empty())
    return exec("audit_search_actor", {below, limit, from, before, it.action, it.actor})
        .map(read_numbered);
  return exec("audit_search", {below, limit, from, before, it.action}).map(read_numbered);
}

std::vector<app::NumberedEntry> Audit::list(const app::AuditSearch& it, std::int64_t above,
                                            std::size_t limit) {
  return context_.database
      .exec("audit_list", {above, limit, it.from.value_or(earliest), it.before.value_or(latest),
                           it.action, it.subject, it.actor})
      .map(read_numbered);
}

std::vector<app::Checkpoint> Audit::checkpoints() {
  return exec("audit_checkpoints", {}).map(read_checkpoint);
}

std::optional<app::Checkpoint> Audit::last_checkpoint() {
  return exec("audit_last_checkpoint", {}).map_first(read_checkpoint);
}

app::Checkpoint Audit::add_checkpoint(app::Checkpoint it) {
  auto [key, signature] = context_.sealer.sign(to_sign(it));
  it.key = std::move(key);
  it.signature = std::move(signature);
  context_.database.post("audit_add_checkpoint",
                         {it.number, Parameter::blob(it.hash), it.at, it.before,
                          Parameter::blob(it.key), Parameter::blob(it.signature)});
  return it;
}

std::vector<std::int64_t> Audit::erase(std::span<const std::string> subjects) {
  struct Found {
    std::optional<base::Bytes> before;
    app::NumberedEntry entry;
  };
  const auto all = exec("audit_to_erase", {json_list(subjects)}).map([](Row row) {
    auto before = row.maybe_blob();
    return Found{std::move(before), read_numbered(std::move(row))};
  });
  std::vector<std::int64_t> left;
  for (const auto& [hash_before, entry] : all) {
    const auto before = entry.number == 1 ? base::Bytes{} : hash_before.value_or("");
    const bool has_place = entry.number == 1 || (entry.number > 1 && hash_before);
    if (!has_place || !follows(context_.sealer, before, entry)) {
      left.push_back(entry.number);
    } else if (entry.erased.empty()) {
      const auto signature = context_.sealer.sign(erasure_to_sign(before, without_words(entry)));
      context_.database.post("audit_erase",
                             {entry.number, Parameter::blob(signature.key + signature.signature)},
                             Touches::one);
    }
  }
  return left;
}

bool Audit::is_signed(const app::Checkpoint& it) {
  return context_.sealer.is_signed(to_sign(it), {it.key, it.signature});
}

}  // namespace metroon::store
