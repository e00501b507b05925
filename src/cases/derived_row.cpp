// SPDX-License-Identifier: Apache-2.0
#include "cases/derived_row.hpp"

#include <utility>

namespace hz::cases {

std::string DerivedRow::key() const {
    const auto end = std::to_string(case_id) + "/" + std::to_string(token);
    if (table == "case_job" || table == "case_incident") return end;
    const auto middle = std::to_string(when) + "/" + end;
    if (table == "case_wait") return owner + "/" + end;
    if (table == "case_work") return owner + "/" + middle;
    if (table == "case_done") return std::to_string(person) + "/" + middle;
    return middle;
}

std::vector<std::string_view> names_of(std::string_view table) {
    if (table == "case_incident") return {"raised_at", "kind", "element", "problem"};
    if (table == "case_done") return {"element"};
    if (table == "case_wait") return {"since", "kind", "name", "message_key"};
    return {};
}

DerivedRow work_row(std::string owner, std::int64_t due, std::int64_t id, std::int64_t token) {
    return {"case_work", std::move(owner), 0, due, id, token, {}};
}
DerivedRow timer_row(std::int64_t due, std::int64_t id, std::int64_t token) {
    return {"case_timer", {}, 0, due, id, token, {}};
}
DerivedRow job_row(std::int64_t id, std::int64_t token) { return {"case_job", {}, 0, 0, id, token, {}}; }
DerivedRow incident_row(std::int64_t id, std::int64_t token, std::int64_t raised_at, std::string kind,
                        std::string element, std::string problem) {
    return {"case_incident",
            {},
            0,
            0,
            id,
            token,
            {std::to_string(raised_at), std::move(kind), std::move(element), std::move(problem)}};
}
DerivedRow wait_row(std::int64_t id, std::int64_t token, std::string kind, std::string name, std::string key,
                    std::int64_t since) {
    auto owner = kind + "/" + name + "/" + key;
    return {"case_wait",
            std::move(owner),
            0,
            0,
            id,
            token,
            {std::to_string(since), std::move(kind), std::move(name), std::move(key)}};
}
DerivedRow done_row(std::int64_t person, std::int64_t at, std::int64_t id, std::int64_t token, std::string element) {
    return {"case_done", {}, person, at, id, token, {std::move(element)}};
}

}  // namespace hz::cases
