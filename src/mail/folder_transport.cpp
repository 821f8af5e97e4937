#include "mail/folder_transport.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>

namespace metroon::mail {
namespace {

/// @return false with errno set.
bool write_all(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const auto put = ::write(descriptor, bytes.data(), bytes.size());
    if (put < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(put));
  }
  return ::fsync(descriptor) == 0;
}

bool write_file(const std::filesystem::path& file, std::string_view bytes) {
  const int descriptor =
      ::open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (descriptor < 0) return false;
  const bool written = write_all(descriptor, bytes);
  const int why = errno;
  ::close(descriptor);
  errno = why;
  return written;
}

/// The new name is on the disk only when the folder is.
bool sync_folder(const std::filesystem::path& folder) {
  const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return false;
  const bool synced = ::fsync(descriptor) == 0;
  const int why = errno;
  ::close(descriptor);
  errno = why;
  return synced;
}

}  // namespace

FolderTransport::FolderTransport(std::filesystem::path folder) : folder_{std::move(folder)} {
  std::filesystem::create_directories(folder_);
}

Delivery FolderTransport::deliver(const Letter& letter) {
  // A domain holds no slash once compose has made it; nobody else's letter leaves the folder
  // either.
  if (letter.message_id.empty() || letter.message_id.find('/') != std::string::npos)
    return {Outcome::refused, "no file can be named by this Message-ID"};
  const auto file = folder_ / (letter.message_id + ".eml");
  const auto draft = folder_ / ("." + letter.message_id + ".part");
  if (write_file(draft, letter.bytes) && ::rename(draft.c_str(), file.c_str()) == 0 &&
      sync_folder(folder_))
    return {Outcome::accepted, file.string()};
  const std::string why = std::strerror(errno);
  ::unlink(draft.c_str());
  return {Outcome::try_again, why};
}

}  // namespace metroon::mail
