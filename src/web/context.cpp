#include "web/context.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/url.hpp>
#include <charconv>
#include <utility>

#include "app/acts.hpp"
#include "web/static_files.hpp"

namespace metroon::web {
namespace {

constexpr std::string_view visit_cookie = "visit";
constexpr std::chrono::days visit_lasts{365};

std::string_view cookie_of(app::SessionOf whose) {
  return whose == app::SessionOf::holder ? "holder" : "staff";
}

// The `__Host-` prefix makes browsers refuse the cookie unless it is secure and ours alone.
std::string full_name(bool secure, std::string_view name) {
  return fmt::format("{}metroon_{}", secure ? "__Host-" : "", name);
}

bool equal_in_constant_time(std::string_view left, std::string_view right) {
  if (left.size() != right.size()) return false;
  unsigned differences = 0;
  for (std::size_t at = 0; at < left.size(); ++at)
    differences |= static_cast<unsigned char>(left[at] ^ right[at]);
  return differences == 0;
}

std::int64_t number_of(std::string_view digits) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return error == std::errc{} && end == digits.data() + digits.size() ? value : 0;
}

// A page with what was asked for; a form's answer has no address.
boost::urls::url address_of(const Request& request) {
  boost::urls::url href;
  href.set_path(request.method == Method::get ? request.path : "/");
  if (request.method == Method::get)
    for (const auto& [name, value] : request.query.pairs)
      if (name != "lang" && name != "done") href.params().append({name, value});
  return href;
}

std::string in_language(const Request& request, std::string_view code) {
  auto href = address_of(request);
  href.params().append({"lang", code});
  return std::string{std::string_view{href.buffer()}};
}

struct NavItem {
  std::string_view href;
  std::string_view key;
};
constexpr std::array public_nav{NavItem{"/apply", "nav.apply"}, NavItem{"/track", "nav.track"},
                                NavItem{"/sign-in", "nav.sign_in"}};
constexpr std::array holder_nav{NavItem{"/account", "nav.account"},
                                NavItem{"/account/software", "nav.software"},
                                NavItem{"/account/support", "nav.support"}};
constexpr std::array office_nav{
    NavItem{"/office", "nav.queue"},           NavItem{"/office/claims", "nav.claims"},
    NavItem{"/office/desk", "nav.desk"},       NavItem{"/office/people", "nav.people"},
    NavItem{"/office/endings", "nav.endings"}, NavItem{"/office/registries", "nav.registries"}};
constexpr std::array auditor_nav{NavItem{"/audit", "nav.audit"}};
constexpr std::array desk_nav{NavItem{"/office/desk", "nav.desk"}};
constexpr std::array secretary_nav{NavItem{"/secretary", "nav.secretary"},
                                   NavItem{"/secretary/batch", "nav.batch"}};

std::span<const NavItem> nav_of(app::Role role) {
  switch (role) {
    case app::Role::office:
      return office_nav;
    case app::Role::desk:
      return desk_nav;
    case app::Role::auditor:
      return auditor_nav;
    case app::Role::secretary:
      return secretary_nav;
  }
  std::unreachable();
}

}  // namespace

Context::Context(const Frame& the_frame, const Request& the_request, app::Call the_call,
                 bool has_language_cookie)
    : frame{the_frame},
      request{the_request},
      house{the_frame.house},
      texts{the_frame.texts},
      call{std::move(the_call)} {
  visit_ = std::string{cookie(visit_cookie).reveal()};
  if (const auto asked = core::language_of(request.query.get("lang"))) {
    call.language = *asked;
    set_cookie("language", base::Secret{std::string{core::to_code(*asked)}}, visit_lasts);
  } else if (has_language_cookie) {
    call.language = core::language_of(cookie("language").reveal()).value_or(call.language);
  }
}

std::int64_t Context::number(std::string_view parameter) const {
  const auto found = parameters.find(parameter);
  return found == parameters.end() ? 0 : number_of(found->second);
}

std::int64_t Context::form_number(std::string_view field) const {
  return number_of(form(field));
}

base::Secret Context::session_token(app::SessionOf whose) const {
  return cookie(cookie_of(whose));
}

const std::optional<app::HolderSession>& Context::holder() {
  if (!holder_) {
    holder_ = app::holder_session(house, call, session_token(app::SessionOf::holder));
    if (*holder_) call.actor = "holder:" + (*holder_)->username;
  }
  return *holder_;
}

const std::optional<app::Staff>& Context::staff() {
  if (!staff_) {
    staff_ = app::staff_session(house, call, session_token(app::SessionOf::staff));
    if (*staff_) call.actor = "staff:" + (*staff_)->login;
  }
  return *staff_;
}

std::string Context::token() {
  if (visit_.size() != 48) {
    const auto minted = app::mint_token(house.random);
    visit_ = std::string{minted.reveal()};
    set_cookie(visit_cookie, minted, visit_lasts);
  }
  return frame.keyed_hash("forgery", visit_);
}

bool Context::is_own_origin() const {
  if (!request.fetch_site.empty()) return request.fetch_site == "same-origin";
  return request.origin.empty() || request.origin == house.base_url;
}

