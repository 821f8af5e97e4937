// Whatever comes as a mail is answered, with clean texts within their limits.
#include <string>

#include "base/text.hpp"
#include "mail/parse_mail.hpp"
#include "must.hpp"

using metroon::fuzz::must;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace metroon;
  const auto mail = mail::parse_mail(fuzz::text_of(data, size), "mx.example.edu");
  for (const auto& text :
       {mail.from, mail.subject, mail.message_id, mail.text, mail.authenticated.detail})
    must(base::is_clean_utf8(text));
  must(mail.text.size() <= mail::longest_text && mail.attachments.size() <= mail::most_attachments);
  must(!mail.from.empty() || mail.authenticated.result == core::MailAuthentication::none);
  for (const auto& one : mail.attachments) {
    must(!one.file_name.empty() && base::is_clean_utf8(one.file_name));
    must(one.file_name.find_first_of("/\\") == std::string::npos);
  }
  return 0;
}
