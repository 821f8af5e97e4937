// What an operator sets. One table makes the parser, the sample file and the manual's page.
#pragma once

#include <expected>
#include <string>
#include <string_view>
#include <vector>

namespace metroon::main {

/// Every value has a default that works on a single machine without any file.
struct Settings {
  std::string listen{"127.0.0.1:8080"};
  std::string base_url{"http://127.0.0.1:8080"};
  std::string database{"metroon.db"};
  std::string key_file{"metroon.key"};
  std::string policy_file;
  std::string mail_folder{"mail"};
  std::string smtp_url;
  std::string smtp_user;
  std::string smtp_password_file;
  std::string mail_from{"noreply@localhost"};
  std::string imap_url;
  std::string imap_user;
  std::string imap_password_file;
  std::string trusted_authserv_id;
  std::string signature_anchors;
  std::string vpn_certificate_file;
  std::vector<std::string> registries;
  std::vector<std::string> trusted_proxies;
  std::int64_t workers{4};
  std::int64_t password_hashings{2};
  std::int64_t unconfirmed_megabytes{2000};
  std::int64_t night_hour{3};
  std::string log_level{"info"};
};

/// @return the settings, or one line that names file, line, what was found and what was expected.
[[nodiscard]] std::expected<Settings, std::string> parse_settings(std::string_view toml,
                                                                  std::string_view file_name);

/// A file with every key at its default, each with its meaning as a comment.
[[nodiscard]] std::string sample_settings();

/// `key`, default and meaning, as a table in Markdown.
[[nodiscard]] std::string settings_manual();

}  // namespace metroon::main
