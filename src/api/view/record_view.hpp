// SPDX-License-Identifier: Apache-2.0
// Records of the registers, and who read them, with the names of fields and of coded values.
#pragma once
#include <boost/describe.hpp>
#include <optional>
#include <string>
#include <vector>

#include "api/view/words.hpp"
#include "registry/reading.hpp"

namespace hz::api {

struct RecordField {
    std::string key;
    Words title;
    Json value;                 // masked where `masked` says so
    std::optional<Words> text;  // of a coded value: what its list calls it
    bool masked = false;
};
BOOST_DESCRIBE_STRUCT(RecordField, (), (key, title, value, text, masked))

struct RecordView {
    registry::RecordId id;
    std::string registry;
    Words registry_title;
    std::string state;  // active, expired, closed, revoked, erased
    std::vector<RecordField> fields;
    Moment as_of;
};
BOOST_DESCRIBE_STRUCT(RecordView, (), (id, registry, registry_title, state, fields, as_of))

struct RecordList {
    std::vector<RecordView> items;
};
BOOST_DESCRIBE_STRUCT(RecordList, (), (items))

// One line of "who looked at my data".
struct AccessEntry {
    Moment at;
    struct Reader {
        std::string name;
        Words post, agency;
    } reader;
    struct Record {
        std::string registry;
        Words title;
    } record;
    std::vector<Words> fields;
    std::string purpose;
    Words legal_basis;
    std::int64_t position = 0;
};
BOOST_DESCRIBE_STRUCT(AccessEntry::Reader, (), (name, post, agency))
BOOST_DESCRIBE_STRUCT(AccessEntry::Record, (), (registry, title))
BOOST_DESCRIBE_STRUCT(AccessEntry, (), (at, reader, record, fields, purpose, legal_basis, position))

[[nodiscard]] RecordView record_view(Platform& platform, storage::Session& session, const registry::RecordView& view);
[[nodiscard]] AccessEntry access_view(Platform& platform, storage::Session& session, const registry::Access& access);

}  // namespace hz::api
