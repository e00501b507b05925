// SPDX-License-Identifier: Apache-2.0
#include "base/json_fields.hpp"

#include <gtest/gtest.h>

#include "base/stored_json.hpp"

namespace hz {
namespace {

struct Inner {
    std::string zeta;
    std::int64_t alpha = 0;
    std::optional<double> ratio;
};
BOOST_DESCRIBE_STRUCT(Inner, (), (zeta, alpha, ratio))

struct Outer {
    Id<struct ThingTag> id;
    std::string name;
    bool ready = false;
    Time at{};
    Json form;
    std::vector<Inner> parts;
    std::vector<std::string> words;
    std::optional<Inner> best;
    std::optional<std::string> note;
    Json nothing;
    int count = 0;
    double share = 0;
};
BOOST_DESCRIBE_STRUCT(Outer, (), (id, name, ready, at, form, parts, words, best, note, nothing, count, share))

Outer full() {
    Outer out;
    out.id.value = 912465430684106773;
    out.name = "\xE6\x9D\x8E\"\\\n\x7F<[{";
    out.ready = true;
    out.at = from_millis(1'795'385'511'463);
    out.form = {{"z", 1}, {"a", {true, nullptr, -2.5, "[", JsonObject{}}}};
    out.parts = {{"{", -1, 0.1}, {"", 7, {}}};
    out.words = {"", "[", "{"};
    out.best = Inner{};
    out.note = "";
    out.count = -3;
    out.share = 1e300;
    return out;
}

TEST(CanonicalFields, are_the_bytes_of_the_document_made_canonical) {
    for (const auto& value : {Outer{}, full()}) EXPECT_EQ(canonical_fields(value), canonical(to_fields(value)));
    EXPECT_EQ(canonical_fields(Inner{"b", 2, {}}), R"({"alpha":2,"zeta":"b"})");
}

TEST(CanonicalFields, are_read_again_as_they_were) {
    const auto text = canonical_fields(full());
    const auto read = read_stored_json(text);
    ASSERT_TRUE(read.has_value());
    EXPECT_EQ(canonical_fields(from_fields<Outer>(*read)), text);
}

}  // namespace
}  // namespace hz
