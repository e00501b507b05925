// SPDX-License-Identifier: Apache-2.0
#include "cases/work_filter.hpp"

#include <algorithm>

#include "base/stored_json.hpp"
#include "base/text.hpp"
#include "cases/errors.hpp"

namespace hz::cases {
namespace {

constexpr std::size_t name_limit = 40;

}  // namespace

std::vector<WorkFilter> work_filters(storage::Session& session, identity::PersonId person) {
    std::vector<WorkFilter> out;
    session.each<std::string, std::string>(
        "select name, body from case_work_filter where person = $1 order by name",
        [&](std::string name, const std::string& body) {
            if (auto json = read_stored_json(body)) out.push_back({std::move(name), std::move(*json)});
        },
        person);
    return out;
}

Result<void> save_work_filter(storage::Session& session, identity::PersonId person, const WorkFilter& filter) {
    if (trim(filter.name).empty()) return refuse_fields(hz::errors::missing, {{"/name", &hz::errors::missing, {}}});
    if (length(filter.name) > name_limit)
        return refuse_fields(errors::text_too_long,
                             {{"/name", &errors::text_too_long, {{"limit", std::to_string(name_limit)}}}});
    const auto kept = work_filters(session, person);
    const bool known = std::ranges::find(kept, filter.name, &WorkFilter::name) != kept.end();
    if (!known && kept.size() >= most_filters) return refuse(errors::too_many_filters);
    session.exec(
        "insert into case_work_filter (person, name, body) values ($1, $2, $3) on conflict (person, name) do update "
        "set "
        "body = excluded.body",
        person, filter.name, to_string(filter.body));
    return {};
}

void delete_work_filter(storage::Session& session, identity::PersonId person, std::string_view name) {
    session.exec("delete from case_work_filter where person = $1 and name = $2", person, name);
}

}  // namespace hz::cases
