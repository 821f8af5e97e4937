#pragma once

#include "store/context.hpp"

namespace metroon::store {

/// The columns of the statement `document_list` from the document's id on.
[[nodiscard]] core::DocumentInfo read_document_info(Row&);

class Documents final : public app::Documents {
 public:
  explicit Documents(Context context) : context_{context} {}

  void insert(core::ApplicationId, const core::DocumentInfo&, base::BytesView contents) override;
  std::optional<app::Bytes> contents(core::ApplicationId, core::DocumentId) override;
  void remove(core::ApplicationId, core::DocumentId) override;
  std::int64_t unconfirmed_octets() override;

 private:
  Context context_;
};

}  // namespace metroon::store
