// SPDX-License-Identifier: Apache-2.0
// What the reports of the benchmark say: short, of both scripts, with one word that no other report has.
#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace hz::bench {

inline constexpr std::array<std::string_view, 8> colours{"红色", "黄色", "蓝色", "绿色",
                                                         "白色", "紫色", "橙色", "黑色"};
inline constexpr std::array<std::string_view, 12> places{"灯塔",     "北岸海滩", "中心小学", "渔港码头",
                                                         "风车坡",   "东湖公园", "长途车站", "人民医院",
                                                         "跨海大桥", "老城墙",   "体育场",   "菜市场"};

inline std::string_view place_of(std::uint64_t n) { return places[n % places.size()]; }
inline std::string description(std::uint64_t n, std::string_view word) {
    std::string out(place_of(n));
    out.append("上空有一只").append(colours[n / 12 % colours.size()]);
    out.append("风筝，线很长，挂在电线附近，请派人处理。 A kite too close to the wires, reference ")
        .append(word)
        .append(".");
    return out;
}
inline constexpr std::string_view staff_password = "bench-only-Kite-7";
inline std::string staff_login(std::size_t i) { return "bench_clerk_" + std::to_string(i); }

}  // namespace hz::bench
