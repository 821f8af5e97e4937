#include "mail/parse_mail.hpp"

#include <gmime/gmime.h>

#include <algorithm>
#include <memory>

#include "base/text.hpp"
#include "mail/bounds.hpp"
#include "mail/clean.hpp"
#include "mail/compose.hpp"
#include "wire/media.hpp"

namespace metroon::mail {
namespace {

struct Unref {
  void operator()(gpointer object) const { g_object_unref(object); }
};
template <class T>
using Object = std::unique_ptr<T, Unref>;

constexpr unsigned most_parts = 200;  // A mail of people has few.
constexpr std::size_t longest_name = 120;

void start_gmime() {
  static const bool started = (g_mime_init(), true);
  (void)started;
}

// Raw, of each field of that name.
std::vector<std::string_view> values_of(GMimeHeaderList* headers, const char* name) {
  std::vector<std::string_view> values;
  for (int at = 0; at < g_mime_header_list_get_count(headers); ++at) {
    auto* header = g_mime_header_list_get_header_at(headers, at);
    if (g_ascii_strcasecmp(g_mime_header_get_name(header), name) != 0) continue;
    const char* value = g_mime_header_get_raw_value(header);
    values.emplace_back(value == nullptr ? "" : value);
  }
  return values;
}

// Exactly one From with exactly one mailbox: whoever writes several wants to be taken for one.
std::string sender_of(GMimeMessage* message, GMimeHeaderList* headers) {
  auto* from = g_mime_message_get_from(message);
  if (values_of(headers, "From").size() != 1 || from == nullptr ||
      internet_address_list_length(from) != 1)
    return {};
  auto* one = internet_address_list_get_address(from, 0);
  if (!INTERNET_ADDRESS_IS_MAILBOX(one)) return {};
  const char* address = internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(one));
  if (address == nullptr || !is_mail_address(address)) return {};
  return address;
}

void add_mailboxes(InternetAddressList* list, std::vector<std::string>& into) {
  for (int at = 0; list != nullptr && at < internet_address_list_length(list); ++at) {
    auto* one = internet_address_list_get_address(list, at);
    if (into.size() >= most_recipients) return;
    if (INTERNET_ADDRESS_IS_MAILBOX(one))
      into.push_back(
          clean(internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(one)), 254, false));
  }
}

// A field that was put above a signed one of the same name is nobody's word.
std::vector<std::string> recipients_of(GMimeMessage* message, GMimeHeaderList* headers) {
  std::vector<std::string> all;
  if (values_of(headers, "To").size() > 1 || values_of(headers, "Cc").size() > 1) return all;
  add_mailboxes(g_mime_message_get_to(message), all);
  add_mailboxes(g_mime_message_get_cc(message), all);
  return all;
}

std::optional<base::Instant> date_of(GMimeMessage* message, GMimeHeaderList* headers) {
  auto* date = g_mime_message_get_date(message);
  if (date == nullptr || values_of(headers, "Date").size() != 1) return {};
  return base::Instant{std::chrono::seconds{g_date_time_to_unix(date)}};
}

// Up to a parameter or a comment, without blanks, in lower case.
std::string first_word(std::string_view value) {
  std::string word{value.substr(0, value.find_first_of(";("))};
  std::erase_if(word, [](char c) { return g_ascii_isspace(c); });
  std::ranges::transform(word, word.begin(), g_ascii_tolower);
  return word;
}

// @source RFC 3834, 2 and 5; RFC 5321, 4.5.5; RFC 6522.
bool is_by_program(GMimeMessage* message, GMimeHeaderList* headers) {
  const auto any = [&](const char* name, auto tells) {
    return std::ranges::any_of(values_of(headers, name),
                               [&](std::string_view value) { return tells(first_word(value)); });
  };
  auto* body = g_mime_message_get_mime_part(message);
  return any("Auto-Submitted", [](const auto& word) { return word != "no"; }) ||
         any("Precedence",
             [](const auto& word) {
               return word == "bulk" || word == "auto_reply" || word == "list" || word == "junk";
             }) ||
         any("Return-Path", [](const auto& word) { return word == "<>"; }) ||
         (body != nullptr &&
          g_mime_content_type_is_type(g_mime_object_get_content_type(body), "multipart", "report"));
}

// Our server writes above what came: only the topmost field can be its own.
Authenticated authentication_of(GMimeHeaderList* headers, std::string_view trusted,
                                std::string_view from) {
  const auto values = values_of(headers, "Authentication-Results");
  if (values.empty() || from.empty()) return {};
  auto found =
      read_authentication_results(values.front(), trusted, from.substr(from.rfind('@') + 1));
  found.detail = clean(found.detail.c_str(), 500, false);
  return found;
}

