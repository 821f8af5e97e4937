// The words under which enumerators stand in the database, in what commands print, and in the keys
// of the catalogues: the same as in the code. A word that is in use must never change.
#pragma once

#include <array>
#include <optional>
#include <stdexcept>
#include <string_view>
#include <utility>

#include "core/application.hpp"
#include "core/campaign.hpp"
#include "core/certificate.hpp"
#include "core/claim.hpp"
#include "core/delivery_guard.hpp"
#include "core/match.hpp"
#include "core/password.hpp"
#include "core/standing.hpp"
#include "core/timeline.hpp"

namespace metroon::core {

template <class E, std::size_t size>
using WordTable = std::array<std::pair<E, std::string_view>, size>;

template <class E>
struct WordsOf;

template <>
struct WordsOf<Stage> {
  using enum Stage;
  static constexpr WordTable<Stage, 11> table{{{draft, "draft"},
                                               {unconfirmed, "unconfirmed"},
                                               {incomplete, "incomplete"},
                                               {submitted, "submitted"},
                                               {needs_more, "needs_more"},
                                               {approved, "approved"},
                                               {handed_over, "handed_over"},
                                               {activated, "activated"},
                                               {rejected, "rejected"},
                                               {withdrawn, "withdrawn"},
                                               {expired, "expired"}}};
};
template <>
struct WordsOf<ClaimStage> {
  using enum ClaimStage;
  static constexpr WordTable<ClaimStage, 5> table{{{submitted, "submitted"},
                                                   {needs_more, "needs_more"},
                                                   {approved, "approved"},
                                                   {refused, "refused"},
                                                   {withdrawn, "withdrawn"}}};
};
template <>
struct WordsOf<CampaignStage> {
  using enum CampaignStage;
  static constexpr WordTable<CampaignStage, 3> table{
      {{listed, "listed"}, {running, "running"}, {paused, "paused"}}};
};
template <>
struct WordsOf<MemberState> {
  using enum MemberState;
  static constexpr WordTable<MemberState, 7> table{{{waiting, "waiting"},
                                                    {stays, "stays"},
                                                    {begun, "begun"},
                                                    {told, "told"},
                                                    {bounced, "bounced"},
                                                    {claimed, "claimed"},
                                                    {ended, "ended"}}};
};
template <>
struct WordsOf<MailAuthentication> {
  using enum MailAuthentication;
  static constexpr WordTable<MailAuthentication, 3> table{
      {{none, "none"}, {fail, "fail"}, {pass, "pass"}}};
};
template <>
struct WordsOf<MailManner> {
  using enum MailManner;
  static constexpr WordTable<MailManner, 3> table{
      {{by_program, "by_program"}, {not_to_us, "not_to_us"}, {written_to_us, "written_to_us"}}};
};
template <>
struct WordsOf<SignatureCheck> {
  using enum SignatureCheck;
  static constexpr WordTable<SignatureCheck, 7> table{{{none, "none"},
                                                       {broken, "broken"},
                                                       {untrusted, "untrusted"},
                                                       {valid, "valid"},
                                                       {changed, "changed"},
                                                       {not_in_force, "not_in_force"},
                                                       {revoked, "revoked"}}};
};
template <>
struct WordsOf<Certificate> {
  using enum Certificate;
  static constexpr WordTable<Certificate, 10> table{{{counts, "counts"},
                                                     {not_institutional, "not_institutional"},
                                                     {not_authenticated, "not_authenticated"},
                                                     {by_program, "by_program"},
                                                     {not_to_us, "not_to_us"},
                                                     {before_claim, "before_claim"},
                                                     {not_faculty, "not_faculty"},
                                                     {not_signed, "not_signed"},
                                                     {nothing_said, "nothing_said"},
                                                     {other_signer, "other_signer"}}};
};
template <>
struct WordsOf<AccountState> {
  using enum AccountState;
  static constexpr WordTable<AccountState, 8> table{{{no_account, "no_account"},
                                                     {not_handed_over, "not_handed_over"},
                                                     {not_activated, "not_activated"},
                                                     {not_collected, "not_collected"},
                                                     {active, "active"},
                                                     {suspended, "suspended"},
                                                     {ended, "ended"},
                                                     {closed, "closed"}}};
};
template <>
struct WordsOf<Gate> {
  using enum Gate;
  static constexpr WordTable<Gate, 7> table{{{open, "open"},
                                             {account_closed, "account_closed"},
                                             {no_proof, "no_proof"},
                                             {not_activated, "not_activated"},
                                             {suspended, "suspended"},
                                             {ended, "ended"},
                                             {switched_off, "switched_off"}}};
};
template <>
struct WordsOf<Why> {
  using enum Why;
  static constexpr WordTable<Why, 7> table{{{for_life, "for_life"},
                                            {while_active, "while_active"},
                                            {from_activation, "from_activation"},
                                            {kept_after_end, "kept_after_end"},
                                            {kept_after_graduation, "kept_after_graduation"},
                                            {withdrawn, "withdrawn"},
                                            {owner, "owner"}}};
};
template <>
struct WordsOf<Keep> {
  using enum Keep;
  static constexpr WordTable<Keep, 3> table{
      {{never, "never"}, {after_any_end, "after_any_end"}, {after_graduation, "after_graduation"}}};
};
template <>
struct WordsOf<Field> {
  using enum Field;
  static constexpr WordTable<Field, 19> table{{{kind, "kind"},
                                               {first_name, "first_name"},
                                               {last_name, "last_name"},
                                               {father_name, "father_name"},
                                               {first_latin, "first_latin"},
                                               {last_latin, "last_latin"},
                                               {birth, "birth"},
                                               {email, "email"},
                                               {phone, "phone"},
                                               {document, "document"},
                                               {document_number, "document_number"},
                                               {afm, "afm"},
                                               {amka, "amka"},
                                               {unit, "unit"},
                                               {period_from, "period_from"},
                                               {period_until, "period_until"},
                                               {supervisor_name, "supervisor_name"},
                                               {supervisor_email, "supervisor_email"},
                                               {documents, "documents"}}};
};
template <>
struct WordsOf<Problem> {
  using enum Problem;
  static constexpr WordTable<Problem, 23> table{{{missing, "missing"},
                                                 {too_long, "too_long"},
                                                 {not_a_name, "not_a_name"},
                                                 {not_latin, "not_latin"},
                                                 {not_a_date, "not_a_date"},
                                                 {not_past, "not_past"},
                                                 {too_young, "too_young"},
                                                 {unlikely, "unlikely"},
                                                 {not_an_address, "not_an_address"},
                                                 {not_a_phone, "not_a_phone"},
                                                 {unknown_choice, "unknown_choice"},
                                                 {wrong_length, "wrong_length"},
                                                 {not_digits, "not_digits"},
                                                 {wrong_check_digit, "wrong_check_digit"},
                                                 {wrong_shape, "wrong_shape"},
                                                 {not_the_birth_date, "not_the_birth_date"},
                                                 {ends_before_it_begins, "ends_before_it_begins"},
                                                 {already_over, "already_over"},
                                                 {not_a_document, "not_a_document"},
                                                 {too_large, "too_large"},
                                                 {too_many, "too_many"},
                                                 {no_room, "no_room"},
                                                 {of_another, "of_another"}}};
};
template <>
struct WordsOf<PasswordProblem> {
  using enum PasswordProblem;
  static constexpr WordTable<PasswordProblem, 5> table{{{too_short, "too_short"},
                                                        {too_long, "too_long"},
                                                        {too_common, "too_common"},
                                                        {repetitive, "repetitive"},
                                                        {contains_you, "contains_you"}}};
};
template <>
struct WordsOf<Match> {
  using enum Match;
  static constexpr WordTable<Match, 4> table{
      {{different, "different"}, {perhaps, "perhaps"}, {same, "same"}, {conflict, "conflict"}}};
};
template <>
struct WordsOf<IdentityDocument> {
  using enum IdentityDocument;
  static constexpr WordTable<IdentityDocument, 2> table{
      {{identity_card, "identity_card"}, {passport, "passport"}}};
};
template <>
struct WordsOf<TimelineEvent::What> {
  using enum TimelineEvent::What;
  static constexpr WordTable<TimelineEvent::What, 7> table{{{service_opens, "service_opens"},
                                                            {service_shuts, "service_shuts"},
                                                            {notice, "notice"},
                                                            {account_ends, "account_ends"},
                                                            {reminder, "reminder"},
                                                            {not_collected, "not_collected"},
                                                            {kept_for_ever, "kept_for_ever"}}};
};
template <>
struct WordsOf<DeliveryVerdict> {
  using enum DeliveryVerdict;
  static constexpr WordTable<DeliveryVerdict, 7> table{
      {{fine, "fine"},
       {not_whole, "not_whole"},
       {late, "late"},
       {emptied, "emptied"},
       {too_many_bad_rows, "too_many_bad_rows"},
       {too_many_endings, "too_many_endings"},
       {too_many_newcomers, "too_many_newcomers"}}};
};
template <>
struct WordsOf<Ending> {
  using enum Ending;
  static constexpr WordTable<Ending, 2> table{{{lapsed, "lapsed"}, {graduation, "graduation"}}};
};
template <>
struct WordsOf<AccountSort> {
  using enum AccountSort;
  static constexpr WordTable<AccountSort, 2> table{{{personal, "personal"}, {shared, "shared"}}};
};

template <class E>
concept Worded = requires { WordsOf<E>::table; };

/// Throws std::logic_error for an enumerator that its table lacks.
template <Worded E>
[[nodiscard]] constexpr std::string_view to_word(E value) {
  for (const auto& [one, word] : WordsOf<E>::table)
    if (one == value) return word;
  throw std::logic_error{"an enumerator without a word"};
}

template <Worded E>
[[nodiscard]] constexpr std::optional<E> from_word(std::string_view word) {
  for (const auto& [value, known] : WordsOf<E>::table)
    if (known == word) return value;
  return std::nullopt;
}

}  // namespace metroon::core
