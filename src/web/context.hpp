// One request on its way through a page: who asks, in which language, and the answers a page can
// give.
#pragma once

#include <functional>
#include <map>
#include <optional>

#include "app/account.hpp"
#include "app/house.hpp"
#include "web/form_view.hpp"
#include "web/http.hpp"
#include "web/view.hpp"

namespace metroon::web {

/// What all pages share; made once.
struct Frame {
  app::House& house;
  const Texts& texts;
  const Renderer& renderer;
  /// A keyed hash of (purpose, text): for anti-forgery tokens.
  std::function<std::string(std::string_view, std::string_view)> keyed_hash;
  bool secure_cookies{false};
};

class Context {
 public:
  Context(const Frame&, const Request&, app::Call call, bool has_language_cookie);

  const Frame& frame;
  const Request& request;
  app::House& house;
  const Texts& texts;
  app::Call call;  ///< The actor is filled in by `holder` and `staff`.
  std::map<std::string, std::string, std::less<>> parameters;  ///< `{id}` of the path.

  [[nodiscard]] Language language() const { return call.language; }
  [[nodiscard]] std::string text(std::string_view key, const Values& values = {}) const {
    return texts.text(call.language, key, values);
  }
  [[nodiscard]] const std::string& words(const core::Words& words) const {
    return words.in(call.language);
  }
  [[nodiscard]] std::string_view form(std::string_view name) const {
    return request.form.get(name);
  }
  /// A number in the path; 0 if it is none.
  [[nodiscard]] std::int64_t number(std::string_view parameter) const;
  /// A number in the posted form; 0 if it is none.
  [[nodiscard]] std::int64_t form_number(std::string_view field) const;

  /// Who is signed in; looked up once.
  [[nodiscard]] const std::optional<app::HolderSession>& holder();
  [[nodiscard]] const std::optional<app::Staff>& staff();
  [[nodiscard]] base::Secret session_token(app::SessionOf) const;

  /// For put_form. Sets the cookie that it is bound to, if there is none yet.
  [[nodiscard]] std::string token();
  [[nodiscard]] bool is_forged() const;
  /// Whether the browser itself says that the form came from our own pages.
  [[nodiscard]] bool is_own_origin() const;

  /// The frame's values (title, navigation, notice) are set here. @param title A text, not a key.
  [[nodiscard]] Response page(std::string_view name, View& view, std::string_view title,
                              int status = 200);
  /// See other (303), to a path of ours; `done` is a key under `done.` whose text the next page
  /// shows.
  [[nodiscard]] Response redirect(std::string_view path, std::string_view done = {});
  [[nodiscard]] Response file(std::string bytes, std::string_view media_type,
                              std::string_view file_name, bool inline_view = false);
  /// To a page where people sign in, which leads them back to what they asked for.
  [[nodiscard]] Response sign_in_first(std::string_view sign_in_page);
  /// A text with `{time}` that tells people to wait. The page that follows is answered 429, and
  /// says to programs how long.
  [[nodiscard]] std::string wait_text(const app::Wait&, std::string_view key = "sign_in.wait");
  [[nodiscard]] Response problem(
      int status, std::string_view key);  ///< A page with `problem.<key>.title` and `.text`.

  void set_cookie(std::string_view name, const base::Secret& value,
                  std::optional<std::chrono::seconds> lasts = {});
  void clear_cookie(std::string_view name);
  [[nodiscard]] base::Secret cookie(std::string_view name) const;

 private:
  void put_frame(View& view, std::string_view title);
  Response finish(Response response);

  std::optional<std::optional<app::HolderSession>> holder_;
  std::optional<std::optional<app::Staff>> staff_;
  std::string visit_;
  std::optional<app::Wait> wait_;
  std::vector<std::string> cookies_;
};

}  // namespace metroon::web
