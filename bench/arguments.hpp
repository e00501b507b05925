// SPDX-License-Identifier: Apache-2.0
// What a program here is told: pairs of "--name value", read once. A name without a value is not there.
#pragma once
#include <cstdlib>
#include <map>
#include <string>
#include <string_view>

namespace hz::bench {

class Arguments {
  public:
    Arguments(int count, char** words) {
        for (int i = 1; i + 1 < count; i += 2) given_.insert_or_assign(words[i], words[i + 1]);
    }
    [[nodiscard]] bool has(std::string_view name) const { return given_.contains(name); }
    [[nodiscard]] std::string text(std::string_view name) const {
        const auto found = given_.find(name);
        return found == given_.end() ? std::string() : found->second;
    }
    [[nodiscard]] double number(std::string_view name, double otherwise) const {
        const auto found = given_.find(name);
        return found == given_.end() ? otherwise : std::atof(found->second.c_str());
    }
    [[nodiscard]] std::size_t count(std::string_view name, std::size_t otherwise) const {
        return static_cast<std::size_t>(number(name, static_cast<double>(otherwise)));
    }

  private:
    std::map<std::string, std::string, std::less<>> given_;
};

}  // namespace hz::bench
