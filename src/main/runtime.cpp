#include "main/runtime.hpp"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <csignal>
#include <fstream>
#include <sstream>

#include "app/adopt_policy.hpp"
#include "base/bytes.hpp"
#include "core/earlier_rules.hpp"
#include "crypto/key_file.hpp"
#include "crypto/passwords.hpp"
#include "crypto/sealer.hpp"
#include "main/housekeeping.hpp"
#include "main/listener.hpp"
#include "main/mail_transport.hpp"
#include "main/registries.hpp"
#include "main/sheet_batches.hpp"
#include "policy/blocklist.hpp"
#include "policy/embedded.hpp"
#include "policy/load_policy.hpp"
#include "print/printer.hpp"
#include "store/open.hpp"
#include "web/site.hpp"

namespace metroon::main {
namespace {

// A letter is in one language, its sender's name in both: who reads either knows who writes.
std::string sender_name(const core::Policy& policy) {
  const auto& name = policy.institution.name;
  return name.el == name.en ? name.el : name.el + " · " + name.en;
}

class PrintTexts final : public print::Texts {
 public:
  explicit PrintTexts(const web::Texts& texts) : texts_{texts} {}
  std::string text(core::Language language, std::string_view key) const override {
    return texts_.text(language, key);
  }

 private:
  const web::Texts& texts_;
};

[[noreturn]] void stop(std::string_view id, std::string_view what, std::string_view remedy) {
  throw StartProblem{fmt::format("METROON-{}: {}. Remedy: {}.", id, what, remedy)};
}

crypto::KeyRing keys_of(const std::string& file) {
  try {
    return crypto::load_or_make_key_file(file);
  } catch (const crypto::KeyFileError& error) {
    stop("K01", error.what(),
         "give the file of this database's key in key_file, readable by its owner alone");
  }
}

std::unique_ptr<app::Store> store_of(const std::string& url, Runtime::Database which,
                                     const core::Policy& policy, app::Sealer& sealer) {
  try {
    return which == Runtime::Database::copy ? store::open_copy(url, policy, sealer)
                                            : store::open(url, policy, sealer);
  } catch (const std::exception& error) {
    stop("D01",
         fmt::format("the database {} cannot be opened: {}",
                     url.starts_with("postgresql:") ? "(PostgreSQL)" : url, error.what()),
         "check `database` in the settings, and that the server runs and the file's folder can be "
         "written");
  }
}

// Under another key nothing that was sealed opens, and nobody is recognised by their numbers:
// people would be doubled before anybody noticed. The newest letter tells.
void refuse_foreign_key(app::Store& store, const std::string& key_file) {
  try {
    store.read([](app::Ports& ports) { (void)ports.outbox.recent(1); });
  } catch (const crypto::SealBroken& broken) {
    stop("K02", fmt::format("{} is not the key file of this database: {}", key_file, broken.what()),
         "give the file that the database was made with in key_file; its copy is where install.md "
         "told you to keep it");
  }
}

crypto::PasswordSettings password_settings(const Settings& settings) {
  crypto::PasswordSettings passwords;
  passwords.at_once = settings.password_hashings;
  return passwords;
}

// `https://id.example.edu:8443/…` → `id.example.edu:8443`: what a browser sends as Host.
std::string host_of(std::string_view base_url) {
  base_url.remove_prefix(base_url.find("://") + 3);
  return std::string{base_url.substr(0, base_url.find('/'))};
}

ListenerSettings listener_settings(const Settings& settings) {
  const auto colon = settings.listen.rfind(':');
  ListenerSettings listener;
  listener.address = settings.listen.substr(0, colon);
  try {
    listener.port = static_cast<std::uint16_t>(std::stoul(settings.listen.substr(colon + 1)));
  } catch (const std::exception&) {
    stop("L01", fmt::format("\"{}\" has no port", settings.listen), "write listen as address:port");
  }
  listener.trusted_proxies = settings.trusted_proxies;
  // On any free port the Host cannot be known beforehand: that is for tests on one machine.
  if (listener.port != 0) listener.allowed_hosts = {host_of(settings.base_url)};
  listener.stop_signals = {SIGTERM, SIGINT};
  listener.workers = static_cast<unsigned>(settings.workers);
  listener.report = [](std::string_view what) { spdlog::warn("METROON-L02: {}", what); };
  return listener;
}

Clock clock_of(const core::Policy& policy) {
  try {
    return Clock{policy.institution.time_zone};
  } catch (const std::runtime_error& error) {
    stop("P02", error.what(), "correct time_zone in the policy, e.g. Europe/Athens");
  }
}

}  // namespace

struct Runtime::Parts {
  Parts(const Settings& the_settings, Database which)
      : settings{the_settings},
        policy{read_policy(settings.policy_file)},
        clock{clock_of(policy)},
        sealer{keys_of(settings.key_file)},
        store{store_of(settings.database, which, policy, sealer)},
        passwords{password_settings(settings), policy::embedded_blocklist()},
        texts{policy.institution.time_zone},
        print_texts{texts},
        printer{print_texts, texts},
        registries{settings.registries, policy},
        house{policy,
              *store,
              random,
              passwords,
              printer,
              texts,
              [this](app::Instant instant) { return clock.day(instant); },
              settings.base_url,
              vpn_certificate(),
              settings.unconfirmed_megabytes * 1'000'000} {
    house.declared = &registries;
    house.copy = [this] { return store_of(settings.database, Database::copy, policy, sealer); };
    refuse_foreign_key(*store, settings.key_file);
    follow_on_rules_before();
  }

