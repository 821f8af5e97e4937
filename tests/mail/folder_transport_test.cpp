// Letters as files.
#include "mail/folder_transport.hpp"

#include <gtest/gtest.h>

#include "mail/fixtures.hpp"

namespace metroon::mail {
namespace {

Letter letter_numbered(std::int64_t id) {
  return compose(mail_numbered(id), sender).value();
}

TEST(FolderTransport, WritesALetterUnderItsMessageId) {
  const Folder folder;
  FolderTransport transport{folder.path() / "made" / "by itself"};
  EXPECT_EQ(transport.deliver(letter_numbered(42)).outcome, Outcome::accepted);
  EXPECT_EQ(folder.read("made/by itself/m42@example.edu.eml"), letter_numbered(42).bytes);
}

TEST(FolderTransport, WritingALetterTwiceLeavesOneFile) {
  const Folder folder;
  FolderTransport transport{folder.path()};
  for (int time = 0; time < 2; ++time)
    EXPECT_EQ(transport.deliver(letter_numbered(42)).outcome, Outcome::accepted);
  EXPECT_EQ(folder.files(), std::set<std::string>{"m42@example.edu.eml"});
}

TEST(FolderTransport, WritesOverADraftOfAProcessThatDied) {
  const Folder folder;
  FolderTransport transport{folder.path()};
  std::ofstream{folder.path() / ".m42@example.edu.part"} << std::string(100'000, 'x');
  EXPECT_EQ(transport.deliver(letter_numbered(42)).outcome, Outcome::accepted);
  EXPECT_EQ(folder.files(), std::set<std::string>{"m42@example.edu.eml"});
  EXPECT_EQ(folder.read("m42@example.edu.eml"), letter_numbered(42).bytes);
}

TEST(FolderTransport, ThatCannotWriteTriesAgain) {
  const Folder folder;
  FolderTransport transport{folder.path() / "mail"};
  std::filesystem::remove(folder.path() / "mail");
  const auto delivery = transport.deliver(letter_numbered(42));
  EXPECT_EQ(delivery.outcome, Outcome::try_again);
  EXPECT_EQ(delivery.server, "No such file or directory");
}

TEST(FolderTransport, NeverLeavesItsFolder) {
  const Folder folder;
  FolderTransport transport{folder.path() / "mail"};
  EXPECT_EQ(transport.deliver({"../../escaped", "a@b", "c@d", "text"}).outcome, Outcome::refused);
  EXPECT_EQ(folder.files(), std::set<std::string>{"mail"});
}

}  // namespace
}  // namespace metroon::mail
