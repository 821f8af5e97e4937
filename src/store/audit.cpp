#include "store/audit.hpp"

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

}  // namespace

Audit::Head Audit::read_head() {
  return context_.database.exec("audit_head", {})
      .map_first([](Row row) { return Head{row.integer(), row.blob()}; })
      .value_or(Head{});
}

void Audit::append(const app::AuditEntry& it) {
  if (!head_) head_ = read_head();
  const auto number = head_->number + 1;
  auto hash = link(head_->hash, number, it);
  context_.database.post("audit_append", {number, it.at, it.actor, it.action, it.subject, it.detail,
                                          it.client, it.policy_hash, Parameter::blob(hash)});
  context_.database.post("audit_set_head", {number, Parameter::blob(hash)});
  head_ = Head{number, std::move(hash)};
}

std::vector<app::AuditEntry> Audit::about(std::string_view subject, std::size_t limit) {
  return context_.database.exec("audit_about", {subject, limit}).map([](Row row) {
    return read_entry(row);
  });
}

std::optional<std::int64_t> Audit::first_broken() {
  Head at;
  for (;;) {
    auto rows = context_.database.exec("audit_page", {at.number, page});
    for (std::size_t index = 0; index < rows.size(); ++index) {
      Row row = rows[index];
      const auto number = row.integer();
      const auto entry = read_entry(row);
      const auto expected = at.number + 1;
      auto hash = row.blob();
      if (number != expected || hash != link(at.hash, expected, entry)) return expected;
      at = {number, std::move(hash)};
    }
    if (rows.size() < page) break;
  }
  const auto head = read_head();
  if (head.number == at.number && head.hash == at.hash) return {};
  return at.number + 1;  // The end was cut off.
}

std::int64_t Audit::count() {
  return context_.database.exec("audit_count", {}).first().integer();
}

}  // namespace metroon::store
