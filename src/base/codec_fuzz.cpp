// SPDX-License-Identifier: Apache-2.0
#include <cstddef>
#include <cstdint>

#include "base/check.hpp"
#include "base/codec.hpp"

namespace {

enum class Colour { red, blue };
BOOST_DESCRIBE_ENUM(Colour, red, blue)

struct Kite {
    std::optional<hz::Id<struct KiteTag>> id;
    std::optional<hz::Text<8>> name;
    std::optional<Colour> colour;
    std::optional<hz::Time> at;
    std::optional<std::int16_t> small;
    std::optional<double> real;
    std::vector<Kite> tail;
    std::optional<std::map<std::string, bool>> flags;
    std::optional<hz::Json> extra;
    std::optional<std::chrono::year_month_day> day;
};
BOOST_DESCRIBE_STRUCT(Kite, (), (id, name, colour, at, small, real, tail, flags, extra, day))

}  // namespace

// What is read and written again must read as the same text.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto kite = hz::codec::decode<Kite>(text);
    if (kite.has_error()) return 0;
    const auto written = hz::codec::encode(*kite);
    const auto again = hz::codec::decode<Kite>(written);
    hz::check(again.has_value(), "what was written cannot be read");
    hz::check(hz::codec::encode(*again) == written, "writing is not stable");
    return 0;
}
