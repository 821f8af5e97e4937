#include "store/sha256.hpp"

#include <openssl/evp.h>

#include <stdexcept>

namespace metroon::store {

base::Bytes sha256(base::BytesView bytes) {
  base::Bytes hash(32, '\0');
  unsigned length = 0;
  if (EVP_Digest(bytes.data(), bytes.size(), reinterpret_cast<unsigned char*>(hash.data()), &length,
                 EVP_sha256(), nullptr) != 1 ||
      length != hash.size())
    throw std::runtime_error{"SHA-256 is not available"};
  return hash;
}

}  // namespace metroon::store
