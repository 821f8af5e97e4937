// The database file of a running server, as other processes meet it.
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>

#include "store/conformance.hpp"

namespace metroon::store {
namespace {

// Asked in another process, since nobody sees the locks of their own.
bool is_locked(const std::string& path) {
  const auto child = ::fork();
  if (child == 0) {
    const int file = ::open(path.c_str(), O_RDWR | O_CLOEXEC);
    struct flock whole{};
    whole.l_type = F_WRLCK;
    const bool asked = file >= 0 && ::fcntl(file, F_GETLK, &whole) == 0;
    ::_exit(asked && whole.l_type != F_UNLCK ? 1 : 0);
  }
  int status = 0;
  return ::waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 1;
}

// Whoever comes next and finds the file unlocked takes themselves for the last one, and deletes the
// write-ahead log on leaving.
TEST(SqliteFile, StaysLockedWhileAServerHasItOpen) {
  Place place{On::file};
  support::TestSealer sealer;
  const auto policy = support::sample_policy();
  const auto store = place.open(policy, sealer);
  store->write([](app::Ports& ports) { ports.people.insert(maria()); });
  EXPECT_TRUE(is_locked(place.url()));
  store->read([](app::Ports& ports) { (void)ports.audit.count(); });
  EXPECT_TRUE(is_locked(place.url()));
}

}  // namespace
}  // namespace metroon::store
