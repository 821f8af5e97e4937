// The file that holds the master keys, outside the database. The only code here that reads files.
#pragma once

#include <filesystem>
#include <stdexcept>

#include "crypto/key_ring.hpp"

namespace metroon::crypto {

/// The text names the file and what is wrong with it, never a key.
struct KeyFileError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// One line a key, `metroon-key VERSION 64-hexadecimal-digits`; empty lines and those that begin
/// with # are passed over. A line with a higher version rolls the key: new rows are sealed under
/// it, old rows still open.
/// Throws KeyFileError if the file cannot be read, anybody but its owner may read or write it, a
/// line is malformed, a version comes twice, or no key is there.
[[nodiscard]] KeyRing load_key_file(const std::filesystem::path& file);

/// As load_key_file; where there is no file, makes one with a fresh key and mode 0600. It appears
/// whole or not at all, and of two processes that start at once both get the same key.
[[nodiscard]] KeyRing load_or_make_key_file(const std::filesystem::path& file);

}  // namespace metroon::crypto
