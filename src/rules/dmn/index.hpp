// SPDX-License-Identifier: Apache-2.0
// Which rules of a table may apply to given inputs, without looking at each rule. Private to rules.
//
// The constants of an input column cut the values of each kind into regions: the points named, and the gaps between.
// Each region has a set of rules as bits; regions that follow each other differ in few rules, so only every so many
// sets are kept, and between them what changes. The sets of the columns are intersected.
#pragma once
#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "rules/value.hpp"

namespace hz::rules::dmn {

struct Table;

using Bits = std::vector<std::uint64_t>;

// A set of rules; up to 256 without taking memory.
class Candidates {
  public:
    explicit Candidates(std::size_t words) : size_(words) {
        if (words > few_.size()) many_.resize(words);
    }
    [[nodiscard]] std::uint64_t* data() { return size_ > few_.size() ? many_.data() : few_.data(); }
    [[nodiscard]] std::span<const std::uint64_t> words() const {
        return {size_ > few_.size() ? many_.data() : few_.data(), size_};
    }

  private:
    std::size_t size_;
    std::array<std::uint64_t, 4> few_{};
    Bits many_;
};

class IndexColumn {
  public:
    IndexColumn(const Table& table, std::size_t column, std::size_t words);
    // Keeps of `set` the rules whose cell may pass; false: this value is of no kind that is indexed.
    [[nodiscard]] bool narrow(const Value& value, Candidates& set) const;
    // Whether the cell must be tested all the same for a value of this kind.
    [[nodiscard]] bool must_test(const Value& value, std::uint32_t rule) const;

  private:
    struct Ordered {
        Kind kind = Kind::null;
        std::vector<Value> ends{};
        std::vector<std::int64_t> whole{};                            // numbers, where all are whole
        std::unordered_map<std::string_view, std::uint32_t> exact{};  // texts
        bool only_points = true;                                      // no ranges: every gap is alike
        std::size_t stride = 1;
        std::vector<std::uint64_t> sets{};       // of every stride-th region
        std::vector<std::uint32_t> change_at{};  // of each region: where its changes begin
        std::vector<std::uint32_t> changes{};    // rules that come or go from the region before
    };
    using Spans = std::vector<std::pair<std::size_t, std::size_t>>;  // of regions, first and last

    void build(const Table& table, std::size_t column, Ordered& ordered) const;
    [[nodiscard]] static Spans spans_of(const Ordered& ordered, std::span<const Value> tests);
    [[nodiscard]] static std::size_t region(const Ordered& ordered, const Value& value);
    void apply(const Ordered& ordered, std::size_t region, Candidates& set) const;

    std::size_t words_;
    bool always_ = true;  // every cell passes whatever the value
    std::vector<Ordered> ordered_;
    std::array<Bits, 2> booleans_;
    Bits null_, other_;                 // other: of a kind that no test of the column names
    Bits unsure_, unsure_of_booleans_;  // empty: none
};

class Index {
  public:
    explicit Index(const Table& table);
    [[nodiscard]] std::size_t words() const { return words_; }
    // The rules that may apply. `open` gets the columns that tell nothing about their value, as bits; more than 64
    // columns: all of them from the 64th on.
    void find(std::span<const Value> values, Candidates& out, std::uint64_t& open) const;
    [[nodiscard]] bool must_test(std::size_t column, const Value& value, std::uint32_t rule) const {
        return columns_[column].must_test(value, rule);
    }

  private:
    std::size_t words_;
    std::size_t rules_;
    std::vector<IndexColumn> columns_;
};

[[nodiscard]] std::unique_ptr<const Index> make_index(const Table& table);

}  // namespace hz::rules::dmn