void add_references(const char* text, std::vector<std::string>& into) {
  if (text == nullptr) return;
  auto* list = g_mime_references_parse(nullptr, text);
  for (int at = 0; at < g_mime_references_length(list) && into.size() < 50; ++at)
    into.emplace_back(clean(g_mime_references_get_message_id(list, at), 250, false));
  g_mime_references_free(list);
}

std::string written(GMimeStream* memory) {
  const auto* bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(memory));
  return {reinterpret_cast<const char*>(bytes->data), bytes->len};
}

std::string contents_of(GMimePart* part) {
  auto* content = g_mime_part_get_content(part);
  if (content == nullptr) return {};
  const Object<GMimeStream> memory{g_mime_stream_mem_new()};
  g_mime_data_wrapper_write_to_stream(content, memory.get());
  return written(memory.get());
}

// As its sender had it: as it came, with the line ends of the network (RFC 8551, 3.1.1).
std::string octets_of(GMimeObject* object) {
  const Object<GMimeStream> memory{g_mime_stream_mem_new()};
  const Object<GMimeStream> filtered{g_mime_stream_filter_new(memory.get())};
  const Object<GMimeFilter> network{g_mime_filter_unix2dos_new(FALSE)};
  g_mime_stream_filter_add(GMIME_STREAM_FILTER(filtered.get()), network.get());
  g_mime_object_write_to_stream(object, nullptr, filtered.get());
  g_mime_stream_flush(filtered.get());
  return written(memory.get());
}

bool is_of(GMimeObject* object, const char* type, const char* first, const char* second) {
  auto* content_type = g_mime_object_get_content_type(object);
  return g_mime_content_type_is_type(content_type, type, first) ||
         g_mime_content_type_is_type(content_type, type, second);
}

bool is_attached(GMimeObject* object) {
  const char* disposition = g_mime_object_get_disposition(object);
  return disposition != nullptr && g_ascii_strcasecmp(disposition, "attachment") == 0;
}

// Versions of one text (RFC 2046, 5.1.4), and a text with the pictures that it refers to (RFC
// 2387).
bool is_one_text(GMimeObject* multipart) {
  return is_of(multipart, "multipart", "alternative", "related");
}

// Many programs send text as HTML only, and without a name. A paper that a phone puts between two
// texts is "inline" as well: being called so does not make it a part of them.
bool is_text(GMimeObject* object) {
  return is_of(object, "text", "html", "plain") &&
         g_mime_part_get_filename(GMIME_PART(object)) == nullptr;
}

std::string name_of(GMimePart* part, std::size_t number) {
  auto name = clean(g_mime_part_get_filename(part), longest_name, false);
  name = base::squeeze(name.substr(name.find_last_of("/\\") + 1));
  return name.empty() ? "attachment-" + std::to_string(number + 1) : name;
}

class Walk {
 public:
  Walk(ParsedMail& into, const Trust& trust) : into_{into}, trust_{trust} {}

  /// A signature counts only where it is over all that the mail says.
  void run(GMimeObject* root) {
    if (GMIME_IS_PART(root) && is_of(root, "application", "pkcs7-mime", "x-pkcs7-mime"))
      return open(GMIME_PART(root));
    if (GMIME_IS_MULTIPART_SIGNED(root)) check(GMIME_MULTIPART(root));
    walk(root);
  }

 private:
  struct Waiting {
    GMimeObject* object;
    bool in_text;  // What stands right above it is one text.
  };

  void walk(GMimeObject* root) {
    std::vector<Waiting> waiting{{root, false}};
    for (unsigned seen = 0; !waiting.empty() && seen < most_parts; ++seen) {
      const auto [object, in_text] = waiting.back();
      waiting.pop_back();
      if (object == nullptr) continue;
      if (GMIME_IS_MULTIPART(object))
        push(GMIME_MULTIPART(object), waiting);
      else if (GMIME_IS_PART(object))
        take(GMIME_PART(object), in_text);
      else if (GMIME_IS_MESSAGE_PART(object))
        take_message(object);
    }
  }

  // multipart/signed (RFC 1847): what is signed, then the signature.
  void check(GMimeMultipart* both) {
    if (g_mime_multipart_get_count(both) != 2) return;
    auto* signature = g_mime_multipart_get_part(both, 1);
    if (!GMIME_IS_PART(signature) ||
        !is_of(signature, "application", "pkcs7-signature", "x-pkcs7-signature"))
      return;
    checked_ = signature;
    verdict_ = check_detached(contents_of(GMIME_PART(signature)),
                              octets_of(g_mime_multipart_get_part(both, 0)), trust_);
  }

