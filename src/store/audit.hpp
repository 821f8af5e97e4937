#pragma once

#include "store/context.hpp"

namespace metroon::store {

/// A chain: the hash of an entry covers the hash before it, the number and every field. Of an entry
/// whose words were erased the signature says that they were what the hash covers, and what is
/// left.
class Audit final : public app::Audit {
 public:
  explicit Audit(Context context) : context_{context} {}

  void append(const app::AuditEntry&) override;
  std::vector<app::AuditEntry> about(std::string_view subject, std::size_t limit) override;
  std::optional<std::int64_t> first_broken() override;
  std::int64_t count() override;
  app::ChainWalk walk(std::int64_t after, base::BytesView hash,
                      std::span<const std::int64_t> marks) override;
  std::optional<base::Bytes> hash_of(std::int64_t number) override;
  std::vector<app::NumberedEntry> search(const app::AuditSearch&, std::int64_t below,
                                         std::size_t limit) override;
  std::vector<app::NumberedEntry> list(const app::AuditSearch&, std::int64_t above,
                                       std::size_t limit) override;
  std::vector<app::Checkpoint> checkpoints() override;
  std::optional<app::Checkpoint> last_checkpoint() override;
  app::Checkpoint add_checkpoint(app::Checkpoint) override;
  bool is_signed(const app::Checkpoint&) override;
  std::vector<std::int64_t> erase(std::span<const std::string> subjects) override;

  /// A transaction begins: the end of the chain may be another one.
  void begin();
  /// It ends: what was appended is written.
  void finish();

 private:
  struct Head {
    std::int64_t number{0};
    base::Bytes hash;
  };
  Head read_head();
  Rows exec(std::string_view name, ParameterList parameters);

  Context context_;
  std::optional<Head> head_;
  std::vector<app::NumberedEntry> appended_;  ///< And not written yet.
};

}  // namespace metroon::store
