// What an applicant typed, made an application or a list of problems, and back again.
#include <algorithm>
#include <expected>
#include <optional>
#include <string_view>
#include <utility>

#include "base/text.hpp"
#include "core/application.hpp"
#include "core/email_address.hpp"
#include "core/identifiers.hpp"
#include "core/names.hpp"

namespace metroon::core {
namespace {

using std::chrono::months;

constexpr std::size_t longest_name = 60;    // As is_name has it.
constexpr std::size_t longest_number = 40;  // With whatever people put between the digits.
constexpr months youngest{15 * 12};
constexpr months beyond_oldest{111 * 12};  // Whoever is not yet 111 is at most 110.

constexpr std::string_view identity_card = "identity-card";
constexpr std::string_view passport = "passport";

// What is no text at all becomes a character that no field takes.
std::string tidy(const std::string& typed) {
  return base::is_clean_utf8(typed) ? base::squeeze(base::nfc(typed)) : "\uFFFD";
}

bool is_digit(char one) {
  return one >= '0' && one <= '9';
}

// International, with + or 00, or a Greek number of ten digits. @return `+302610996000`.
std::optional<std::string> parse_phone(std::string_view typed) {
  std::string digits;
  bool international = typed.starts_with('+');
  for (const char one : typed.substr(international ? 1 : 0)) {
    if (is_digit(one))
      digits += one;
    else if (std::string_view{" -./()"}.find(one) == std::string_view::npos)
      return {};
  }
  if (!international && digits.starts_with("00")) {
    international = true;
    digits.erase(0, 2);
  }
  if (!international) {
    if (digits.size() != 10) return {};
    digits.insert(0, "30");
  }
  if (digits.starts_with("30"))
    return digits.size() == 12 && (digits[2] == '2' || digits[2] == '6')
               ? std::optional{"+" + digits}
               : std::nullopt;
  const bool possible = digits.size() >= 8 && digits.size() <= 15 && digits[0] != '0';  // E.164.
  return possible ? std::optional{"+" + digits} : std::nullopt;
}

Problem problem_of(NumberError error) {
  switch (error) {
    case NumberError::wrong_length:
      return Problem::wrong_length;
    case NumberError::not_digits:
      return Problem::not_digits;
    case NumberError::no_such_date:
      return Problem::not_the_birth_date;
    case NumberError::wrong_check_digit:
      return Problem::wrong_check_digit;
    case NumberError::wrong_shape:
      return Problem::wrong_shape;
  }
  std::unreachable();
}

// One pass over the form: fills the application and notes what is wrong.
class Check {
 public:
  Check(const Policy& policy, const ApplicationForm& form, Day today)
      : policy_{policy}, form_{form}, today_{today} {}

  std::expected<Application, std::vector<FieldProblem>> run() {
    kind();
    person();
    unit();
    period();
    supervisor();
    return result();
  }

  std::expected<Application, std::vector<FieldProblem>> run_person() {
    person();
    return result();
  }

 private:
  void person() {
    names();
    birth();
    contact();
    identifiers();
  }

  std::expected<Application, std::vector<FieldProblem>> result() {
    if (problems_.empty()) return application_;
    // The passes above go by subject, the page by field.
    std::ranges::stable_sort(problems_, {}, &FieldProblem::field);
    return std::unexpected{problems_};
  }

  void wrong(Field field, Problem problem) { problems_.push_back({field, problem}); }

  bool is_wrong(Field field) const {
    return std::ranges::find(problems_, field, &FieldProblem::field) != problems_.end();
  }

  // The tidied text of a field that must be there; empty if it is not, which is noted.
  std::string required(Field field, const std::string& typed, std::size_t longest) {
    auto text = tidy(typed);
    if (text.empty()) wrong(field, Problem::missing);
    if (base::code_points(text) <= longest) return text;
    wrong(field, Problem::too_long);
    return {};
  }

