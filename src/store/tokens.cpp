#include "store/tokens.hpp"

namespace metroon::store {

base::Bytes Tokens::hash_of(const base::Secret& secret) const {
  return context_.sealer.keyed_hash("token", secret.reveal());
}

void Tokens::insert(const base::Secret& secret, const app::Token& it) {
  const auto hash = hash_of(secret);
  context_.database.post("token_insert",
                         {it.purpose, Parameter::blob(hash), it.subject, it.expires, it.used});
}

std::optional<app::Token> Tokens::find(app::TokenPurpose purpose, const base::Secret& secret) {
  const auto hash = hash_of(secret);
  return context_.database.exec("token_find", {purpose, Parameter::blob(hash)})
      .map_first([](Row row) {
        return app::Token{.purpose = row.one_of<app::TokenPurpose>(),
                          .subject = row.integer(),
                          .expires = row.instant(),
                          .used = row.maybe_instant()};
      });
}

bool Tokens::use(app::TokenPurpose purpose, const base::Secret& secret, app::Instant at) {
  const auto hash = hash_of(secret);
  return context_.database.exec("token_use", {purpose, Parameter::blob(hash), at}).affected == 1;
}

void Tokens::remove(app::TokenPurpose purpose, std::int64_t subject) {
  context_.database.post("token_remove", {purpose, subject});
}

void Tokens::become(app::TokenPurpose from, app::TokenPurpose to, std::int64_t subject,
                    app::Instant expires) {
  context_.database.post("token_become", {from, to, subject, expires});
}

void Tokens::remove_before(app::Instant expired) {
  context_.database.post("token_remove_before", {expired});
}

bool Tokens::any_unused(app::TokenPurpose purpose, std::int64_t subject, app::Instant now) {
  return !context_.database.exec("token_any_unused", {purpose, subject, now}).empty();
}

}  // namespace metroon::store
