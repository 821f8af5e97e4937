#include "mail/imap_mailbox.hpp"

#include <curl/curl.h>
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <stdexcept>

namespace metroon::mail {
namespace {

constexpr std::size_t largest_answer = 4'000'000;  // Octets of a command's answer.

template <class Value>
void set(CURL* curl, CURLoption option, Value value) {
  if (const auto code = curl_easy_setopt(curl, option, value); code != CURLE_OK)
    throw std::runtime_error{fmt::format("libcurl: {}", curl_easy_strerror(code))};
}

// What has come so far, never more than `most`.
struct Receiver {
  std::string octets;
  std::size_t most{largest_answer};
  bool too_large{false};
};

std::size_t receive(char* data, std::size_t size, std::size_t count, void* into) {
  auto& receiver = *static_cast<Receiver*>(into);
  if (receiver.octets.size() + size * count > receiver.most) {
    receiver.too_large = true;
    return 0;
  }
  receiver.octets.append(data, size * count);
  return size * count;
}

std::optional<std::int64_t> number_in(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || number <= 0) return {};
  return number;
}

}  // namespace

struct ImapMailbox::Answer {
  CURLcode code{CURLE_OK};
  Receiver lines;
  Receiver body;
};

std::vector<std::int64_t> search_result(std::string_view answer) {
  std::vector<std::int64_t> uids;
  constexpr std::string_view begin{"* SEARCH"};
  auto at = answer.find(begin);
  if (at == answer.npos) return uids;
  answer.remove_prefix(at + begin.size());
  answer = answer.substr(0, answer.find_first_of("\r\n"));
  while (!answer.empty()) {
    const auto space = answer.find(' ');
    if (const auto uid = number_in(answer.substr(0, space))) uids.push_back(*uid);
    if (space == answer.npos) break;
    answer.remove_prefix(space + 1);
  }
  std::ranges::sort(uids);
  const auto doubled = std::ranges::unique(uids);
  uids.erase(doubled.begin(), doubled.end());
  return uids;
}

std::optional<std::int64_t> uid_validity_in(std::string_view answer) {
  constexpr std::string_view begin{"[UIDVALIDITY "};
  const auto at = answer.find(begin);
  return at == answer.npos ? std::nullopt : number_in(answer.substr(at + begin.size()));
}

ImapMailbox::ImapMailbox(const ImapSettings& settings)
    : settings_{settings}, curl_{curl_easy_init()} {
  static const bool started = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
  if (!started || curl_ == nullptr) throw std::runtime_error{"libcurl could not start"};
}

ImapMailbox::~ImapMailbox() {
  curl_easy_cleanup(static_cast<CURL*>(curl_));
}

// An empty command fetches what the address names.
ImapMailbox::Answer ImapMailbox::ask(const std::string& url, const std::string& command) {
  auto* curl = static_cast<CURL*>(curl_);
  Answer answer;
  answer.body.most = settings_.largest_mail;
  set(curl, CURLOPT_URL, url.c_str());
  set(curl, CURLOPT_PROTOCOLS_STR, "imap,imaps");
  set(curl, CURLOPT_PROXY, "");
  set(curl, CURLOPT_NOSIGNAL, 1L);
  set(curl, CURLOPT_USE_SSL,
      static_cast<long>(settings_.protection_required ? CURLUSESSL_ALL : CURLUSESSL_TRY));
  if (!settings_.authorities_file.empty())
    set(curl, CURLOPT_CAINFO, settings_.authorities_file.c_str());
  set(curl, CURLOPT_TIMEOUT_MS, static_cast<long>(settings_.timeout.count()));
  const base::Secret password{std::string{settings_.password.reveal()}};
  set(curl, CURLOPT_USERNAME, settings_.user.c_str());
  set(curl, CURLOPT_PASSWORD, password.reveal().data());
  set(curl, CURLOPT_CUSTOMREQUEST, command.empty() ? nullptr : command.c_str());
  set(curl, CURLOPT_HEADERFUNCTION, &receive);
  set(curl, CURLOPT_HEADERDATA, &answer.lines);
  set(curl, CURLOPT_WRITEFUNCTION, &receive);
  set(curl, CURLOPT_WRITEDATA, &answer.body);
  answer.lines.most = settings_.largest_mail + largest_answer;
  answer.code = curl_easy_perform(curl);
  if (answer.code != CURLE_OK && !answer.body.too_large && !answer.lines.too_large)
    throw std::runtime_error{fmt::format("IMAP: {}", curl_easy_strerror(answer.code))};
  return answer;
}

// Opening the mailbox, which comes before, tells the validity of its numbers.
NewMails ImapMailbox::after(std::int64_t uid) {
  const auto answer = ask(settings_.url, fmt::format("UID SEARCH UID {}:*", uid + 1));
  const auto validity = uid_validity_in(answer.lines.octets);
  if (!validity) throw std::runtime_error{"IMAP: the server tells no UIDVALIDITY"};
  NewMails found{.uid_validity = *validity, .uids = search_result(answer.body.octets)};
  // `n:*` names the last mail even where it is older than n (RFC 3501, 6.4.8).
  std::erase_if(found.uids, [uid](std::int64_t one) { return one <= uid; });
  return found;
}

std::optional<std::string> ImapMailbox::fetch(std::int64_t uid) {
  auto answer = ask(fmt::format("{};UID={}", settings_.url, uid), "");
  if (answer.body.too_large) return {};
  return std::move(answer.body.octets);
}

std::string ImapMailbox::fetch_head(std::int64_t uid) {
  return ask(fmt::format("{};UID={};SECTION=HEADER", settings_.url, uid), "").body.octets;
}

}  // namespace metroon::mail
