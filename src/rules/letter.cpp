// SPDX-License-Identifier: Apache-2.0
#include "rules/letter.hpp"

#include <array>

namespace hz::rules {
namespace {

// Capital letters and how far away their small ones are; step 2 where capital and small letters take turns.
struct Block {
    std::uint32_t first, last;
    std::int32_t by;
    std::uint32_t step;
};
constexpr std::array<Block, 36> blocks{{
    {'A', 'Z', 32, 1},       {0xC0, 0xD6, 32, 1},     {0xD8, 0xDE, 32, 1},     {0x100, 0x12E, 1, 2},
    {0x132, 0x136, 1, 2},    {0x139, 0x147, 1, 2},    {0x14A, 0x176, 1, 2},    {0x178, 0x178, -121, 1},
    {0x179, 0x17D, 1, 2},    {0x1CD, 0x1DB, 1, 2},    {0x1DE, 0x1EE, 1, 2},    {0x1F8, 0x21E, 1, 2},
    {0x222, 0x232, 1, 2},    {0x386, 0x386, 38, 1},   {0x388, 0x38A, 37, 1},   {0x38C, 0x38C, 64, 1},
    {0x38E, 0x38F, 63, 1},   {0x391, 0x3A1, 32, 1},   {0x3A3, 0x3AB, 32, 1},   {0x3D8, 0x3EE, 1, 2},
    {0x400, 0x40F, 80, 1},   {0x410, 0x42F, 32, 1},   {0x460, 0x480, 1, 2},    {0x48A, 0x4BE, 1, 2},
    {0x4C1, 0x4CD, 1, 2},    {0x4D0, 0x52E, 1, 2},    {0x531, 0x556, 48, 1},   {0x10A0, 0x10C5, 7264, 1},
    {0x1E00, 0x1E94, 1, 2},  {0x1EA0, 0x1EFE, 1, 2},  {0x1F08, 0x1F0F, -8, 1}, {0x1F18, 0x1F1D, -8, 1},
    {0x2160, 0x216F, 16, 1}, {0x24B6, 0x24CF, 26, 1}, {0xFF21, 0xFF3A, 32, 1}, {0x10400, 0x10427, 40, 1},
}};

}  // namespace

std::uint32_t lower_of(std::uint32_t c) {
    for (const auto& [first, last, by, step] : blocks)
        if (c >= first && c <= last && (c - first) % step == 0) return c + static_cast<std::uint32_t>(by);
    return c;
}

std::uint32_t upper_of(std::uint32_t c) {
    for (const auto& [first, last, by, step] : blocks) {
        const auto capital = c - static_cast<std::uint32_t>(by);
        if (capital >= first && capital <= last && (capital - first) % step == 0) return capital;
    }
    return c == 0x3C2 ? 0x3A3 : c == 0x17F ? 'S' : c == 0xB5 ? 0x39C : c;
}

void append_utf8(std::string& out, std::uint32_t c) {
    const auto put = [&](std::uint32_t byte) { out += static_cast<char>(byte); };
    if (c < 0x80) {
        put(c);
    } else if (c < 0x800) {
        put(0xC0 | c >> 6), put(0x80 | (c & 63));
    } else if (c < 0x10000) {
        put(0xE0 | c >> 12), put(0x80 | (c >> 6 & 63)), put(0x80 | (c & 63));
    } else {
        put(0xF0 | c >> 18), put(0x80 | (c >> 12 & 63)), put(0x80 | (c >> 6 & 63)), put(0x80 | (c & 63));
    }
}

}  // namespace hz::rules
