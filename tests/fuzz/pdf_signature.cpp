// Whatever comes as a PDF has a verdict with clean names; nobody without an anchor is valid.
#include "base/text.hpp"
#include "mail/signature.hpp"
#include "must.hpp"

using metroon::fuzz::must;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace metroon;
  const auto pdf = fuzz::text_of(data, size);
  const auto found = mail::check_pdf(pdf, {});
  must(found.check != core::SignatureCheck::valid);
  must((found.check == core::SignatureCheck::none) == (pdf.find("/ByteRange") == pdf.npos));
  for (const auto& text : {found.signer, found.signer_mail, found.issuer})
    must(base::is_clean_utf8(text));
  return 0;
}
