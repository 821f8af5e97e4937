#include "store/sessions.hpp"

namespace metroon::store {

base::Bytes Sessions::hash_of(const base::Secret& token) const {
  return context_.sealer.keyed_hash("session", token.reveal());
}

void Sessions::insert(const base::Secret& token, const app::Session& it) {
  const auto hash = hash_of(token);
  context_.database.post("session_insert",
                         {Parameter::blob(hash), it.whose, it.subject, it.created, it.last_seen});
}

std::optional<app::Session> Sessions::find(const base::Secret& token) {
  const auto hash = hash_of(token);
  return context_.database.exec("session_find", {Parameter::blob(hash)}).map_first([](Row row) {
    return app::Session{.whose = row.one_of<app::SessionOf>(),
                        .subject = row.integer(),
                        .created = row.instant(),
                        .last_seen = row.instant()};
  });
}

void Sessions::touch(const base::Secret& token, app::Instant at) {
  const auto hash = hash_of(token);
  context_.database.post("session_touch", {Parameter::blob(hash), at});
}

void Sessions::remove(const base::Secret& token) {
  const auto hash = hash_of(token);
  context_.database.post("session_remove", {Parameter::blob(hash)});
}

void Sessions::remove_all(app::SessionOf whose, std::int64_t subject) {
  context_.database.post("session_remove_all", {whose, subject});
}

void Sessions::remove_before(app::Instant last_seen) {
  context_.database.post("session_remove_before", {last_seen});
}

}  // namespace metroon::store
