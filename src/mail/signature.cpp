#include "mail/signature.hpp"

#include <openssl/cms.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <stdexcept>

#include "mail/clean.hpp"

namespace metroon::mail {
namespace {

using core::SignatureCheck;

template <auto free>
struct Freeing {
  template <class T>
  void operator()(T* it) const {
    free(it);
  }
};
void free_certificates(STACK_OF(X509) * certificates) {
  sk_X509_pop_free(certificates, X509_free);
}
void free_infos(STACK_OF(X509_INFO) * infos) {
  sk_X509_INFO_pop_free(infos, X509_INFO_free);
}
template <class T, auto free>
using Owned = std::unique_ptr<T, Freeing<free>>;
using Bio = Owned<BIO, BIO_free_all>;
using Cms = Owned<CMS_ContentInfo, CMS_ContentInfo_free>;
using Certificates = Owned<STACK_OF(X509), free_certificates>;
using Infos = Owned<STACK_OF(X509_INFO), free_infos>;

constexpr std::size_t largest_signature = 1 << 20;
constexpr int most_certificates = 30;
constexpr std::size_t longest_name = 200;
constexpr int enough_for_security = 2;  // 112 bits: RSA of 2048, SHA-224.
constexpr int longest_chain = 8;

Bio reading(std::string_view octets) {
  return Bio{BIO_new_mem_buf(octets.data(), static_cast<int>(octets.size()))};
}

std::string text_of(const ASN1_STRING* value) {
  unsigned char* utf8 = nullptr;
  const int size = ASN1_STRING_to_UTF8(&utf8, value);
  if (size < 0) return {};
  const std::string text{reinterpret_cast<const char*>(utf8), static_cast<std::size_t>(size)};
  OPENSSL_free(utf8);
  return clean(text.c_str(), longest_name, false);
}

std::string entry(const X509_NAME* name, int nid) {
  const int at = X509_NAME_get_index_by_NID(name, nid, -1);
  if (at < 0) return {};
  return text_of(X509_NAME_ENTRY_get_data(X509_NAME_get_entry(name, at)));
}

std::string name_of(const X509_NAME* name) {
  for (const int nid : {NID_commonName, NID_surname, NID_organizationName})
    if (auto found = entry(name, nid); !found.empty()) return found;
  return {};
}

std::string mail_of(X509* certificate) {
  auto* found = X509_get1_email(certificate);
  std::string mail;
  if (sk_OPENSSL_STRING_num(found) > 0)
    mail = clean(sk_OPENSSL_STRING_value(found, 0), longest_name, false);
  X509_email_free(found);
  return mail;
}

std::optional<base::Instant> signing_time(CMS_SignerInfo* signer) {
  const auto* object = OBJ_nid2obj(NID_pkcs9_signingTime);
  auto* value = CMS_signed_get0_data_by_OBJ(signer, object, -3, V_ASN1_UTCTIME);
  if (value == nullptr)
    value = CMS_signed_get0_data_by_OBJ(signer, object, -3, V_ASN1_GENERALIZEDTIME);
  std::tm parts{};
  if (value == nullptr || ASN1_TIME_to_tm(static_cast<ASN1_TIME*>(value), &parts) != 1) return {};
  using namespace std::chrono;
  const sys_days day = year{parts.tm_year + 1900} / (parts.tm_mon + 1) / parts.tm_mday;
  return day + hours{parts.tm_hour} + minutes{parts.tm_min} + seconds{parts.tm_sec};
}

bool may_sign(X509* certificate) {
  const auto usage = X509_get_key_usage(certificate);
  return usage == UINT32_MAX || (usage & (KU_DIGITAL_SIGNATURE | KU_NON_REPUDIATION)) != 0;
}

bool digest_is_strong(CMS_SignerInfo* signer) {
  X509_ALGOR* digest = nullptr;
  CMS_SignerInfo_get0_algs(signer, nullptr, nullptr, &digest, nullptr);
  const auto* method = digest == nullptr ? nullptr : EVP_get_digestbyobj(digest->algorithm);
  return method != nullptr && EVP_MD_get_size(method) >= 32;
}

}  // namespace

struct TrustAnchors::Store {
  Owned<X509_STORE, X509_STORE_free> known{X509_STORE_new()};
  bool has_lists{false};
};

TrustAnchors::TrustAnchors(std::string_view pem) {
  auto store = std::make_shared<Store>();
  const Infos infos{PEM_X509_INFO_read_bio(reading(pem).get(), nullptr, nullptr, nullptr)};
  ERR_clear_error();
  int certificates = 0;
  for (int at = 0; at < sk_X509_INFO_num(infos.get()); ++at) {
    const auto* info = sk_X509_INFO_value(infos.get(), at);
    if (info->x509 != nullptr) certificates += X509_STORE_add_cert(store->known.get(), info->x509);
    if (info->crl != nullptr && X509_STORE_add_crl(store->known.get(), info->crl) == 1)
      store->has_lists = true;
  }
  if (certificates == 0) throw std::runtime_error{"no certificates in PEM, or a broken one"};
  store_ = std::move(store);
}

namespace {

// Not every issuer's list is here, nor a list of every kind of certificate, and one that is out of
// date still names those it names.
int forgiving(int right, X509_STORE_CTX* context) {
  switch (X509_STORE_CTX_get_error(context)) {
    case X509_V_ERR_UNABLE_TO_GET_CRL:
    case X509_V_ERR_DIFFERENT_CRL_SCOPE:
    case X509_V_ERR_CRL_HAS_EXPIRED:
      return 1;
    default:
      return right;
  }
}

SignatureCheck problem_of(int error) {
  switch (error) {
    case X509_V_ERR_CERT_HAS_EXPIRED:
    case X509_V_ERR_CERT_NOT_YET_VALID:
      return SignatureCheck::not_in_force;
    case X509_V_ERR_CERT_REVOKED:
      return SignatureCheck::revoked;
    default:
      return SignatureCheck::untrusted;
  }
}

SignatureCheck chain_of(X509* certificate, STACK_OF(X509) * others, const Trust& trust) {
  if (!trust.anchors) return SignatureCheck::untrusted;
  const Owned<X509_STORE_CTX, X509_STORE_CTX_free> context{X509_STORE_CTX_new()};
  auto* known = trust.anchors->store().known.get();
  if (X509_STORE_CTX_init(context.get(), known, certificate, others) != 1)
    return SignatureCheck::untrusted;
  auto* rules = X509_STORE_CTX_get0_param(context.get());
  X509_VERIFY_PARAM_set_flags(rules, X509_V_FLAG_PARTIAL_CHAIN);
  if (trust.anchors->store().has_lists) {
    X509_VERIFY_PARAM_set_flags(rules, X509_V_FLAG_CRL_CHECK | X509_V_FLAG_CRL_CHECK_ALL);
    X509_STORE_CTX_set_verify_cb(context.get(), forgiving);
  }
  X509_VERIFY_PARAM_set_depth(rules, longest_chain);
  X509_VERIFY_PARAM_set_auth_level(rules, enough_for_security);
  X509_VERIFY_PARAM_set_time(
      rules,
      std::chrono::duration_cast<std::chrono::seconds>(trust.when.time_since_epoch()).count());
  if (X509_verify_cert(context.get()) == 1)
    return may_sign(certificate) ? SignatureCheck::valid : SignatureCheck::untrusted;
  return problem_of(X509_STORE_CTX_get_error(context.get()));
}

Cms parsed(std::string_view der) {
  if (der.size() > largest_signature) return {};
  const auto* at = reinterpret_cast<const unsigned char*>(der.data());
  const auto* end = at + der.size();
  Cms cms{d2i_CMS_ContentInfo(nullptr, &at, static_cast<long>(der.size()))};
  for (; cms && at != end; ++at)
    if (*at != 0) cms.reset();
  if (cms && OBJ_obj2nid(CMS_get0_type(cms.get())) != NID_pkcs7_signed) cms.reset();
  return cms;
}

// Exactly one signer, whose attributes are signed too: without them, a text could be passed off as
// somebody's attributes.
CMS_SignerInfo* signer_of(CMS_ContentInfo* cms) {
  auto* signers = CMS_get0_SignerInfos(cms);
  if (sk_CMS_SignerInfo_num(signers) != 1) return nullptr;
  auto* signer = sk_CMS_SignerInfo_value(signers, 0);
  if (CMS_signed_get_attr_count(signer) < 1 || !digest_is_strong(signer)) return nullptr;
  return signer;
}

// @param content Empty pointer: inside of the signature.
Signature check(CMS_ContentInfo* cms, BIO* content, BIO* out, const Trust& trust) {
  Signature found{.check = SignatureCheck::broken};
  const Certificates others{CMS_get1_certs(cms)};
  if (sk_X509_num(others.get()) > most_certificates) return found;
  auto* signer = signer_of(cms);
  if (signer == nullptr) return found;
  const bool whole =
      CMS_verify(cms, nullptr, nullptr, content, out, CMS_BINARY | CMS_NO_SIGNER_CERT_VERIFY) == 1;
  X509* certificate = nullptr;
  CMS_SignerInfo_get0_algs(signer, nullptr, &certificate, nullptr, nullptr);
  if (!whole || certificate == nullptr) return found;
  found.signer = name_of(X509_get_subject_name(certificate));
  found.signer_mail = mail_of(certificate);
  found.issuer = name_of(X509_get_issuer_name(certificate));
  found.signed_at = signing_time(signer);
  found.check = chain_of(certificate, others.get(), trust);
  return found;
}

std::string taken_from(BIO* bio) {
  char* data = nullptr;
  const auto size = BIO_get_mem_data(bio, &data);
  return size > 0 ? std::string{data, static_cast<std::size_t>(size)} : std::string{};
}

}  // namespace

Signature check_detached(std::string_view der, std::string_view content, const Trust& trust) {
  const auto cms = parsed(der);
  Signature found{.check = SignatureCheck::broken};
  if (cms && CMS_is_detached(cms.get()) == 1)
    found = check(cms.get(), reading(content).get(), nullptr, trust);
  ERR_clear_error();
  return found;
}

Opaque open_signed(std::string_view der, const Trust& trust) {
  Opaque opened{.signature = {.check = SignatureCheck::broken}, .content = {}};
  const auto cms = parsed(der);
  if (cms && CMS_is_detached(cms.get()) != 1) {
    const Bio out{BIO_new(BIO_s_mem())};
    opened.signature = check(cms.get(), nullptr, out.get(), trust);
    opened.content = taken_from(out.get());
  }
  ERR_clear_error();
  return opened;
}

}  // namespace metroon::mail
