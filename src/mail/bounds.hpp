// How much a mail may ask of whoever takes it apart: measured in its octets, before anything is
// built of them.
#pragma once

#include <cstddef>
#include <string_view>

namespace metroon::mail {

/// Lines that begin with `--`, of which each may begin a part; people's mails have some dozens.
inline constexpr std::size_t most_part_lines = 2'000;
/// Lines that have the shape of a header's field, in whatever part: a text has such lines as well.
inline constexpr std::size_t most_fields = 20'000;
/// Octets of those with the lines that go on with them: what parameters are made of.
inline constexpr std::size_t longest_fields = 512 * 1024;

/// Commas of fields that hold addresses, and octets: GMime looks through all that follows for each
/// address without a domain.
inline constexpr std::size_t most_commas = 2'000;
inline constexpr std::size_t longest_addresses = 128 * 1024;

/// Whether taking it apart costs a small multiple of its size: a mail of two megabytes that is
/// nothing but borders of parts costs three hundred times as much.
[[nodiscard]] bool is_bounded(std::string_view octets);

/// The beginning of the head, in whole lines: enough to say whose it seems to be. Is bounded.
[[nodiscard]] std::string_view bounded_head(std::string_view octets);

}  // namespace metroon::mail
