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

// What is signed when an entry loses its words: it stands where it stood, after the same history.
std::string erasure_to_sign(base::BytesView before, std::int64_t number, base::BytesView hash) {
  return fmt::format("metroon audit erasure 1\n{}\n{}\n{}\n", base::to_hex(before), number,
                     base::to_hex(hash));
}

constexpr std::size_t public_key_size = 32;

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
    if (!follows(it)) return break_at(expected, app::ChainFault::altered);
    walk_.last = expected;
    walk_.hash = std::move(it.hash);
    for (; next_ < marks_.size() && marks_[next_] <= expected; ++next_)
      if (marks_[next_] == expected) walk_.hashes[next_] = walk_.hash;
  }

  app::ChainWalk end(std::int64_t number, base::BytesView hash) {
    using enum app::ChainFault;
    if (!broken() && number > walk_.last) break_at(walk_.last + 1, end_missing);
    if (!broken() && number < walk_.last) break_at(number + 1, added);
    if (!broken() && hash != walk_.hash) break_at(walk_.last, altered);
    return std::move(walk_);
  }

 private:
  [[nodiscard]] bool follows(const app::NumberedEntry& it) const {
    if (it.erased.empty()) return it.hash == link(walk_.hash, it.number, it.entry);
    const auto end_of_key = std::min(public_key_size, it.erased.size());
    return it.entry.detail.empty() && it.entry.client.empty() &&
           sealer_.is_signed(erasure_to_sign(walk_.hash, it.number, it.hash),
                             {it.erased.substr(0, end_of_key), it.erased.substr(end_of_key)});
  }
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
  return walker.end(head.number, head.hash);
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

void Audit::erase(std::span<const std::string> subjects) {
  struct Found {
    std::int64_t number;
    base::Bytes hash, before;
  };
  const auto all = exec("audit_to_erase", {json_list(subjects)}).map([](Row row) {
    const auto number = row.integer();
    auto hash = row.blob();
    return Found{number, std::move(hash), row.maybe_blob().value_or("")};
  });
  for (const auto& one : all) {
    const auto [key, signature] =
        context_.sealer.sign(erasure_to_sign(one.before, one.number, one.hash));
    const auto erased = key + signature;
    context_.database.post("audit_erase", {one.number, Parameter::blob(erased)}, Touches::one);
  }
}

bool Audit::is_signed(const app::Checkpoint& it) {
  return context_.sealer.is_signed(to_sign(it), {it.key, it.signature});
}

}  // namespace metroon::store
