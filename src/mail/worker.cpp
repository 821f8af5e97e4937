#include "mail/worker.hpp"

#include <algorithm>

namespace metroon::mail {
namespace {

std::string_view words(ComposeProblem problem) {
  switch (problem) {
    case ComposeProblem::sender_malformed:
      return "our own address is malformed";
    case ComposeProblem::recipient_malformed:
      return "the recipient's address is malformed";
    case ComposeProblem::reply_to_malformed:
      return "the reply address is malformed";
  }
  return {};
}

/// A malformed sender is our setting, which somebody will mend; the letter waits for it.
Delivery undeliverable(ComposeProblem problem) {
  const auto outcome =
      problem == ComposeProblem::sender_malformed ? Outcome::try_again : Outcome::refused;
  return {outcome, std::string{words(problem)}};
}

Delivery send(Transport& transport, const app::Mail& mail, const Sender& from) {
  const auto letter = compose(mail, from);
  return letter ? transport.deliver(*letter) : undeliverable(letter.error());
}

/// @param tries This one counted: the claim did.
std::chrono::milliseconds delay_after(unsigned tries) {
  const auto doublings = std::clamp(tries, 1U, 9U) - 1;
  return std::min<std::chrono::milliseconds>(first_delay * (1 << doublings), longest_delay);
}

/// What has failed for too long has failed.
Outcome settle(Outcome outcome, const app::Mail& mail, app::Instant now) {
  const bool too_old = now - mail.created >= given_up_after;
  return outcome == Outcome::try_again && too_old ? Outcome::refused : outcome;
}

void mark(app::Outbox& outbox, const app::QueuedMail& queued, Outcome outcome,
          const std::string& server, app::Instant now) {
  switch (outcome) {
    case Outcome::accepted:
      return outbox.accepted(queued.mail.id, now);
    case Outcome::try_again:
      return outbox.try_again(queued.mail.id, now + delay_after(queued.tries), server);
    case Outcome::refused:
      return outbox.refused(queued.mail.id, now, server);
  }
}

void count(DeliveryCounts& counts, Outcome outcome) {
  switch (outcome) {
    case Outcome::accepted:
      ++counts.accepted;
      return;
    case Outcome::try_again:
      ++counts.try_again;
      return;
    case Outcome::refused:
      ++counts.refused;
      return;
  }
}

}  // namespace

DeliveryCounts deliver_due(app::Store& store, Transport& transport, const Sender& from,
                           const app::Now& now) {
  const auto due = store.write([&](app::Ports& ports) {
    return ports.outbox.claim(now.instant, now.instant - taken_for_dead_after, batch_size);
  });
  DeliveryCounts counts;
  for (const auto& queued : due) {
    const auto delivery = send(transport, queued.mail, from);
    const auto outcome = settle(delivery.outcome, queued.mail, now.instant);
    store.write([&](app::Ports& ports) {
      if (outcome == Outcome::accepted) ports.nights.notice_accepted(queued.mail.id, now.day);
      mark(ports.outbox, queued, outcome, delivery.server, now.instant);
    });
    count(counts, outcome);
  }
  return counts;
}

}  // namespace metroon::mail
