// How fast a registry's file is looked through when little has changed, and how fast its rows are
// decoded, beside merely reading the same file on the same machine.
#include <fcntl.h>
#include <fmt/core.h>
#include <sodium.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstring>
#include <fstream>
#include <functional>
#include <vector>

#include "bench/measure.hpp"
#include "feed/fingerprint.hpp"
#include "feed/open_delivery.hpp"
#include "policy/embedded.hpp"
#include "policy/load_policy.hpp"

namespace {

using namespace metroon;

constexpr int rows = 1'000'000;
constexpr int rounds = 3;  // The best is printed: other programs can only make a round slower.

const core::Policy& patras() {
  static const auto policy =
      policy::load_policy(policy::embedded_file("patras.toml").value(), "patras.toml").value();
  return policy;
}

// The example registry as UTF-8.
feed::Declaration students() {
  std::string text{policy::embedded_file("registries/students.toml").value()};
  constexpr std::string_view encoding = "\"windows-1253\"";
  text.replace(text.find(encoding), encoding.size(), "\"utf-8\"");
  return feed::load_declaration(text, "students.toml", patras()).value();
}

std::string afm(int number) {
  auto digits = fmt::format("{:08}", 10'000'000 + number % 80'000'000);
  int sum = 0;
  for (std::size_t at = 0; at < 8; ++at) sum += (digits[at] - '0') << (8 - at);
  return digits + static_cast<char>('0' + sum % 11 % 10);
}

// Twenty columns, about 250 octets a row, a name in capitals as a register has it.
void write_file(const std::string& path, bool quoted) {
  static constexpr std::array last{"ΠΑΠΑΔΟΠΟΥΛΟΣ", "ΓΚΙΚΑΣ", "ΟΙΚΟΝΟΜΟΥ", "ΝΙΚΟΛΑΪΔΗΣ"};
  static constexpr std::array first{"ΕΥΑΓΓΕΛΟΣ", "ΜΑΡΙΑ", "ΓΕΩΡΓΙΟΣ", "ΑΙΚΑΤΕΡΙΝΗ"};
  std::ofstream file{path, std::ios::binary};
  const auto write = [&](std::string row) {
    if (!quoted) return void(file << row << '\n');
    for (auto at = row.find(';'); at != row.npos; at = row.find(';', at + 3))
      row.replace(at, 1, "\";\"");
    file << '"' << row << "\"\n";
  };
  write(
      "ΑΡΙΘΜΟΣ ΜΗΤΡΩΟΥ;ΚΥΚΛΟΣ;ΕΠΩΝΥΜΟ;ΟΝΟΜΑ;ΠΑΤΡΩΝΥΜΟ;ΕΠΩΝΥΜΟ ΛΑΤΙΝΙΚΑ;ΟΝΟΜΑ "
      "ΛΑΤΙΝΙΚΑ;ΗΜ/ΝΙΑ ΓΕΝΝΗΣΗΣ;ΑΡ. "
      "ΤΑΥΤΟΤΗΤΑΣ;ΑΦΜ;ΑΜΚΑ;EMAIL;ΤΗΛΕΦΩΝΟ;ΤΜΗΜΑ;ΗΜ/ΝΙΑ ΕΓΓΡΑΦΗΣ;ΗΜ/ΝΙΑ "
      "ΛΗΞΗΣ;ΑΙΤΙΑ ΛΗΞΗΣ;ΕΞΑΜΗΝΟ;ΔΙΕΥΘΥΝΣΗ;ΠΑΡΑΤΗΡΗΣΕΙΣ");
  for (int row = 0; row < rows; ++row)
    write(fmt::format(
        "{:07};ΠΡΟΠΤΥΧΙΑΚΟΣ;{};{};ΠΕΤΡΟΣ;PAPADOPOULOS;MARIA;{:02}/03/2004;ΑΚ{:06};{};;"
        "student{}@example.org;2610996000;ΦΥΣΙΚΗΣ;01/09/2023;;;{};ΠΑΤΡΑ;",
        row, last[static_cast<std::size_t>(row) % 4], first[static_cast<std::size_t>(row / 4) % 4],
        1 + row % 28, 100'000 + row % 900'000, afm(row), row, 1 + row % 12));
}

void show(std::string_view name, std::size_t octets, const std::function<std::size_t()>& work) {
  double best = 1e9;
  volatile std::size_t seen = 0;
  for (int round = 0; round < rounds; ++round) {
    const auto start = std::chrono::steady_clock::now();
    seen = seen + work();
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
    best = std::min(best, took.count());
  }
  fmt::print("{:<34} {:>7.2f} M rows/s {:>8.0f} MB/s\n", name, rows / best / 1e6,
             static_cast<double>(octets) / best / 1e6);
}

// Every line end of the file, and nothing made of it.
std::size_t count_lines(const std::string& path) {
  std::vector<char> block(1 << 18);
  const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  std::size_t lines = 0;
  for (ssize_t size = 0; (size = read(file, block.data(), block.size())) > 0;) {
    const char* at = block.data();
    const char* const end = at + size;
    while ((at = static_cast<const char*>(
                std::memchr(at, '\n', static_cast<std::size_t>(end - at)))) != nullptr) {
      ++lines;
      ++at;
    }
  }
  close(file);
  return lines;
}

template <class PerRow>
std::size_t each(const feed::Declaration& declaration, const std::string& path, PerRow per_row) {
  const auto delivery = feed::open_delivery_file(declaration, path).value();
  std::size_t sum = 0;
  while (delivery->next()) sum += per_row(*delivery);
  if (!delivery->whole()) throw std::runtime_error{"the bench's own file is cut"};
  return sum;
}

void show_hashes() {
  const std::string row(250, 'x');
  const feed::Fingerprints fingerprints{"declaration", {}};
  bench::print("siphash-128 of a row", bench::rate(0.5, SIZE_MAX, [&](std::size_t) {
                 volatile auto print = fingerprints.of(row)[0];
                 (void)print;
               }));
  bench::print("blake2b-128 of a row", bench::rate(0.5, SIZE_MAX, [&](std::size_t) {
                 volatile unsigned char hash[16];
                 crypto_generichash(const_cast<unsigned char*>(hash), 16,
                                    reinterpret_cast<const unsigned char*>(row.data()), row.size(),
                                    nullptr, 0);
               }));
}

void show_file(const std::string& path, std::string_view how) {
  const auto declaration = students();
  const auto octets = std::filesystem::file_size(path);
  fmt::print("{}: {} rows, {} octets each\n", how, rows, octets / rows);
  show("reading lines alone", octets, [&] { return count_lines(path); });
  show("next + row_key + fingerprint", octets, [&] {
    return each(declaration, path, [](const app::Delivery& row) {
      return row.row_key().size() + static_cast<std::size_t>(row.fingerprint()[0] & 1);
    });
  });
  show("next + observation", octets, [&] {
    return each(declaration, path,
                [](const app::Delivery& row) { return row.observation().value().key.size(); });
  });
}

}  // namespace

int main() {
  const bench::Folder folder;
  show_hashes();
  for (const bool quoted : {false, true}) {
    write_file(folder.file("students.csv"), quoted);
    show_file(folder.file("students.csv"), quoted ? "every field in quotes" : "plain");
  }
}