  // What it holds is a mail's body of its own, in which no further one is opened.
  void open(GMimePart* part) {
    const auto opened = open_signed(contents_of(part), trust_);
    if (opened.content.empty() || !is_bounded(opened.content)) return walk(GMIME_OBJECT(part));
    take_attachment(part);
    into_.attachments.back().signature = opened.signature;
    const Object<GMimeStream> stream{
        g_mime_stream_mem_new_with_buffer(opened.content.data(), opened.content.size())};
    const Object<GMimeParser> parser{g_mime_parser_new_with_stream(stream.get())};
    const Object<GMimeObject> inner{g_mime_parser_construct_part(parser.get(), nullptr)};
    if (inner) walk(inner.get());
  }

  // The first part is to be the next one.
  static void push(GMimeMultipart* multipart, std::vector<Waiting>& waiting) {
    const bool one_text = is_one_text(GMIME_OBJECT(multipart));
    const int count = std::min(g_mime_multipart_get_count(multipart), int{most_parts});
    for (int at = count; at > 0; --at)
      waiting.push_back({g_mime_multipart_get_part(multipart, at - 1), one_text});
  }

  void take(GMimePart* part, bool in_text) {
    auto* object = GMIME_OBJECT(part);
    auto* type = g_mime_object_get_content_type(object);
    const bool attached = is_attached(object);
    if (!attached && GMIME_IS_TEXT_PART(part) &&
        g_mime_content_type_is_type(type, "text", "plain")) {
      take_text(GMIME_TEXT_PART(part));
    } else if (into_.attachments.size() < most_attachments) {
      take_attachment(part);
      into_.attachments.back().in_text = !attached && (in_text || is_text(object));
    }
  }

  void take_text(GMimeTextPart* part) {
    if (into_.text.size() >= longest_text) return;
    const std::unique_ptr<char, decltype(&g_free)> text{g_mime_text_part_get_text(part), &g_free};
    if (!into_.text.empty()) into_.text += '\n';
    into_.text += clean(text.get(), longest_text - into_.text.size(), true);
  }

  // A mail that was attached is one paper, whatever is in it.
  void take_message(GMimeObject* message) {
    const auto number = into_.attachments.size();
    if (number >= most_attachments) return;
    into_.attachments.push_back({.file_name = "attachment-" + std::to_string(number + 1) + ".eml",
                                 .media_type = "application/octet-stream",
                                 .bytes = octets_of(message),
                                 .signature = {}});
  }

  void take_attachment(GMimePart* part) {
    Attachment made{.file_name = name_of(part, into_.attachments.size()),
                    .media_type = {},
                    .bytes = contents_of(part)};
    made.media_type = wire::media_type_of(made.bytes);
    if (made.media_type.empty()) made.media_type = "application/octet-stream";
    if (GMIME_OBJECT(part) == checked_)
      made.signature = verdict_;
    else if (made.media_type == "application/pdf")
      made.signature = check_pdf(made.bytes, trust_);
    into_.attachments.push_back(std::move(made));
  }

  ParsedMail& into_;
  const Trust& trust_;
  const GMimeObject* checked_{nullptr};
  Signature verdict_;
};

ParsedMail take_apart(std::string_view octets, std::string_view trusted, const Trust& trust) {
  ParsedMail mail;
  const Object<GMimeStream> stream{g_mime_stream_mem_new_with_buffer(octets.data(), octets.size())};
  const Object<GMimeParser> parser{g_mime_parser_new_with_stream(stream.get())};
  const Object<GMimeMessage> message{g_mime_parser_construct_message(parser.get(), nullptr)};
  if (!message) return mail;
  auto* headers = g_mime_object_get_header_list(GMIME_OBJECT(message.get()));
  mail.from = sender_of(message.get(), headers);
  mail.subject = base::squeeze(clean(g_mime_message_get_subject(message.get()), 500, false));
  mail.message_id = clean(g_mime_message_get_message_id(message.get()), 250, false);
  auto* object = GMIME_OBJECT(message.get());
  add_references(g_mime_object_get_header(object, "In-Reply-To"), mail.references);
  add_references(g_mime_object_get_header(object, "References"), mail.references);
  mail.recipients = recipients_of(message.get(), headers);
  mail.date = date_of(message.get(), headers);
  mail.by_program = is_by_program(message.get(), headers);
  mail.authenticated = authentication_of(headers, trusted, mail.from);
  Walk{mail, trust}.run(g_mime_message_get_mime_part(message.get()));
  return mail;
}

}  // namespace

ParsedMail parse_mail(std::string_view octets, std::string_view trusted, const Trust& trust) {
  start_gmime();
  if (is_bounded(octets)) return take_apart(octets, trusted, trust);
  // Whether From is the only one cannot be told from a beginning: so nothing proves it.
  auto mail = take_apart(bounded_head(octets), {}, {});
  mail.text.clear();
  mail.attachments.clear();
  mail.too_large = true;
  return mail;
}

}  // namespace metroon::mail
