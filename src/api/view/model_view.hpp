// SPDX-License-Identifier: Apache-2.0
// What the pages of decisions and of processes show alike.
#pragma once
#include <boost/describe.hpp>
#include <optional>
#include <string>
#include <vector>

#include "api/view/words.hpp"

namespace hz::api {

// One model in force.
struct ModelSummary {
    std::string kind, code;  // of the definition it belongs to: service, event_type
    Words title;
    std::optional<Named> agency;
    std::string pack;
    std::int64_t version = 0;
    Moment published_at;
    bool can_edit = false;
};
BOOST_DESCRIBE_STRUCT(ModelSummary, (), (kind, code, title, agency, pack, version, published_at, can_edit))

struct ModelVersion {
    std::int64_t version = 0;
    Moment published_at;
    std::string state;  // published, superseded, retired
    std::optional<std::string> by, note;
};
BOOST_DESCRIBE_STRUCT(ModelVersion, (), (version, published_at, state, by, note))

struct ModelText {
    std::string kind, code;
    Words title;
    std::string pack, file;
    std::int64_t version = 0, newest = 0;
    Moment published_at;
    std::string xml;
    bool can_edit = false;
    std::vector<ModelVersion> versions;  // newest first: the one in force, and those that changed the model
};
BOOST_DESCRIBE_STRUCT(ModelText, (),
                      (kind, code, title, pack, file, version, newest, published_at, xml, can_edit, versions))

}  // namespace hz::api