bool Context::is_forged() const {
  const bool foreign = !is_own_origin() || (!request.origin.empty() && request.origin == "null");
  return foreign || visit_.size() != 48 ||
         !equal_in_constant_time(request.form.get("forgery"), frame.keyed_hash("forgery", visit_));
}

base::Secret Context::cookie(std::string_view name) const {
  const auto found = request.cookies.find(full_name(frame.secure_cookies, name));
  return found == request.cookies.end() ? base::Secret{} : base::Secret{found->second};
}

void Context::set_cookie(std::string_view name, const base::Secret& value,
                         std::optional<std::chrono::seconds> lasts) {
  cookies_.push_back(fmt::format("{}={}; Path=/; HttpOnly; SameSite=Lax{}{}",
                                 full_name(frame.secure_cookies, name), value.reveal(),
                                 frame.secure_cookies ? "; Secure" : "",
                                 lasts ? fmt::format("; Max-Age={}", lasts->count()) : ""));
}

void Context::clear_cookie(std::string_view name) {
  set_cookie(name, base::Secret{}, std::chrono::seconds{0});
}

Response Context::finish(Response response) {
  for (auto& cookie : cookies_) response.headers.emplace_back("Set-Cookie", std::move(cookie));
  cookies_.clear();
  return response;
}

void Context::put_frame(View& view, std::string_view title) {
  const auto& institution = house.policy.institution;
  const auto other = call.language == Language::el ? Language::en : Language::el;
  view.set("TITLE", title)
      .set("ACCOUNT_NAME", words(institution.account_name))
      .set("INSTITUTION", words(institution.name));
  view.set("STYLE_URL", static_url("metroon.css"))
      .set("SCRIPT_URL", static_url("metroon.js"))
      .set("ICON_URL", static_url("mark.svg"));
  view.set("SUPPORT_EMAIL", institution.support_email).set("WEBSITE", institution.website);
  view.set("LANGUAGE_HREF", in_language(request, core::to_code(other)));
  const auto is_under = [&](std::string_view part) { return request.path.starts_with(part); };
  const bool in_office =
      (is_under("/office") || is_under("/audit") || is_under("/secretary")) && staff();
  const bool in_account = request.path.starts_with("/account") && holder();
  if (in_office || in_account) {
    view.set("TOKEN", token());
    view.add("SIGNED_IN").set("WHO", in_office ? (*staff_)->name : (*holder_)->username);
  }
  std::span<const NavItem> items = public_nav;
  if (in_account) items = holder_nav;
  if (in_office) items = nav_of((*staff_)->role);
  for (const auto& item : items)
    view.add("NAV")
        .set("NAV_HREF", item.href)
        .set("NAV_TEXT", text(item.key))
        .show("NAV_CURRENT", request.path == item.href);
  view.show("IS_WIDE", in_office);
  const auto done = fmt::format("done.{}", request.query.get("done"));
  if (request.query.has("done") && texts.has(call.language, done))
    view.add("DONE").set("DONE_TEXT", text(done));
}

Response Context::page(std::string_view name, View& view, std::string_view title, int status) {
  put_frame(view, title);
  Response response;
  response.status = wait_ ? 429 : status;
  if (wait_) response.headers.emplace_back("Retry-After", std::to_string(wait_->left.count()));
  response.body = frame.renderer.render(call.language, name, view);
  return finish(std::move(response));
}

Response Context::redirect(std::string_view path, std::string_view done) {
  Response response;
  response.status = 303;
  // The query stands before the place on the page.
  const auto hash = std::min(path.find('#'), path.size());
  const auto page = path.substr(0, hash);
  const auto query =
      done.empty() ? "" : fmt::format("{}done={}", page.contains('?') ? '&' : '?', done);
  response.headers.emplace_back("Location", fmt::format("{}{}{}", page, query, path.substr(hash)));
  return finish(std::move(response));
}

Response Context::sign_in_first(std::string_view sign_in_page) {
  boost::urls::url href{sign_in_page};
  if (request.method == Method::get) href.params().append({"next", address_of(request).buffer()});
  return redirect(href.buffer(), "sign_in_first");
}

Response Context::file(std::string bytes, std::string_view media_type, std::string_view file_name,
                       bool inline_view) {
  Response response;
  response.content_type = media_type;
  response.headers.emplace_back(
      "Content-Disposition",
      fmt::format("{}; filename=\"{}\"", inline_view ? "inline" : "attachment", file_name));
  // A page of ours may frame it, and nothing in it may run or load.
  response.headers.emplace_back("Content-Security-Policy",
                                "default-src 'none'; frame-ancestors 'self'; base-uri 'none'");
  response.body = std::move(bytes);
  return finish(std::move(response));
}

std::string Context::wait_text(const app::Wait& wait, std::string_view key) {
  wait_ = wait;
  return text(key, {{"time", texts.duration(language(), wait.left)}});
}

Response Context::problem(int status, std::string_view key) {
  View view;
  view.set("PROBLEM_TEXT", text(fmt::format("problem.{}.text", key)));
  const auto title = text(fmt::format("problem.{}.title", key));
  view.set("PROBLEM_TITLE", title);
  return page("problem", view, title, status);
}

}  // namespace metroon::web