  // Nobody is cut off because the file does not speak of something any more.
  void follow_on_rules_before() {
    const auto before = store->read([](app::Ports& ports) { return ports.nights.rules(); });
    if (!before) return;
    const base::Day today = clock.now().day;
    if (const auto missing = core::missing_services(*before, policy, today); !missing.empty())
      stop("P08",
           fmt::format("the policy does not have the service \"{}\" any more, which accounts still "
                       "have by the one before",
                       missing.front()),
           "leave the service in the file with `access = []`: it then ends as the notices say");
    core::follow(policy, *before, today);
  }

  [[nodiscard]] std::string vpn_certificate() const {
    return settings.vpn_certificate_file.empty()
               ? ""
               : read_file(settings.vpn_certificate_file, "the VPN's certificate");
  }

  Settings settings;
  core::Policy policy;
  Clock clock;
  crypto::SodiumSealer sealer;
  crypto::SystemRandom random;
  std::unique_ptr<app::Store> store;
  crypto::SodiumPasswords passwords;
  web::Texts texts;
  PrintTexts print_texts;
  print::PdfPrinter printer;
  Registries registries;
  app::House house;
};

Runtime::Runtime(const Settings& settings, Database which)
    : parts_{std::make_unique<Parts>(settings, which)} {}

Runtime::~Runtime() = default;

app::House& Runtime::house() {
  return parts_->house;
}

const Clock& Runtime::clock() const {
  return parts_->clock;
}

const web::Texts& Runtime::texts() const {
  return parts_->texts;
}

app::Call Runtime::operator_call() const {
  return {.now = parts_->clock.now(),
          .actor = "operator",
          .client = {},
          .language = core::Language::en};
}

void Runtime::serve(const std::function<void(std::uint16_t port)>& ready) {
  auto& parts = *parts_;
  const bool secure = parts.settings.base_url.starts_with("https://");
  auto listening = listener_settings(parts.settings);
  SheetBatches batches{parts.house};
  parts.house.batches = &batches;
  web::Site site{parts.house,
                 parts.texts,
                 {.now = [&] { return parts.clock.now(); },
                  .keyed_hash =
                      [&](std::string_view purpose, std::string_view text) {
                        return base::to_hex(parts.sealer.keyed_hash(purpose, text));
                      },
                  .log_fault =
                      [](std::string_view incident, std::string_view what) {
                        spdlog::error("METROON-W01: incident {}: {}", incident, what);
                      },
                  .secure_cookies = secure}};
  Listener listener{std::move(listening), site};
  // A test asks for any free port: links and the anti-forgery check must name the one it got.
  if (parts.settings.listen.ends_with(":0"))
    parts.house.base_url = fmt::format(
        "http://{}:{}", parts.settings.listen.substr(0, parts.settings.listen.rfind(':')),
        listener.port());
  const auto transport = make_transport(parts.settings);
  const Housekeeping housekeeping{parts.house,
                                  parts.clock,
                                  *transport,
                                  {parts.settings.mail_from, sender_name(parts.policy)},
                                  static_cast<int>(parts.settings.night_hour),
                                  helpdesk_of(parts.settings)};
  app::adopt_policy(parts.house, {.now = parts.clock.now(), .actor = "system", .client = {}});
  ready(listener.port());
  listener.run();
}

core::Policy read_policy(const std::string& file) {
  const auto text = file.empty() ? std::string{policy::embedded_file("patras.toml").value()}
                                 : read_file(file, "the policy");
  auto policy = policy::load_policy(text, file.empty() ? "policy/patras.toml" : file);
  if (!policy) throw StartProblem{policy::to_text(policy.error())};
  return std::move(*policy);
}

std::string read_file(const std::string& file, std::string_view what_for) {
  const std::ifstream stream{file, std::ios::binary};
  std::ostringstream text;
  if (!stream || !(text << stream.rdbuf()))
    stop("F01", fmt::format("{} cannot be read: {}", what_for, file),
         "check the path and its permissions");
  return text.str();
}

}  // namespace metroon::main
