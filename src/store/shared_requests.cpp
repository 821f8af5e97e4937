#include "store/shared_requests.hpp"

namespace metroon::store {
namespace {

app::SharedRequest read_request(Row row) {
  return {.id = row.id<core::SharedRequestId>(),
          .by = row.id<core::PersonId>(),
          .username = row.text(),
          .title = row.text(),
          .purpose = row.text(),
          .stage = row.one_of<app::SharedStage>(),
          .office_message = row.text(),
          .account = row.id<core::AccountId>(),
          .created = row.instant(),
          .version = row.integer()};
}

}  // namespace

// The statements `shared_request_insert` and `shared_request_update` take the same values.
Rows SharedRequests::write(std::string_view statement, const app::SharedRequest& it) {
  return context_.database.exec(
      statement, {it.id, it.by, it.username, it.title, it.purpose, it.stage, it.office_message,
                  it.account, it.created, it.version});
}

void SharedRequests::insert(const app::SharedRequest& it) {
  write("shared_request_insert", it);
}

std::optional<app::SharedRequest> SharedRequests::find(core::SharedRequestId id) {
  return context_.database.exec("shared_request_find", {id}).map_first(read_request);
}

bool SharedRequests::update(const app::SharedRequest& it) {
  return write("shared_request_update", it).affected == 1;
}

std::vector<app::SharedRequest> SharedRequests::waiting(std::size_t limit) {
  return context_.database.exec("shared_request_waiting", {limit}).map(read_request);
}

std::vector<app::SharedRequest> SharedRequests::by(core::PersonId person) {
  return context_.database.exec("shared_request_by", {person}).map(read_request);
}

}  // namespace metroon::store