  std::string name(Field field, const std::string& typed) {
    auto text = required(field, typed, longest_name);
    if (!text.empty() && !is_name(text)) wrong(field, Problem::not_a_name);
    return text;
  }

  std::string latin_name(Field field, const std::string& typed, const std::string& original) {
    auto text = tidy(typed);
    if (text.empty()) text = elot743(original);
    if (base::code_points(text) > longest_name)
      wrong(field, Problem::too_long);
    else if (!base::is_latin(text))
      wrong(field, Problem::not_latin);
    else if (!text.empty() && !is_name(text))
      wrong(field, Problem::not_a_name);
    return text;  // Empty only where the original is missing, which is told there.
  }

  void kind() {
    application_.kind = tidy(form_.kind);
    if (application_.kind.empty()) return wrong(Field::kind, Problem::missing);
    const auto index = policy_.kind_of(application_.kind);
    if (!index || policy_.affiliations[*index].joining != Joining::application)
      return wrong(Field::kind, Problem::unknown_choice);
    kind_ = &policy_.affiliations[*index];
  }

  void names() {
    auto& names = application_.names;
    names.first = name(Field::first_name, form_.first_name);
    names.last = name(Field::last_name, form_.last_name);
    if (!tidy(form_.father_name).empty())
      names.father = name(Field::father_name, form_.father_name);
    // What comes of a name that is wrong itself would only be told twice.
    if (!is_wrong(Field::first_name) || !tidy(form_.first_latin).empty())
      names.first_latin = latin_name(Field::first_latin, form_.first_latin, names.first);
    if (!is_wrong(Field::last_name) || !tidy(form_.last_latin).empty())
      names.last_latin = latin_name(Field::last_latin, form_.last_latin, names.last);
  }

  void birth() {
    const auto typed = tidy(form_.birth);
    if (typed.empty()) return wrong(Field::birth, Problem::missing);
    const auto day = base::parse_typed_day(typed);
    if (!day) return wrong(Field::birth, Problem::not_a_date);
    application_.birth = *day;
    if (*day >= today_) return wrong(Field::birth, Problem::not_past);
    if (base::add_months(*day, youngest) > today_) return wrong(Field::birth, Problem::too_young);
    if (base::add_months(*day, beyond_oldest) <= today_) wrong(Field::birth, Problem::unlikely);
  }

  std::string address(Field field, const std::string& typed) {
    auto text = required(field, typed, longest_email_address);
    if (text.empty()) return text;
    auto parsed = parse_email_address(text);
    if (!parsed) wrong(field, Problem::not_an_address);
    return parsed.value_or(std::move(text));
  }

  void contact() {
    application_.contact.language = form_.language;
    application_.contact.email = address(Field::email, form_.email);
    const auto typed = required(Field::phone, form_.phone, longest_number);
    if (typed.empty()) return;
    const auto phone = parse_phone(typed);
    if (!phone) return wrong(Field::phone, Problem::not_a_phone);
    application_.contact.phone = *phone;
  }

  void take_number(Field field, const std::expected<std::string, NumberError>& parsed,
                   std::string& into) {
    if (parsed)
      into = *parsed;
    else
      wrong(field, problem_of(parsed.error()));
  }

  void identifiers() {
    auto& identifiers = application_.identifiers;
    document();
    const auto afm = tidy(form_.afm);
    if (!afm.empty()) take_number(Field::afm, parse_afm(afm), identifiers.afm);
    const auto amka = tidy(form_.amka);
    if (amka.empty()) return;
    take_number(Field::amka, parse_amka(amka), identifiers.amka);
    if (!is_wrong(Field::amka) && !is_wrong(Field::birth) &&
        !amka_matches(identifiers.amka, application_.birth))
      wrong(Field::amka, Problem::not_the_birth_date);
  }

