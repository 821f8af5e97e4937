#include "mail/authentication_results.hpp"

#include <algorithm>
#include <vector>

namespace metroon::mail {
namespace {

constexpr std::size_t longest_field = 16 * 1024;  // Octets; a longer one is nobody's honest work.

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

// Comments are left out, quoted strings lose their quotes; `;` and `=` within quotes are taken for
// a part of the word. One statement is a list of words; "=" is a word of its own.
using Statement = std::vector<std::string>;

class Reader {
 public:
  explicit Reader(std::string_view text) : text_{text} {}

  // Empty if the field is not well formed.
  std::vector<Statement> read() {
    statements_.emplace_back();
    for (; at_ < text_.size(); ++at_) step(text_[at_]);
    end_word();
    if (depth_ > 0 || quoted_) return {};
    return std::move(statements_);
  }

 private:
  void step(char c) {
    if ((depth_ > 0 || quoted_) && c == '\\') {
      ++at_;
      if (quoted_ && at_ < text_.size()) word_ += lower(text_[at_]);
    } else if (quoted_) {
      if (c == '"')
        quoted_ = false;
      else
        word_ += lower(c);
    } else if (c == '(') {
      ++depth_;
    } else if (depth_ > 0) {
      if (c == ')') --depth_;
    } else {
      plain(c);
    }
  }

  void plain(char c) {
    if (c == '"') {
      quoted_ = true;
    } else if (is_space(c)) {
      end_word();
    } else if (c == ';' || c == '=') {
      end_word();
      if (c == ';')
        statements_.emplace_back();
      else
        statements_.back().emplace_back("=");
    } else {
      word_ += lower(c);
    }
  }

  void end_word() {
    if (!word_.empty()) statements_.back().push_back(std::move(word_));
    word_.clear();
  }

  std::string_view text_;
  std::size_t at_{0};
  unsigned depth_{0};
  bool quoted_{false};
  std::string word_;
  std::vector<Statement> statements_;
};

// `name = value` within a statement; empty text if it is not there.
std::string_view value_of(const Statement& words, std::string_view name) {
  for (std::size_t at = 0; at + 2 < words.size(); ++at)
    if (words[at] == name && words[at + 1] == "=") return words[at + 2];
  return {};
}

std::string_view domain_part(std::string_view address) {
  return address.substr(address.rfind('@') + 1);
}

struct Finding {
  bool seen{false};
  bool passed{false};
};

class Findings {
 public:
  explicit Findings(std::string_view domain) : domain_{domain} {}

  void add(const Statement& words) {
    if (words.size() < 3 || words[1] != "=") return;
    const auto& method = words[0];
    const bool passed = words[2] == "pass";
    if (method == "dmarc")
      note(dmarc_, passed && value_of(words, "header.from") == domain_, words);
    else if (method == "dkim")
      note(other_, passed && value_of(words, "header.d") == domain_, words);
    else if (method == "spf")
      note(other_, passed && domain_part(value_of(words, "smtp.mailfrom")) == domain_, words);
  }

  // Two answers about DMARC cannot both be ours: then neither is believed unless both are good.
  [[nodiscard]] Authenticated get() && {
    using enum core::MailAuthentication;
    const auto& decisive = dmarc_.seen ? dmarc_ : other_;
    if (!decisive.seen) return {none, std::move(detail_)};
    const bool passed = decisive.passed && !(dmarc_.seen && dmarc_failed_);
    return {passed ? pass : fail, std::move(detail_)};
  }

 private:
  void note(Finding& finding, bool passed, const Statement& words) {
    // "none" says that the domain has no such policy: then DKIM and SPF speak.
    if (&finding == &dmarc_ && words[2] == "none") return;
    finding.seen = true;
    finding.passed = finding.passed || passed;
    if (&finding == &dmarc_ && !passed) dmarc_failed_ = true;
    for (const auto& word : words)
      detail_ += (word == "=" || detail_.ends_with('=') || detail_.empty() ? "" : " ") + word;
  }

  std::string domain_;
  Finding dmarc_, other_;
  bool dmarc_failed_{false};
  std::string detail_;
};

}  // namespace

Authenticated read_authentication_results(std::string_view value, std::string_view trusted,
                                          std::string_view domain) {
  if (trusted.empty() || domain.empty() || value.size() > longest_field) return {};
  const auto statements = Reader{value}.read();
  if (statements.empty() || statements.front().empty()) return {};
  std::string ours{trusted};
  std::ranges::transform(ours, ours.begin(), lower);
  if (statements.front().front() != ours) return {};
  std::string of{domain};
  std::ranges::transform(of, of.begin(), lower);
  Findings findings{of};
  for (std::size_t at = 1; at < statements.size(); ++at) findings.add(statements[at]);
  return std::move(findings).get();
}

}  // namespace metroon::mail
