#include "mail/parse_mail.hpp"

#include <gmime/gmime.h>

#include <memory>

#include "base/text.hpp"
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

// Exactly one From with exactly one mailbox: whoever writes several wants to be taken for one.
std::string sender_of(GMimeMessage* message, GMimeHeaderList* headers) {
  int fields = 0;
  for (int at = 0; at < g_mime_header_list_get_count(headers); ++at)
    if (g_ascii_strcasecmp(g_mime_header_get_name(g_mime_header_list_get_header_at(headers, at)),
                           "From") == 0)
      ++fields;
  auto* from = g_mime_message_get_from(message);
  if (fields != 1 || from == nullptr || internet_address_list_length(from) != 1) return {};
  auto* one = internet_address_list_get_address(from, 0);
  if (!INTERNET_ADDRESS_IS_MAILBOX(one)) return {};
  const char* address = internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(one));
  if (address == nullptr || !is_mail_address(address)) return {};
  return address;
}

// Our server writes above what came: only the topmost field can be its own.
Authenticated authentication_of(GMimeHeaderList* headers, std::string_view trusted,
                                std::string_view from) {
  for (int at = 0; at < g_mime_header_list_get_count(headers); ++at) {
    auto* header = g_mime_header_list_get_header_at(headers, at);
    if (g_ascii_strcasecmp(g_mime_header_get_name(header), "Authentication-Results") != 0) continue;
    const char* value = g_mime_header_get_raw_value(header);
    if (value == nullptr || from.empty()) return {};
    auto found = read_authentication_results(value, trusted, from.substr(from.rfind('@') + 1));
    found.detail = clean(found.detail.c_str(), 500, false);
    return found;
  }
  return {};
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
    if (opened.content.empty()) return walk(GMIME_OBJECT(part));
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
    const std::unique_ptr<char, decltype(&g_free)> text{g_mime_text_part_get_text(part), &g_free};
    if (into_.text.size() >= longest_text) return;
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

}  // namespace

ParsedMail parse_mail(std::string_view octets, std::string_view trusted, const Trust& trust) {
  start_gmime();
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
  mail.authenticated = authentication_of(headers, trusted, mail.from);
  Walk{mail, trust}.run(g_mime_message_get_mime_part(message.get()));
  return mail;
}

}  // namespace metroon::mail
