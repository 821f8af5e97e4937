#include "feed/row_decoder.hpp"

#include <algorithm>
#include <utility>

#include "base/text.hpp"
#include "core/email_address.hpp"
#include "core/identifiers.hpp"
#include "core/names.hpp"
#include "feed/dates.hpp"
#include "feed/title_case.hpp"
#include "feed/vocabulary.hpp"

namespace metroon::feed {
namespace {

constexpr std::size_t longest_key = 100;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

std::string_view to_reason(core::NumberError error) {
  switch (error) {
    case core::NumberError::wrong_length:
      return "wrong_length";
    case core::NumberError::not_digits:
      return "not_digits";
    case core::NumberError::no_such_date:
      return "no_such_date";
    case core::NumberError::wrong_check_digit:
      return "wrong_check_digit";
    case core::NumberError::wrong_shape:
      return "wrong_shape";
  }
  std::unreachable();
}

// What only the office may see does not go into a report, whatever else its column is used for.
bool is_secret(const Declaration& declaration, std::string_view column) {
  for (const auto fact : {Fact::document_number, Fact::afm, Fact::amka})
    if (const auto& rule = declaration.fact(fact); rule && rule->column == column) return true;
  return false;
}

bool is_telephone(std::string_view text) {
  return std::ranges::count_if(text, is_digit) >= 5 && text.size() <= 40 &&
         text.find_first_not_of("0123456789 +-()/.") == text.npos;
}

}  // namespace

void RowDecoder::wrong(Fact fact, std::string_view reason) {
  const auto* its = rule(fact);
  if (bad_ || (its != nullptr && its->leave_out_wrong)) return;
  app::BadRow bad{.reason = std::string{reason}};
  if (its != nullptr && !its->column.empty()) {
    bad.column = shown(its->column, wire::Encoding::utf_8);
    if (!is_secret(declaration_, its->column))
      bad.found =
          shown(fields_[decoder_.places_[static_cast<std::size_t>(fact)]], decoder_.encoding_);
  }
  bad_ = std::move(bad);
}

const FactRule* RowDecoder::rule(Fact fact) const {
  const auto& its = declaration_.fact(fact);
  return its ? &*its : nullptr;
}

std::string RowDecoder::text(Fact fact) {
  const auto* its = rule(fact);
  if (its == nullptr || its->column.empty()) return {};
  auto text =
      clean_text(fields_[decoder_.places_[static_cast<std::size_t>(fact)]], decoder_.encoding_);
  if (!text) {
    wrong(fact, "wrong_encoding");
    return {};
  }
  if (std::ranges::find(its->nothing, *text) != its->nothing.end()) return {};
  if (text->empty() && is_required(fact) && !is_choice(fact)) wrong(fact, "missing_value");
  if (its->width > 0 && !text->empty()) check_width(fact, *its, *text);
  return std::move(*text);
}

// `@source domain.md section 1: leading zeros of student numbers lost.`
void RowDecoder::check_width(Fact fact, const FactRule& its, std::string& text) {
  const auto characters = base::code_points(text);
  if (characters == its.width) return;
  const bool zeros_lost = characters < its.width && std::ranges::all_of(text, is_digit);
  if (zeros_lost && its.pad)
    text.insert(0, its.width - characters, '0');
  else {
    wrong(fact, zeros_lost ? "lost_leading_zeros" : "wrong_width");
    text.clear();
  }
}

std::string RowDecoder::name(Fact fact, bool latin) {
  auto typed = text(fact);
  if (typed.empty()) return typed;
  if (!core::is_name(typed) || (latin && !base::is_latin(typed))) {
    wrong(fact, latin ? "not_a_latin_name" : "not_a_name");
    return {};
  }
  return declaration_.title_case ? title_case(typed) : typed;
}

std::optional<base::Day> RowDecoder::date(Fact fact) {
  const auto typed = text(fact);
  if (typed.empty()) return {};
  const auto day = parse_date(typed, declaration_.dates);
  if (!day) wrong(fact, "not_a_date");
  return day;
}

std::optional<Meaning> RowDecoder::choice(Fact fact) {
  const auto* its = rule(fact);
  if (its == nullptr) return {};
  if (its->constant) return its->constant;
  const auto typed = text(fact);
  if (const auto known = its->values.find(typed); known != its->values.end()) return known->second;
  if (!typed.empty())
    wrong(fact, "unknown_value");
  else if (is_required(fact))
    wrong(fact, "missing_value");
  return {};
}

template <class Parse>
std::string RowDecoder::number(Fact fact, Parse parse) {
  const auto typed = text(fact);
  if (typed.empty()) return {};
  auto number = parse(typed);
  if (number) return std::move(*number);
  wrong(fact, to_reason(number.error()));
  return {};
}

std::string RowDecoder::email() {
  const auto typed = text(Fact::email);
  if (typed.empty()) return {};
  auto address = core::parse_email_address(typed);
  if (address) return std::move(*address);
  wrong(Fact::email, "not_an_address");
  return {};
}

std::string RowDecoder::phone() {
  auto typed = text(Fact::phone);
  if (typed.empty() || is_telephone(typed)) return typed;
  wrong(Fact::phone, "not_a_telephone");
  return {};
}

void RowDecoder::names(core::Names& names) {
  names.last = name(Fact::last);
  names.first = name(Fact::first);
  names.father = name(Fact::father);
  names.last_latin = name(Fact::last_latin, true);
  names.first_latin = name(Fact::first_latin, true);
}

// A register that does not say which document it is means the card where the number has its shape.
void RowDecoder::identifiers(core::Identifiers& identifiers) {
  using core::IdentityDocument;
  const auto said = choice(Fact::document);
  identifiers.document_number = number(Fact::document_number, [&](const std::string& typed) {
    auto card = core::parse_identity_card(typed);
    const bool passport =
        said ? said->choice == static_cast<std::uint8_t>(IdentityDocument::passport) : !card;
    if (!passport) return card;
    identifiers.document = IdentityDocument::passport;
    return core::parse_passport(typed);
  });
  if (identifiers.document_number.empty()) identifiers.document = {};
  identifiers.afm = number(Fact::afm, core::parse_afm);
  identifiers.amka = number(Fact::amka, core::parse_amka);
}

void RowDecoder::affiliation(core::Observation& seen) {
  if (const auto kind = choice(Fact::kind)) seen.kind = kind->choice;
  if (const auto unit = choice(Fact::unit)) seen.unit = unit->unit;
  seen.from = date(Fact::from).value_or(base::Day{});
  seen.ends = date(Fact::ends);
  if (seen.ends && rule(Fact::ends)->last_day) *seen.ends += std::chrono::days{1};
  const auto ending = choice(Fact::ending);
  if (seen.ends && ending) seen.ending = static_cast<core::Ending>(ending->choice);
  const auto head = choice(Fact::head_of_unit);
  seen.head_of_unit = head && head->choice != 0;
}

// Shifted columns often still hold days; they seldom hold them in order.
void RowDecoder::check_order(core::Observation& seen) {
  if (seen.from <= seen.birth) wrong(Fact::from, "before_birth");
  if (!seen.ends || *seen.ends >= seen.from) return;
  wrong(Fact::ends, "before_from");
  seen.ends.reset();
}

std::expected<core::Observation, app::BadRow> RowDecoder::decode() {
  if (fields_.size() != decoder_.columns_)
    return std::unexpected{app::BadRow{.reason = "wrong_number_of_columns"}};
  core::Observation seen;
  seen.key = text(Fact::key);
  if (seen.key.size() > longest_key) wrong(Fact::key, "too_long");
  names(seen.names);
  seen.birth = date(Fact::birth).value_or(base::Day{});
  identifiers(seen.identifiers);
  seen.email = email();
  seen.phone = phone();
  affiliation(seen);
  if (!bad_) check_order(seen);
  if (!bad_) return seen;
  if (seen.key.size() <= longest_key) bad_->person_key = seen.key;
  return std::unexpected{std::move(*bad_)};
}

}  // namespace metroon::feed
