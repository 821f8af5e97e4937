// What goes over the wire says what the mail says, and nothing else.
#include "mail/compose.hpp"

#include <gmime/gmime.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "mail/fixtures.hpp"

namespace metroon::mail {
namespace {

/// The parts of a composed letter.
class Read {
 public:
  explicit Read(const base::Bytes& bytes) {
    g_mime_init();
    GMimeStream* stream = g_mime_stream_mem_new_with_buffer(bytes.data(), bytes.size());
    GMimeParser* parser = g_mime_parser_new_with_stream(stream);
    message_ = g_mime_parser_construct_message(parser, nullptr);
    g_object_unref(parser);
    g_object_unref(stream);
  }
  Read(const Read&) = delete;
  Read& operator=(const Read&) = delete;
  ~Read() { g_object_unref(message_); }

  std::string subject() const { return or_empty(g_mime_message_get_subject(message_)); }
  std::string header(const char* name) const {
    return or_empty(g_mime_object_get_header(GMIME_OBJECT(message_), name));
  }
  int headers() const {
    return g_mime_header_list_get_count(g_mime_object_get_header_list(GMIME_OBJECT(message_)));
  }
  std::string text() const {
    GMimeObject* part = g_mime_message_get_mime_part(message_);
    GMimeStream* into = g_mime_stream_mem_new();
    g_mime_data_wrapper_write_to_stream(g_mime_part_get_content(GMIME_PART(part)), into);
    const GByteArray* octets = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(into));
    std::string text{reinterpret_cast<const char*>(octets->data), octets->len};
    g_object_unref(into);
    return text;
  }

