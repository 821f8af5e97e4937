// Scans are what their octets say, and whole.
#include "wire/media.hpp"

#include <gtest/gtest.h>

#include <string>

namespace metroon::wire {
namespace {

using namespace std::string_literals;

const std::string pdf = "%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n";

std::string chunk(const std::string& kind, const std::string& contents) {
  return "\0\0\0"s + static_cast<char>(contents.size()) + kind + contents + "crc!";
}
const std::string signature = "\x89PNG\r\n\x1a\n";
const std::string head = chunk("IHDR", std::string(13, '\1'));
const std::string png = signature + head + chunk("IDAT", "xyz") + chunk("IEND", "");

const std::string jpeg =
    "\xff\xd8\xff\xe0\0\x06"s + "JFIF" + "\xff\xff\xff\xda\0\x04xy"s + "picture\xff\xd9";

TEST(MediaType, is_known_by_the_octets) {
  EXPECT_EQ(media_type_of(pdf), "application/pdf");
  EXPECT_EQ(media_type_of(png), "image/png");
  EXPECT_EQ(media_type_of(jpeg), "image/jpeg");
}

TEST(MediaType, of_anything_else_is_empty) {
  for (const auto& other : {""s, "text"s, "<!doctype html>"s, "MZ\x90"s, "GIF89a"s, "PK\3\4"s,
                            "<svg/>"s, "%PDF-3.0 %%EOF"s, "%!PS"s, "\xff\xd8"s, signature})
    EXPECT_EQ(media_type_of(other), "") << other;
}

TEST(MediaType, begins_with_the_first_octet) {
  for (const auto& whole : {pdf, png, jpeg}) EXPECT_EQ(media_type_of("\n" + whole), "");
}

TEST(MediaType, of_a_file_cut_short_is_empty) {
  for (const auto& whole : {png, jpeg})
    for (std::size_t length = 0; length < whole.size(); ++length)
      EXPECT_EQ(media_type_of(std::string_view{whole}.substr(0, length)), "") << length;
  EXPECT_EQ(media_type_of(std::string_view{pdf}.substr(0, pdf.size() - 2)), "");
}

TEST(MediaType, lets_little_follow_the_end_of_a_pdf) {
  EXPECT_EQ(media_type_of(pdf + std::string(1000, '\0')), "application/pdf");
  EXPECT_EQ(media_type_of(pdf + std::string(1024, '\0')), "");
}

TEST(MediaType, lets_nothing_follow_the_end_of_a_png) {
  EXPECT_EQ(media_type_of(png + "\n"), "");
}

TEST(MediaType, of_a_png_wants_one_header_first) {
  EXPECT_EQ(media_type_of(signature + chunk("IEND", "")), "");
  EXPECT_EQ(media_type_of(signature + head + head + chunk("IEND", "")), "");
  EXPECT_EQ(media_type_of(signature + chunk("IHDR", "short") + chunk("IEND", "")), "");
}

TEST(MediaType, is_not_led_astray_by_lengths) {
  EXPECT_EQ(media_type_of(signature + "\xff\xff\xff\xff" + "IHDR" + std::string(30, 'x')), "");
  EXPECT_EQ(media_type_of("\xff\xd8\xff\xe0\0\0\xff\xd9"s), "");
  EXPECT_EQ(media_type_of("\xff\xd8\xff\xe0\xff\xff\xff\xd9"s), "");
}

}  // namespace
}  // namespace metroon::wire
