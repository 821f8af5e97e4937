// Whatever comes as CMS, with its content inside or not, has a verdict with clean names.
#include "base/text.hpp"
#include "mail/signature.hpp"
#include "must.hpp"

using metroon::fuzz::must;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace metroon;
  const auto der = fuzz::text_of(data, size);
  const auto opened = mail::open_signed(der, {});
  must(opened.content.size() <= der.size());
  for (const auto& found : {opened.signature, mail::check_detached(der, "text", {})}) {
    must(found.check == core::SignatureCheck::broken ||
         found.check == core::SignatureCheck::untrusted);
    for (const auto& text : {found.signer, found.signer_mail, found.issuer})
      must(base::is_clean_utf8(text));
  }
  return 0;
}
