// One PostgreSQL connection, always in libpq's pipeline mode: what nobody waits for travels with
// the next statement that somebody does wait for.
#pragma once

#include <libpq-fe.h>

#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "store/connection.hpp"

namespace metroon::store {

class PostgresqlConnection final : public Connection {
 public:
  explicit PostgresqlConnection(const std::string& conninfo);

  using Connection::exec;
  using Connection::exec_all;
  using Connection::post;
  Rows exec(std::string_view name, Parameters) override;
  void post(std::string_view name, Parameters, Touches) override;
  void post_all(std::string_view name, std::size_t width, Parameters cells) override;
  std::vector<Rows> exec_all(std::span<const std::string_view> names, Parameters) override;
  void script(std::string_view sql) override;
  void begin_read() override;
  void begin_write() override;
  void begin_migration() override;
  /// Waits for the answers that a commit may not travel without.
  void settle();
  void commit() override;
  void rollback() noexcept override;

  /// Nothing is under way and the server was there when last heard of.
  [[nodiscard]] bool sound() const;

 private:
  struct Finish {
    void operator()(PGconn* handle) const { PQfinish(handle); }
  };
  /// A statement that was sent and whose result was not read.
  struct Sent {
    std::string_view name;
    enum class Kind : std::uint8_t { prepare, rows, nothing } kind{Kind::nothing};
    Touches touches{Touches::any};
  };

  void send(const Sent&, Parameters);
  const std::string& prepared(std::string_view name, Parameters);
  void copy(std::string_view name, std::size_t width, Parameters cells);
  void end_copy();
  /// Reads all that was sent. @return the rows of those sent as Kind::rows.
  std::vector<Rows> receive();
  void receive_one(const Sent&, std::vector<Rows>& into);
  void to_end_of_pipeline() noexcept;
  void check_sent(int ok) const;
  void begin(std::string_view statement);

  bool heard_{false};   ///< From the server, in this transaction.
  bool failed_{false};  ///< In this transaction, for a reason that the server does not know.
  std::unique_ptr<PGconn, Finish> database_;
  std::deque<Sent> sent_;
  std::string_view copied_;  ///< The statement whose rows were sent last, while unanswered.
  std::unordered_map<std::string_view, std::string> prepared_;  ///< The server's name of each.
  std::size_t prepared_ever_{0};
};

}  // namespace metroon::store
