// SPDX-License-Identifier: Apache-2.0
#include "storage/postgresql/parameters.hpp"

#include <array>
#include <charconv>

#include "storage/postgresql/types.hpp"
#include "storage/text_rule.hpp"

namespace hz::storage::postgresql {
namespace {

template <class T>
std::string printed(T number) {
    std::array<char, 32> buffer;
    return {buffer.data(), std::to_chars(buffer.data(), buffer.data() + buffer.size(), number).ptr};
}

}  // namespace

Parameters::Parameters(std::span<const Value> args) {
    for (const auto& value : args) add(value);
}

void Parameters::add(const Value& value) {
    if (const auto* number = std::get_if<std::int64_t>(&value)) return add_text(printed(*number), bigint_type);
    if (const auto* real = std::get_if<double>(&value)) return add_text(printed(*real), double_type);
    if (const auto* text = std::get_if<std::string_view>(&value)) {
        check_text(*text);
        return add_text(std::string(*text), inferred_type);
    }
    const auto* bytes = std::get_if<BytesView>(&value);
    // An empty span has no address, which libpq would take for NULL.
    values_.push_back(bytes == nullptr ? nullptr : bytes->empty() ? "" : as_text(*bytes).data());
    lengths_.push_back(bytes == nullptr ? 0 : static_cast<int>(bytes->size()));
    formats_.push_back(bytes == nullptr ? 0 : 1);
    types_.push_back(bytes == nullptr ? inferred_type : bytea_type);
}

void Parameters::add_text(std::string text, Oid type) {
    texts_.push_back(std::move(text));
    values_.push_back(texts_.back().c_str());
    lengths_.push_back(0);
    formats_.push_back(0);
    types_.push_back(type);
}

bool Parameters::fit(std::span<const Oid> types) const {
    if (types.size() != types_.size()) return false;
    for (std::size_t i = 0; i < types.size(); ++i)
        if (types[i] != inferred_type && types[i] != types_[i] && values_[i] != nullptr) return false;
    return true;
}

}  // namespace hz::storage::postgresql
