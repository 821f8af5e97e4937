#include "store/staff.hpp"

#include "store/lists.hpp"

namespace metroon::store {
namespace {

app::Staff read_staff(Row row) {
  return {.id = row.id<core::StaffId>(),
          .login = row.text(),
          .name = row.text(),
          .role = row.one_of<app::Role>(),
          .active = row.boolean(),
          .units = {}};
}

}  // namespace

std::optional<app::Staff> StaffList::find(core::StaffId id) {
  return with_units(context_.database.exec("staff_find", {id}).map_first(read_staff));
}

std::optional<app::Staff> StaffList::by_login(std::string_view login) {
  return with_units(context_.database.exec("staff_by_login", {login}).map_first(read_staff));
}

void StaffList::insert(const app::Staff& it) {
  context_.database.post("staff_insert", {it.id, it.login, it.name, it.role, it.active});
  if (!it.units.empty()) set_units(it.id, it.units);
}

void StaffList::set_units(core::StaffId id, std::span<const std::string> units) {
  context_.database.post("staff_units_remove", {id});
  context_.database.post("staff_units_add", {id, json_list(units)});
}

// Only a secretary has any.
std::optional<app::Staff> StaffList::with_units(std::optional<app::Staff> staff) {
  if (staff && staff->role == app::Role::secretary)
    staff->units =
        context_.database.exec("staff_units", {staff->id}).map([](Row row) { return row.text(); });
  return staff;
}

void StaffList::set_active(core::StaffId id, bool active) {
  context_.database.post("staff_set_active", {id, active}, Touches::one);
}

void Proofs::insert(const app::Proof& it) {
  context_.database.post("proof_insert", {it.id, it.person, it.by, it.at, it.document, it.note});
}

std::optional<app::Proof> Proofs::latest(core::PersonId person) {
  return context_.database.exec("proof_latest", {person}).map_first([](Row row) {
    return app::Proof{.id = row.id<core::ProofId>(),
                      .person = row.id<core::PersonId>(),
                      .by = row.id<core::StaffId>(),
                      .at = row.instant(),
                      .document = row.one_of<core::IdentityDocument>(),
                      .note = row.text()};
  });
}

}  // namespace metroon::store