 private:
  static std::string or_empty(const char* text) { return text ? text : ""; }
  GMimeMessage* message_;
};

base::Bytes bytes_of(const app::Mail& mail) {
  return compose(mail, sender).value().bytes;
}

/// Text that went as base64 keeps the line ends of the network.
std::string with_our_lines(std::string text) {
  std::erase(text, '\r');
  return text;
}

/// By another reader than the one that composed it.
std::string as_others_read(const base::Bytes& bytes) {
  const Folder folder;
  std::ofstream{folder.path() / "letter", std::ios::binary} << bytes;
  const auto command = std::string{"python3 " METROON_SOURCE_DIR "/tests/support/read_mail.py "} +
                       (folder.path() / "letter").string();
  FILE* reader = ::popen(command.c_str(), "r");
  std::string shown;
  for (int c = 0; (c = ::fgetc(reader)) != EOF;) shown += static_cast<char>(c);
  EXPECT_EQ(::pclose(reader), 0);
  return shown;
}

TEST(Compose, GreekArrivesAsItWasWritten) {
  EXPECT_EQ(as_others_read(bytes_of(mail_numbered(42))),
            "Επιβεβαίωση διεύθυνσης\n"
            "Γραφείο Λογαριασμών <accounts@example.edu>\n"
            "maria@example.org\n\n"
            "Αγαπητή Μαρία,\n\nη αίτησή σας ελήφθη.\n");
}

TEST(Compose, IsSevenBitInLinesThatEveryServerTakes) {
  auto mail = mail_numbered(42);
  mail.text = std::string(5000, 'x') + "\nΓειά\n";
  for (const auto& bytes : {bytes_of(mail), bytes_of(mail_numbered(1))}) {
    std::size_t line = 0;
    for (std::size_t at = 0; at < bytes.size(); ++at) {
      ASSERT_LT(static_cast<unsigned char>(bytes[at]), 0x80);
      if (bytes[at] == '\n') {
        ASSERT_GT(at, 0U);
        ASSERT_EQ(bytes[at - 1], '\r');
        line = 0;
      } else {
        ASSERT_LE(++line, 999U);
      }
    }
    ASSERT_TRUE(bytes.ends_with("\r\n"));
  }
}

TEST(Compose, SaysWhoWhenAndThatAProgramWroteIt) {
  auto mail = mail_numbered(42);
  mail.reply_to = "holder@example.org";
  const auto letter = compose(mail, sender).value();
  const Read read{letter.bytes};
  EXPECT_EQ(letter.message_id, "m42@example.edu");
  EXPECT_EQ(read.header("Message-Id"), "<m42@example.edu>");
  EXPECT_EQ(read.header("Date"), "Mon, 23 Nov 2026 12:00:00 +0000");
  EXPECT_EQ(read.header("Auto-Submitted"), "auto-generated");
  EXPECT_EQ(read.header("To"), "maria@example.org");
  EXPECT_EQ(read.header("Reply-To"), "holder@example.org");
  EXPECT_EQ(letter.from, "accounts@example.edu");
  EXPECT_EQ(letter.to, "maria@example.org");
}

TEST(Compose, TheSameMailGivesTheSameOctets) {
  EXPECT_EQ(bytes_of(mail_numbered(42)), bytes_of(mail_numbered(42)));
  EXPECT_NE(bytes_of(mail_numbered(42)), bytes_of(mail_numbered(43)));
}

TEST(Compose, ASubjectCannotAddAHeaderOrText) {
  const auto harmless = Read{bytes_of(mail_numbered(1))}.headers();
  for (const char* evil : {"Hello\r\nBcc: thief@example.org", "Hello\nBcc: thief@example.org",
                           "Hello\rBcc: thief@example.org", "Hello\r\n\r\nBcc: thief@example.org",
                           "=?utf-8?q?Hello=0D=0ABcc:_thief@example.org?="}) {
    auto mail = mail_numbered(1);
    mail.subject = evil;
    const Read read{bytes_of(mail)};
    EXPECT_EQ(read.header("Bcc"), "") << evil;
    EXPECT_EQ(read.headers(), harmless) << evil;
    EXPECT_EQ(with_our_lines(read.text()), mail.text) << evil;
  }
}

TEST(Compose, ASenderNameCannotAddAHeader) {
  const Read read{compose(mail_numbered(1), {"a@example.edu", "Office\r\nBcc: thief@example.org"})
                      .value()
                      .bytes};
  EXPECT_EQ(read.header("Bcc"), "");
}

TEST(Compose, AddressesThatCouldAddAHeaderAreRefused) {
  for (const char* evil : {"a@b.org\r\nBcc: c@d.org", "a@b.org\nX: y", "a@b.org, c@d.org",
                           "a@b.org>", "<a@b.org", "\"a b\"@c.org", "a b@c.org", "", "a", "@", "a@",
                           "@b", "a@b@c", "μαρία@example.org", "a(b)@c.org"}) {
    auto mail = mail_numbered(1);
    mail.to = evil;
    EXPECT_EQ(compose(mail, sender).error(), ComposeProblem::recipient_malformed) << evil;
    EXPECT_EQ(compose(mail_numbered(1), {evil, ""}).error(), ComposeProblem::sender_malformed)
        << evil;
    if (*evil == '\0') continue;
    mail.to = "good@example.org";
    mail.reply_to = evil;
    EXPECT_EQ(compose(mail, sender).error(), ComposeProblem::reply_to_malformed) << evil;
  }
}

RC_GTEST_PROP(Compose, KeepsAnySubjectAndTextFromAddingHeaders,
              (const std::string& subject, const std::string& text)) {
  auto mail = mail_numbered(7);
  mail.subject = "s" + subject + "s";
  mail.text = text;
  RC_ASSERT(Read{bytes_of(mail)}.headers() == Read{bytes_of(mail_numbered(7))}.headers());
}

TEST(Compose, BrokenUtf8IsMendedNotRefused) {
  auto mail = mail_numbered(1);
  mail.subject = "a\xffz";
  mail.text = "a\xffz\n";
  const Read read{bytes_of(mail)};
  EXPECT_EQ(read.subject(), "a\uFFFDz");
  EXPECT_EQ(with_our_lines(read.text()), "a\uFFFDz\n");
}

}  // namespace
}  // namespace metroon::mail
