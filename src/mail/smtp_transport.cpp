#include "mail/smtp_transport.hpp"

#include <curl/curl.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <memory>
#include <stdexcept>

namespace metroon::mail {
namespace {

struct FreeCurl {
  void operator()(CURL* curl) const { curl_easy_cleanup(curl); }
};
struct FreeList {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using Curl = std::unique_ptr<CURL, FreeCurl>;

/// One attempt: what is left to send, and what the server said last.
struct Attempt {
  std::string_view rest;
  bool begun{false};
  std::string reply;
};

std::size_t read_body(char* into, std::size_t size, std::size_t count, void* data) {
  auto& attempt = *static_cast<Attempt*>(data);
  attempt.begun = true;
  const auto part = attempt.rest.substr(0, size * count);
  std::ranges::copy(part, into);
  attempt.rest.remove_prefix(part.size());
  return part.size();
}

/// libcurl gives each line of the server's replies to this, as it gives HTTP headers.
std::size_t note_reply(char* line, std::size_t size, std::size_t count, void* data) {
  // The farewell tells nothing; what matters was said before it.
  if (std::string_view{line, size * count}.starts_with("221")) return size * count;
  auto& reply = static_cast<Attempt*>(data)->reply;
  reply.assign(line, size * count);
  while (reply.ends_with('\n') || reply.ends_with('\r')) reply.pop_back();
  std::ranges::replace_if(reply, [](char c) { return c >= 0 && c < ' '; }, ' ');
  return size * count;
}

template <class Value>
void set(const Curl& curl, CURLoption option, Value value) {
  if (const auto code = curl_easy_setopt(curl.get(), option, value); code != CURLE_OK)
    throw std::runtime_error{fmt::format("libcurl: {}", curl_easy_strerror(code))};
}

long protection_of(SmtpSettings::Protection protection) {
  switch (protection) {
    case SmtpSettings::Protection::required:
      return CURLUSESSL_ALL;
    case SmtpSettings::Protection::optional:
      return CURLUSESSL_TRY;
    case SmtpSettings::Protection::never:
      return CURLUSESSL_NONE;
  }
  return CURLUSESSL_ALL;
}

void set_server(const Curl& curl, const SmtpSettings& settings) {
  const auto url =
      fmt::format("{}://{}:{}{}{}", settings.tls_from_start ? "smtps" : "smtp", settings.host,
                  settings.port, settings.hello.empty() ? "" : "/", settings.hello);
  set(curl, CURLOPT_URL, url.c_str());
  set(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
  set(curl, CURLOPT_PROXY, "");
  set(curl, CURLOPT_USE_SSL, protection_of(settings.protection));
  set(curl, CURLOPT_NOSIGNAL, 1L);
  set(curl, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(settings.connect_timeout.count()));
  set(curl, CURLOPT_TIMEOUT_MS, static_cast<long>(settings.timeout.count()));
  if (settings.user.empty()) return;
  const base::Secret password{std::string{settings.password.reveal()}};
  set(curl, CURLOPT_USERNAME, settings.user.c_str());
  set(curl, CURLOPT_PASSWORD, password.reveal().data());
}

/// 530, 534, 535 and 538 are about who we are (RFC 4954 section 6), not about the letter.
bool is_about_us(long reply) {
  return reply == 530 || reply == 534 || reply == 535 || reply == 538;
}

Outcome outcome_of(CURLcode code, long reply, const Attempt& attempt) {
  if (code == CURLE_OK) return Outcome::accepted;
  // CURLE_SEND_ERROR: MAIL, RCPT or DATA was answered so; `begun`: the text was.
  const bool about_letter = code == CURLE_SEND_ERROR || attempt.begun;
  return about_letter && reply >= 500 && reply < 600 && !is_about_us(reply) ? Outcome::refused
                                                                            : Outcome::try_again;
}

}  // namespace

SmtpTransport::SmtpTransport(SmtpSettings settings) : settings_{std::move(settings)} {
  static const bool started = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
  if (!started) throw std::runtime_error{"libcurl could not start"};
}

Delivery SmtpTransport::deliver(const Letter& letter) {
  const Curl curl{curl_easy_init()};
  if (!curl) throw std::bad_alloc{};
  set_server(curl, settings_);
  Attempt attempt{letter.bytes, false, {}};
  const std::unique_ptr<curl_slist, FreeList> to{
      curl_slist_append(nullptr, fmt::format("<{}>", letter.to).c_str())};
  set(curl, CURLOPT_MAIL_FROM, fmt::format("<{}>", letter.from).c_str());
  set(curl, CURLOPT_MAIL_RCPT, to.get());
  set(curl, CURLOPT_UPLOAD, 1L);
  set(curl, CURLOPT_READFUNCTION, &read_body);
  set(curl, CURLOPT_READDATA, &attempt);
  set(curl, CURLOPT_HEADERFUNCTION, &note_reply);
  set(curl, CURLOPT_HEADERDATA, &attempt);
  const auto code = curl_easy_perform(curl.get());
  long reply = 0;
  curl_easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &reply);
  const auto outcome = outcome_of(code, reply, attempt);
  if (outcome == Outcome::accepted || (reply >= 400 && reply < 600))
    return {outcome, attempt.reply};
  return {outcome, curl_easy_strerror(code)};
}

}  // namespace metroon::mail
