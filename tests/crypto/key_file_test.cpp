// The master keys come only from a file that nobody else can read.
#include "crypto/key_file.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>
#include <thread>

#include "crypto/sealer.hpp"

namespace metroon::crypto {
namespace {

namespace files = std::filesystem;

class KeyFile : public testing::Test {
 protected:
  KeyFile() {
    std::string pattern = (files::temp_directory_path() / "metroon-key-XXXXXX").string();
    folder_ = ::mkdtemp(pattern.data());
  }
  ~KeyFile() override { files::remove_all(folder_); }

  files::path write(const std::string& text, ::mode_t mode = 0600) {
    const auto file = folder_ / "written";
    std::ofstream{file} << text;
    ::chmod(file.c_str(), mode);
    return file;
  }
  static std::string line(int version, char digit) {
    return "metroon-key " + std::to_string(version) + " " + std::string(64, digit) + "\n";
  }
  files::path folder_;
};

TEST_F(KeyFile, IsMadeOnceAndThenRead) {
  const auto file = folder_ / "key";
  SodiumSealer first{load_or_make_key_file(file)};
  SodiumSealer second{load_or_make_key_file(file)};
  EXPECT_EQ(second.open(first.seal("plain", "c"), "c"), "plain");
}

TEST_F(KeyFile, IsMadeForItsOwnerAloneAndLeavesNoDraftBehind) {
  static_cast<void>(load_or_make_key_file(folder_ / "key"));
  struct stat status{};
  ASSERT_EQ(::stat((folder_ / "key").c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0600U);
  EXPECT_EQ(std::distance(files::directory_iterator{folder_}, files::directory_iterator{}), 1);
}

TEST_F(KeyFile, TwoInstallationsHaveDifferentKeys) {
  SodiumSealer one{load_or_make_key_file(folder_ / "one")};
  SodiumSealer other{load_or_make_key_file(folder_ / "other")};
  EXPECT_NE(one.keyed_hash("p", "t"), other.keyed_hash("p", "t"));
}

TEST_F(KeyFile, ManyWhoMakeItAtOnceGetTheSameKey) {
  std::array<app::Bytes, 8> hashes;
  {
    std::vector<std::jthread> threads;
    for (auto& hash : hashes)
      threads.emplace_back([&hash, file = folder_ / "key"] {
        hash = SodiumSealer{load_or_make_key_file(file)}.keyed_hash("p", "t");
      });
  }
  for (const auto& hash : hashes) EXPECT_EQ(hash, hashes.front());
}

TEST_F(KeyFile, HoldsSeveralKeysForRolling) {
  const auto keys =
      load_key_file(write("# rolled in 2026\n" + line(1, 'a') + "\n" + line(255, 'B')));
  ASSERT_EQ(keys.size(), 2U);
  EXPECT_EQ(*keys.at(1).data(), 0xaa);
  EXPECT_EQ(*keys.at(255).data(), 0xbb);
}

TEST_F(KeyFile, ThatOthersMayReadIsRefused) {
  for (const ::mode_t mode : {0640U, 0604U, 0660U, 0644U})
    EXPECT_THROW((void)load_key_file(write(line(1, 'a'), mode)), KeyFileError) << mode;
}

TEST_F(KeyFile, WithAMalformedLineIsRefusedByItsNumber) {
  for (const std::string& bad :
       {std::string{"nonsense\n"}, line(0, 'a'), line(256, 'a'), line(1, 'a'), line(2, 'g'),
        "metroon-key 2 abcd\n" + std::string{}, "metroon-key 2 " + std::string(66, 'a')}) {
    try {
      static_cast<void>(load_key_file(write(line(1, 'a') + bad)));
      ADD_FAILURE() << "accepted: " << bad;
    } catch (const KeyFileError& error) {
      EXPECT_NE(std::string_view{error.what()}.find("line 2"), std::string_view::npos)
          << error.what();
    }
  }
}

TEST_F(KeyFile, WithoutAKeyOrMissingIsRefused) {
  EXPECT_THROW((void)load_key_file(write("# nothing\n")), KeyFileError);
  EXPECT_THROW((void)load_key_file(folder_ / "missing"), KeyFileError);
  EXPECT_THROW((void)load_key_file(folder_), KeyFileError);
}

TEST_F(KeyFile, ErrorTextsNeverShowAKey) {
  try {
    static_cast<void>(load_key_file(write("metroon-key 1 5ec2e75ec2e7\n")));
    FAIL();
  } catch (const KeyFileError& error) {
    EXPECT_EQ(std::string_view{error.what()}.find("5ec2e7"), std::string_view::npos);
  }
}

}  // namespace
}  // namespace metroon::crypto
