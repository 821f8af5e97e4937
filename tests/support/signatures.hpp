// Certificates and signatures, made by the very OpenSSL that users' programs have.
#pragma once

#include <openssl/cms.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <cstdio>
#include <memory>
#include <string>
#include <string_view>

namespace metroon::tests {

inline std::string octets_of(BIO* bio) {
  char* data = nullptr;
  const auto size = BIO_get_mem_data(bio, &data);
  std::string octets{data, static_cast<std::size_t>(size)};
  BIO_free(bio);
  return octets;
}

inline std::string base64(const std::string& octets) {
  std::string out(octets.size() * 4 / 3 + 4, '\0');
  out.resize(static_cast<std::size_t>(EVP_EncodeBlock(
      reinterpret_cast<unsigned char*>(out.data()),
      reinterpret_cast<const unsigned char*>(octets.data()), static_cast<int>(octets.size()))));
  return out;
}

/// A key with a certificate, signed by an authority or by itself.
class Identity {
 public:
  /// @param from, until Seconds from now.
  Identity(const std::string& name, const std::string& mail, const Identity* authority = nullptr,
           long from = -3600, long until = 3600)
      : key_{EVP_EC_gen("P-256")}, certificate_{X509_new()} {
    X509_set_version(certificate_, 2);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate_), ++serial_);
    X509_gmtime_adj(X509_getm_notBefore(certificate_), from);
    X509_gmtime_adj(X509_getm_notAfter(certificate_), until);
    X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate_), "CN", MBSTRING_UTF8,
                               reinterpret_cast<const unsigned char*>(name.c_str()), -1, -1, 0);
    const auto& issuer = authority != nullptr ? *authority : *this;
    X509_set_issuer_name(certificate_, X509_get_subject_name(issuer.certificate_));
    X509_set_pubkey(certificate_, key_);
    extend(NID_basic_constraints, authority != nullptr ? "critical,CA:FALSE" : "critical,CA:TRUE");
    extend(NID_key_usage,
           authority != nullptr ? "critical,digitalSignature" : "critical,keyCertSign,cRLSign");
    if (!mail.empty()) extend(NID_subject_alt_name, "email:" + mail);
    X509_sign(certificate_, issuer.key_, EVP_sha256());
  }
  Identity(const Identity&) = delete;
  Identity& operator=(const Identity&) = delete;
  ~Identity() {
    X509_free(certificate_);
    EVP_PKEY_free(key_);
  }

  [[nodiscard]] std::string pem() const {
    auto* out = BIO_new(BIO_s_mem());
    PEM_write_bio_X509(out, certificate_);
    return octets_of(out);
  }
  /// A list of certificates that this authority has taken back. @param until Seconds from now.
  /// @param scope Its issuing distribution point, as OpenSSL's configuration has it.
  [[nodiscard]] std::string revoking(std::initializer_list<const Identity*> whom, long until = 3600,
                                     const char* scope = nullptr) const {
    auto* list = X509_CRL_new();
    auto* from = X509_gmtime_adj(nullptr, -7200);
    auto* next = X509_gmtime_adj(nullptr, until);
    X509_CRL_set_version(list, 1);
    X509_CRL_set_issuer_name(list, X509_get_subject_name(certificate_));
    X509_CRL_set1_lastUpdate(list, from);
    X509_CRL_set1_nextUpdate(list, next);
    for (const auto* one : whom) {
      auto* entry = X509_REVOKED_new();
      X509_REVOKED_set_serialNumber(entry, X509_get_serialNumber(one->certificate_));
      X509_REVOKED_set_revocationDate(entry, from);
      X509_CRL_add0_revoked(list, entry);
    }
    if (scope != nullptr) {
      auto* point = X509V3_EXT_conf_nid(nullptr, nullptr, NID_issuing_distribution_point, scope);
      X509_CRL_add_ext(list, point, -1);
      X509_EXTENSION_free(point);
    }
    X509_CRL_sort(list);
    X509_CRL_sign(list, key_, EVP_sha256());
    auto* out = BIO_new(BIO_s_mem());
    PEM_write_bio_X509_CRL(out, list);
    ASN1_TIME_free(from);
    ASN1_TIME_free(next);
    X509_CRL_free(list);
    return octets_of(out);
  }
  [[nodiscard]] std::string key_pem() const {
    auto* out = BIO_new(BIO_s_mem());
    PEM_write_bio_PrivateKey(out, key_, nullptr, nullptr, 0, nullptr, nullptr);
    return octets_of(out);
  }
  /// DER. @param flags CMS_DETACHED, CMS_NOATTR…
  [[nodiscard]] std::string sign(std::string_view content, unsigned flags = CMS_DETACHED,
                                 const EVP_MD* digest = EVP_sha256()) const {
    auto* in = BIO_new_mem_buf(content.data(), static_cast<int>(content.size()));
    auto* cms = CMS_sign(nullptr, nullptr, nullptr, in, flags | CMS_BINARY | CMS_PARTIAL);
    CMS_add1_signer(cms, certificate_, key_, digest, flags | CMS_BINARY);
    CMS_final(cms, in, nullptr, flags | CMS_BINARY);
    auto* out = BIO_new(BIO_s_mem());
    i2d_CMS_bio(out, cms);
    CMS_ContentInfo_free(cms);
    BIO_free(in);
    return octets_of(out);
  }
  /// A PDF whose last revision is signed: added to `before`, which may be signed already.
  [[nodiscard]] std::string sign_pdf(const std::string& before) const {
    constexpr std::size_t room = 8192;
    std::string pdf = before + "9 0 obj\n<</Type/Sig/SubFilter/adbe.pkcs7.detached/ByteRange";
    const auto range_at = pdf.size();
    pdf += std::string(50, ' ') + "/Contents ";
    const auto gap = pdf.size();
    const std::string tail = ">>\nendobj\n%%EOF\n";
    char range[51];
    (void)std::snprintf(range, sizeof range, "[0 %zu %zu %zu]", gap, gap + room + 2, tail.size());
    pdf.replace(range_at, std::string_view{range}.size(), range);
    std::string digits;
    for (const unsigned char octet : sign(pdf + tail)) {
      constexpr std::string_view hex{"0123456789abcdef"};
      digits += hex[octet >> 4U];
      digits += hex[octet & 15U];
    }
    digits.resize(room, '0');
    return pdf + '<' + digits + '>' + tail;
  }

 private:
  void extend(int nid, const std::string& value) {
    auto* extension = X509V3_EXT_conf_nid(nullptr, nullptr, nid, value.c_str());
    X509_add_ext(certificate_, extension, -1);
    X509_EXTENSION_free(extension);
  }
  static inline long serial_ = 0;
  EVP_PKEY* key_;
  X509* certificate_;
};

}  // namespace metroon::tests
