// A registry that is a view of somebody else's PostgreSQL database.
#include <gmock/gmock.h>
#include <libpq-fe.h>

#include <fstream>

#include "feed/registries.hpp"
#include "support/postgresql.hpp"

namespace metroon::feed {
namespace {

using ::testing::HasSubstr;

constexpr base::Instant noon{std::chrono::hours{500'000}};

class Query : public ::testing::Test {
 protected:
  Query() : address_{support::PostgresqlServer::shared().make_schema()} {
    run("create table student (number text, last text, first text, birth date, afm text,"
        " email text, kind text, unit text, \"from\" date, ends date, why text)");
  }
  ~Query() override { support::PostgresqlServer::shared().drop_schema(address_); }

  void run(const std::string& sql) const {
    const std::unique_ptr<PGconn, decltype(&PQfinish)> database{PQconnectdb(address_.c_str()),
                                                                PQfinish};
    const std::unique_ptr<PGresult, decltype(&PQclear)> result{PQexec(database.get(), sql.c_str()),
                                                               PQclear};
    ASSERT_LE(PQresultStatus(result.get()), PGRES_TUPLES_OK) << PQerrorMessage(database.get());
  }

  [[nodiscard]] Declaration asking(const std::string& sql) const {
    auto declaration = declared(small_registry);
    declaration.source = QuerySource{address_, "", sql};
    return declaration;
  }

  [[nodiscard]] std::string refused(const std::string& sql) const {
    const auto delivery = open_delivery(asking(sql), noon);
    return delivery ? "" : delivery.error().what;
  }

  std::string address_;
};

TEST_F(Query, gives_the_rows_of_one_moment) {
  run("insert into student values ('0012345', 'Γκίκας', 'Ευάγγελος', '2005-04-03', '094259216',"
      " null, 'U', 'physics', '2023-09-01', null, null),"
      " ('0012346', 'Γκίκα', 'Εύα', '2005-04-04', null, '', 'U', 'physics', '2023-09-01',"
      " '2026-07-15', 'degree')");
  const auto delivery = open_delivery(asking("select * from student order by number"), noon);
  ASSERT_TRUE(delivery) << delivery.error().what;
  EXPECT_EQ((*delivery)->made(), noon);
  run("delete from student");
  const auto all = read(**delivery);
  EXPECT_TRUE(all.whole);
  EXPECT_EQ(all.keys, (std::vector<std::string>{"0012345", "0012346"}));
  ASSERT_EQ(all.seen.size(), 2U) << all.bad.at(0).reason << all.bad.at(0).column;
  EXPECT_EQ(all.seen[0].names.last, "Γκίκας");
  EXPECT_EQ(all.seen[1].ending, core::Ending::graduation);
}

TEST_F(Query, an_empty_answer_is_whole_and_has_its_columns) {
  const auto delivery = open_delivery(asking("select * from student"), noon);
  ASSERT_TRUE(delivery);
  const auto all = read(**delivery);
  EXPECT_TRUE(all.whole);
  EXPECT_TRUE(all.keys.empty());
}

TEST_F(Query, may_do_nothing_but_read) {
  EXPECT_THAT(refused("delete from student returning *"), HasSubstr("read-only"));
  EXPECT_THAT(refused("select * from student; drop table student"), HasSubstr("multiple commands"));
  EXPECT_THAT(refused("select * from nowhere"), HasSubstr("nowhere"));
  EXPECT_THAT(refused("select number from student"), HasSubstr("no column \"last\""));
}

TEST_F(Query, a_fault_among_the_rows_throws) {
  const auto delivery = open_delivery(
      asking("select n::text as number, '' as last, '' as first, '' as birth, '' as afm, '' as"
             " email, '' as kind, '' as unit, '' as \"from\", '' as ends, (1 / (3000 - n))::text"
             " as why from generate_series(1, 5000) n"),
      noon);
  ASSERT_TRUE(delivery);
  const auto to_the_end = [&] {
    while ((*delivery)->next()) EXPECT_FALSE((*delivery)->whole());
  };
  EXPECT_THROW(to_the_end(), std::runtime_error);
}

TEST_F(Query, takes_its_password_from_a_file_that_must_be_there) {
  const Folder folder;
  auto declaration = asking("select * from student");
  std::get<QuerySource>(declaration.source).password_file = folder.path("none");
  EXPECT_THAT(open_delivery(declaration, noon).error().what, HasSubstr("no password"));
  (void)folder.write("none", "word\n");
  EXPECT_TRUE(open_delivery(declaration, noon));
}

TEST(UnreachableQuery, is_refused) {
  auto declaration = declared(small_registry);
  declaration.source = QuerySource{"host=/nowhere dbname=none", "", "select 1"};
  EXPECT_EQ(open_delivery(declaration, noon).error().reason, RefusalReason::query_failed);
}

}  // namespace
}  // namespace metroon::feed
