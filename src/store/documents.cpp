#include "store/documents.hpp"

namespace metroon::store {

core::DocumentInfo read_document_info(Row& row) {
  return {.id = row.id<core::DocumentId>(),
          .evidence = row.text(),
          .file_name = row.text(),
          .media_type = row.text(),
          .size = row.integer(),
          .received = row.instant()};
}

void Documents::insert(core::ApplicationId application, const core::DocumentInfo& it,
                       base::BytesView contents) {
  const auto sealed = context_.sealer.seal(contents, place("document", "contents", it.id.value));
  context_.database.post("document_insert",
                         {it.id, application, it.evidence, it.file_name, it.media_type, it.size,
                          it.received, Parameter::blob(sealed)});
}

std::optional<app::Bytes> Documents::contents(core::ApplicationId application,
                                              core::DocumentId id) {
  return context_.database.exec("document_contents", {application, id}).map_first([&](Row row) {
    return context_.sealer.open(row.blob(), place("document", "contents", id.value));
  });
}

void Documents::remove(core::ApplicationId application, core::DocumentId id) {
  context_.database.post("document_remove", {application, id});
}

std::int64_t Documents::unconfirmed_octets() {
  return context_.database.exec("document_unconfirmed_octets", {})
      .map_first([](Row row) { return row.integer(); })
      .value_or(0);
}

}  // namespace metroon::store
