// Who signed what, and whether we may believe it: CMS (RFC 5652) as PDFs and S/MIME carry it.
// Nothing is fetched: no OCSP, no missing certificates. Certificates that were taken back are known
// from the lists that the operator puts beside the trust anchors (RFC 5280, 5).
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/day.hpp"
#include "core/certificate.hpp"

namespace metroon::mail {

/// The certificates that a chain has to end at, and lists of those that were taken back.
class TrustAnchors {
 public:
  /// @param pem Any number of certificates and of revocation lists. A list that is out of date
  ///   still counts for what it names; an issuer without one is believed. @throws
  ///   std::runtime_error if it has none, or a broken one.
  explicit TrustAnchors(std::string_view pem);
  struct Store;
  [[nodiscard]] const Store& store() const { return *store_; }

 private:
  std::shared_ptr<const Store> store_;
};

struct Trust {
  std::shared_ptr<const TrustAnchors> anchors;  ///< None: no signature is trusted.
  base::Instant when{};  ///< Certificates must be in force then: nobody vouches for another time.
};

struct Signature {
  core::SignatureCheck check{core::SignatureCheck::none};
  std::string signer;       ///< As the certificate names them; clean UTF-8.
  std::string signer_mail;  ///< In the certificate; may be empty.
  std::string issuer;
  std::optional<base::Instant> signed_at;  ///< As the signer says.
};

/// One signature over `content`, which is not inside of it.
/// @param der Zeros after it are allowed: PDFs have room to spare.
[[nodiscard]] Signature check_detached(std::string_view der, std::string_view content,
                                       const Trust&);

struct Opaque {
  Signature signature;
  std::string content;  ///< Empty where it cannot be read; else what was signed, also if broken.
};
/// What carries its content inside.
[[nodiscard]] Opaque open_signed(std::string_view der, const Trust&);

/// PAdES and adbe.pkcs7.detached. The signature that counts covers every octet of the file but its
/// own hexadecimal digits; where there is none, or anything was added later, it is `changed`.
/// Signatures are found by their ByteRange: the range itself is among what it covers.
[[nodiscard]] Signature check_pdf(std::string_view pdf, const Trust&);

}  // namespace metroon::mail