  void document() {
    auto& identifiers = application_.identifiers;
    const auto sort = tidy(form_.document);
    const auto number = required(Field::document_number, form_.document_number, longest_number);
    if (sort.empty()) return wrong(Field::document, Problem::missing);
    if (sort != identity_card && sort != passport)
      return wrong(Field::document, Problem::unknown_choice);
    const bool is_card = sort == identity_card;
    identifiers.document = is_card ? IdentityDocument::identity_card : IdentityDocument::passport;
    if (!number.empty())
      take_number(Field::document_number,
                  is_card ? parse_identity_card(number) : parse_passport(number),
                  identifiers.document_number);
  }

  void unit() {
    application_.unit = tidy(form_.unit);
    if (application_.unit.empty()) return wrong(Field::unit, Problem::missing);
    if (!policy_.unit(application_.unit)) wrong(Field::unit, Problem::unknown_choice);
  }

  std::optional<Day> period_day(Field field, const std::string& typed) {
    const auto text = tidy(typed);
    const auto day = base::parse_typed_day(text);
    if (!day) wrong(field, text.empty() ? Problem::missing : Problem::not_a_date);
    return day;
  }

  void period() {
    if (!kind_ || !kind_->needs_period) return;
    const auto from = period_day(Field::period_from, form_.period_from);
    const auto until = period_day(Field::period_until, form_.period_until);
    if (from && until && *until < *from)
      wrong(Field::period_until, Problem::ends_before_it_begins);
    else if (until && *until < today_)
      wrong(Field::period_until, Problem::already_over);
    if (from && until) application_.period = Period{*from, *until};
  }

  void supervisor() {
    if (!kind_ || !kind_->needs_supervisor) return;
    application_.supervisor =
        Supervisor{.name = name(Field::supervisor_name, form_.supervisor_name),
                   .email = address(Field::supervisor_email, form_.supervisor_email)};
  }

  const Policy& policy_;
  const ApplicationForm& form_;
  Day today_;
  const AffiliationKind* kind_{nullptr};  // Null while the capacity is unknown.
  Application application_;
  std::vector<FieldProblem> problems_;
};

// As Greeks write a day: `03/04/1990`.
std::string as_typed(Day day) {
  const auto iso = base::to_iso(day);
  return iso.substr(8, 2) + "/" + iso.substr(5, 2) + "/" + iso.substr(0, 4);
}

}  // namespace

std::expected<Application, std::vector<FieldProblem>> check_form(const Policy& policy,
                                                                 const ApplicationForm& form,
                                                                 Day today) {
  return Check{policy, form, today}.run();
}

std::expected<Application, std::vector<FieldProblem>> check_person(const Policy& policy,
                                                                   const ApplicationForm& form,
                                                                   Day today) {
  return Check{policy, form, today}.run_person();
}

ApplicationForm to_form(const Application& application) {
  // A last name is what every checked application has: without one the rest was never filled in,
  // and a birth date of 1970 would be made up.
  const bool checked = !application.names.last.empty();
  const auto& names = application.names;
  const auto& identifiers = application.identifiers;
  const bool is_card = identifiers.document == IdentityDocument::identity_card;
  ApplicationForm form{.kind = application.kind,
                       .first_name = names.first,
                       .last_name = names.last,
                       .father_name = names.father,
                       .first_latin = names.first_latin,
                       .last_latin = names.last_latin,
                       .birth = checked ? as_typed(application.birth) : std::string{},
                       .email = application.contact.email,
                       .phone = application.contact.phone,
                       .document = checked ? std::string{is_card ? identity_card : passport} : "",
                       .document_number = identifiers.document_number,
                       .afm = identifiers.afm,
                       .amka = identifiers.amka,
                       .unit = application.unit,
                       .language = application.contact.language};
  if (application.period) {
    form.period_from = as_typed(application.period->from);
    form.period_until = as_typed(application.period->until);
  }
  if (application.supervisor) {
    form.supervisor_name = application.supervisor->name;
    form.supervisor_email = application.supervisor->email;
  }
  return form;
}

}  // namespace metroon::core
