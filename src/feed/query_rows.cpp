#include "feed/query_rows.hpp"

#include <libpq-fe.h>

#include <array>
#include <fstream>
#include <stdexcept>
#include <utility>

#include "feed/rows_delivery.hpp"

namespace metroon::feed {
namespace {

using Connection = std::unique_ptr<PGconn, decltype(&PQfinish)>;
using Result = std::unique_ptr<PGresult, decltype(&PQclear)>;

constexpr const char* settings = "set default_transaction_read_only = on; set datestyle = ISO";

std::string message_of(const PGconn* database) {
  std::string text = PQerrorMessage(database);
  for (auto& c : text)
    if (c == '\n') c = ' ';
  while (text.ends_with(' ')) text.pop_back();
  return text;
}

// Empty where no file was declared: then libpq has its own ways (~/.pgpass, a certificate).
std::expected<std::string, Refusal> password_of(const QuerySource& source) {
  if (source.password_file.empty()) return {};
  std::ifstream file{source.password_file};
  std::string password;
  if (std::getline(file, password)) return password;
  return std::unexpected{
      Refusal{RefusalReason::query_failed, source.password_file + ": no password to be read"}};
}

// The address comes behind what it may change and before what it may not.
Connection connect(const std::string& address, const std::string& password) {
  const char* secret = password.empty() ? nullptr : password.c_str();
  const std::array names{"connect_timeout", "application_name", "dbname",
                         "client_encoding", "password",         static_cast<const char*>(nullptr)};
  const std::array values{"10",   "metroon", address.c_str(),
                          "UTF8", secret,    static_cast<const char*>(nullptr)};
  return {PQconnectdbParams(names.data(), values.data(), 1), PQfinish};
}

class QueryRows : public Rows {
 public:
  QueryRows(Connection database, base::Instant now) : database_{std::move(database)}, made_{now} {}

  std::expected<void, Refusal> begin(const std::string& sql);

  [[nodiscard]] const std::vector<std::string>& header() const override { return header_; }
  [[nodiscard]] wire::Encoding encoding() const override { return wire::Encoding::utf_8; }
  [[nodiscard]] base::Instant made() const override { return made_; }
  [[nodiscard]] std::string_view source() const override { return "query"; }
  bool next() override;
  [[nodiscard]] std::int64_t line() const override { return line_; }
  [[nodiscard]] std::string_view raw() const override { return raw_; }
  [[nodiscard]] std::span<const std::string_view> fields() const override { return fields_; }
  [[nodiscard]] std::string_view fault() const override { return {}; }
  [[nodiscard]] bool whole() const override { return ended_; }

 private:
  [[nodiscard]] Refusal failed() const {
    return {RefusalReason::query_failed, "PostgreSQL: " + message_of(database_.get())};
  }
  void receive() { result_.reset(PQgetResult(database_.get())); }

  Connection database_;
  base::Instant made_;
  Result result_{nullptr, PQclear};  ///< One row; the first waits here for `next`.
  bool waiting_{false};
  bool ended_{false};
  std::int64_t line_{0};
  std::vector<std::string> header_;
  std::vector<std::string_view> fields_;
  std::string raw_;
};

std::expected<void, Refusal> QueryRows::begin(const std::string& sql) {
  if (PQstatus(database_.get()) != CONNECTION_OK) return std::unexpected{failed()};
  PQsetNoticeProcessor(database_.get(), [](void*, const char*) {}, nullptr);
  const Result set{PQexec(database_.get(), settings), PQclear};
  // With parameters, even without any, a second statement behind a semicolon is refused.
  const bool sent = PQresultStatus(set.get()) == PGRES_COMMAND_OK &&
                    PQsendQueryParams(database_.get(), sql.c_str(), 0, nullptr, nullptr, nullptr,
                                      nullptr, 0) == 1 &&
                    PQsetSingleRowMode(database_.get()) == 1;
  if (!sent) return std::unexpected{failed()};
  receive();
  const auto status = PQresultStatus(result_.get());
  if (status != PGRES_SINGLE_TUPLE && status != PGRES_TUPLES_OK) return std::unexpected{failed()};
  for (int column = 0; column < PQnfields(result_.get()); ++column)
    header_.emplace_back(PQfname(result_.get(), column));
  waiting_ = true;
  return {};
}

bool QueryRows::next() {
  if (ended_) return false;
  if (!std::exchange(waiting_, false)) receive();
  const auto status = PQresultStatus(result_.get());
  ended_ = status == PGRES_TUPLES_OK;  // What comes behind the last row.
  if (ended_) return false;
  if (status != PGRES_SINGLE_TUPLE) throw std::runtime_error{failed().what};
  fields_.clear();
  for (int column = 0; column < PQnfields(result_.get()); ++column)
    fields_.emplace_back(PQgetvalue(result_.get(), 0, column),
                         static_cast<std::size_t>(PQgetlength(result_.get(), 0, column)));
  join_values(fields_, raw_);
  ++line_;
  return true;
}

}  // namespace

std::expected<std::unique_ptr<Rows>, Refusal> open_query(const QuerySource& source,
                                                         base::Instant now) {
  const auto password = password_of(source);
  if (!password) return std::unexpected{password.error()};
  auto rows = std::make_unique<QueryRows>(connect(source.address, *password), now);
  if (const auto begun = rows->begin(source.sql); !begun) return std::unexpected{begun.error()};
  return rows;
}

}  // namespace metroon::feed
