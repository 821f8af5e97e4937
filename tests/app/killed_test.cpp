// The process dies at any write of a use case: nothing half-done is visible, and the next try
// works.
#include "app/house_fixture.hpp"
#include "support/database_dump.hpp"
#include "support/failing_store.hpp"

namespace metroon::app {
namespace {

class KilledAtAnyWrite : public testing::Test {
 protected:
  // Dies at the first write, then at the second, …, then at the commit; at last lives.
  void survives(const std::function<bool(House&)>& step) {
    const auto before = database.dump();
    for (int writes = 0;; ++writes) {
      fuse.set(writes);
      try {
        ASSERT_TRUE(step(fragile));
        ASSERT_GT(writes, 1);  // It did write, and the commit is a piece of the fuse too.
        ASSERT_NE(database.dump(), before);
        return;
      } catch (const support::Killed&) {
        ASSERT_EQ(database.dump(), before) << "killed after " << writes << " writes";
      }
    }
  }

  support::TemporaryDatabase database;
  World world{database.path()};
  support::Fuse fuse;
  support::FailingStore failing{*world.store, fuse};
  House fragile = with(world.house, failing);
};

TEST_F(KilledAtAnyWrite, SavingADraft) {
  survives([&](House& house) {
    return save_draft(house, world.call(), {}, world.form("contractor", 1),
                      World::papers("contractor"))
        .problems.empty();
  });
}

TEST_F(KilledAtAnyWrite, SubmittingAndConfirming) {
  const auto saved = save_draft(world.house, world.call(), {}, world.form("faculty", 1), {});
  survives([&](House& house) {
    return submit_application(house, world.call(), saved.token).has_value();
  });
  survives([&](House& house) {
    return confirm_email(house, world.call(), world.confirmation_link()).has_value();
  });
  EXPECT_EQ(world.count_mails("mail.confirm"), 1U);
}

TEST_F(KilledAtAnyWrite, AskingSupplyingAndRejecting) {
  const auto applied = world.apply("contractor", 1);
  survives([&](House& house) {
    return ask_for_more(house, world.office(), applied.id, applied.version, "Τι;").has_value();
  });
  const auto token = open_tracking(world.house, world.call(), applied.id);
  survives([&](House& house) {
    return add_document(house, world.call(), token, World::paper("status-certificate", "new"))
        .has_value();
  });
  const auto seen = world.application(applied.id);
  survives([&](House& house) {
    return reject_application(house, world.office(), seen.id, seen.version, "Όχι.").has_value();
  });
}

TEST_F(KilledAtAnyWrite, ApprovingSomebodyNew) {
  const auto applied = world.apply("contractor", 1);
  survives([&](House& house) {
    return approve_application(house, world.office(), applied.id, {.version = applied.version})
        .has_value();
  });
  EXPECT_EQ(world.count_mails("mail.approved"), 1U);
}

TEST_F(KilledAtAnyWrite, ApprovingAMember) {
  const auto who = world.member("phd-candidate", 1);
  const auto applied = world.apply("contractor", 1);
  survives([&](House& house) {
    return approve_application(house, world.office(), applied.id,
                               {.version = applied.version, .username = {}, .same_as = who.person})
        .has_value();
  });
}

TEST_F(KilledAtAnyWrite, ProvingHandingOverAndActivating) {
  const auto approved = world.approve(world.apply("contractor", 1));
  survives([&](House& house) {
    return record_proof(house, world.office(), world.officer.id, approved.person,
                        core::IdentityDocument::identity_card, "0001", "")
        .has_value();
  });
  survives([&](House& house) {
    return hand_over(house, world.office(), world.officer, approved.account).has_value();
  });
  const auto code = world.printer.last_sheet->code;
  const Secret password{std::string{good_password}};
  survives([&](House& house) {
    return activate_account(house, world.call(), code, password, password).has_value();
  });
  EXPECT_EQ(world.standing(approved.person).state, core::AccountState::active);
}

TEST_F(KilledAtAnyWrite, ChangingAPasswordAndCorrectingAPerson) {
  const auto who = world.member("contractor", 1);
  const Secret old_password{std::string{good_password}};
  const Secret new_password{std::string{other_password}};
  survives([&](House& house) {
    return change_password(house, world.call(), world.holder(who), who.session, old_password,
                           new_password, new_password)
        .has_value();
  });
  survives([&](House& house) {
    return correct_person(house, world.office(), who.person,
                          {.version = 1, .data = world.form("contractor", 2), .reason = "λάθος"})
        .has_value();
  });
}

TEST_F(KilledAtAnyWrite, AskingForANonPersonalAccountAndGrantingIt) {
  const auto professor = world.member("faculty", 1);
  SharedRequest asked;
  survives([&](House& house) {
    const auto result = request_shared(house, world.call(), world.holder(professor), "chem-office",
                                       "Γραμματεία", "Επικοινωνία");
    if (result) asked = *result;
    return result.has_value();
  });
  survives([&](House& house) {
    return approve_shared(house, world.office(), asked.id, asked.version).has_value();
  });
}

}  // namespace
}  // namespace metroon::app
