#include "mail/compose.hpp"

#include <fmt/format.h>
#include <gmime/gmime.h>

#include <algorithm>
#include <memory>

namespace metroon::mail {
namespace {

struct Unref {
  void operator()(void* object) const { g_object_unref(object); }
};
struct FreeDate {
  void operator()(GDateTime* date) const { g_date_time_unref(date); }
};
struct FreeOptions {
  void operator()(GMimeFormatOptions* options) const { g_mime_format_options_free(options); }
};
using Message = std::unique_ptr<GMimeMessage, Unref>;
template <class T>
using Object = std::unique_ptr<T, Unref>;

void start_gmime() {
  static const bool started = [] {
    g_mime_init();
    return true;
  }();
  static_cast<void>(started);
}

/// GMime and GLib take only UTF-8, and nothing in a header may break its line.
std::string on_one_line(std::string_view text) {
  const std::unique_ptr<gchar, decltype(&g_free)> mended{
      g_utf8_make_valid(text.data(), static_cast<gssize>(text.size())), &g_free};
  std::string line{mended.get()};
  std::ranges::replace_if(
      line, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }, ' ');
  return line;
}

/// RFC 2049: text is stored in its canonical form, where a line ends in CR LF.
std::string with_network_lines(std::string_view text) {
  const std::unique_ptr<gchar, decltype(&g_free)> mended{
      g_utf8_make_valid(text.data(), static_cast<gssize>(text.size())), &g_free};
  std::string lines;
  for (const char c : std::string_view{mended.get()}) {
    if (c == '\r') continue;
    if (c == '\n') lines += '\r';
    lines += c;
  }
  if (!lines.ends_with('\n')) lines += "\r\n";
  return lines;
}

std::string_view domain_of(std::string_view address) {
  return address.substr(address.rfind('@') + 1);
}

void add_header(const Message& message, const char* name, const std::string& value) {
  g_mime_object_append_header(GMIME_OBJECT(message.get()), name, value.c_str(), "utf-8");
}

void set_date(const Message& message, app::Instant created) {
  const auto seconds = std::chrono::floor<std::chrono::seconds>(created).time_since_epoch();
  const std::unique_ptr<GDateTime, FreeDate> date{g_date_time_new_from_unix_utc(seconds.count())};
  g_mime_message_set_date(message.get(), date.get());
}

/// Quoted-printable keeps a mostly Latin text readable to those who look at the source; base64 is
/// shorter for Greek. GMime counts and chooses; a line too long for the wire is encoded as well.
void set_text(const Message& message, const std::string& text) {
  const Object<GMimePart> part{g_mime_part_new_with_type("text", "plain")};
  g_mime_object_set_content_type_parameter(GMIME_OBJECT(part.get()), "charset", "utf-8");
  const Object<GMimeStream> stream{g_mime_stream_mem_new_with_buffer(text.data(), text.size())};
  const Object<GMimeDataWrapper> content{
      g_mime_data_wrapper_new_with_stream(stream.get(), GMIME_CONTENT_ENCODING_DEFAULT)};
  g_mime_part_set_content(part.get(), content.get());
  const auto encoding =
      g_mime_part_get_best_content_encoding(part.get(), GMIME_ENCODING_CONSTRAINT_7BIT);
  g_mime_part_set_content_encoding(part.get(), encoding);
  g_mime_message_set_mime_part(message.get(), GMIME_OBJECT(part.get()));
}

base::Bytes to_bytes(const Message& message) {
  const std::unique_ptr<GMimeFormatOptions, FreeOptions> options{g_mime_format_options_new()};
  g_mime_format_options_set_newline_format(options.get(), GMIME_NEWLINE_FORMAT_DOS);
  const std::unique_ptr<gchar, decltype(&g_free)> text{
      g_mime_object_to_string(GMIME_OBJECT(message.get()), options.get()), &g_free};
  return text.get();
}

}  // namespace

bool is_mail_address(std::string_view text) {
  const auto at = text.rfind('@');
  if (at == std::string_view::npos || at == 0 || at > 64 || text.size() > 254) return false;
  if (at + 1 == text.size()) return false;
  return std::ranges::count(text, '@') == 1 && std::ranges::none_of(text, [](char c) {
           return c <= ' ' || c >= 0x7f ||
                  std::string_view{"<>()[]\\,;:\""}.find(c) != std::string_view::npos;
         });
}

std::expected<Letter, ComposeProblem> compose(const app::Mail& mail, const Sender& sender) {
  if (!is_mail_address(sender.address)) return std::unexpected{ComposeProblem::sender_malformed};
  if (!is_mail_address(mail.to)) return std::unexpected{ComposeProblem::recipient_malformed};
  if (!mail.reply_to.empty() && !is_mail_address(mail.reply_to))
    return std::unexpected{ComposeProblem::reply_to_malformed};
  start_gmime();
  const Message message{g_mime_message_new(TRUE)};
  const auto name = on_one_line(sender.name);
  g_mime_message_add_mailbox(message.get(), GMIME_ADDRESS_TYPE_FROM,
                             name.empty() ? nullptr : name.c_str(), sender.address.c_str());
  g_mime_message_add_mailbox(message.get(), GMIME_ADDRESS_TYPE_TO, nullptr, mail.to.c_str());
  if (!mail.reply_to.empty())
    g_mime_message_add_mailbox(message.get(), GMIME_ADDRESS_TYPE_REPLY_TO, nullptr,
                               mail.reply_to.c_str());
  g_mime_message_set_subject(message.get(), on_one_line(mail.subject).c_str(), "utf-8");
  const auto id = fmt::format("m{}@{}", mail.id.value, domain_of(sender.address));
  g_mime_message_set_message_id(message.get(), id.c_str());
  set_date(message, mail.created);
  add_header(message, "Auto-Submitted", "auto-generated");
  const auto text = with_network_lines(mail.text);
  set_text(message, text);
  return Letter{id, sender.address, mail.to, to_bytes(message)};
}

}  // namespace metroon::mail
