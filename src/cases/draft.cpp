// SPDX-License-Identifier: Apache-2.0
#include "cases/draft.hpp"

#include "cases/errors.hpp"

namespace hz::cases {
namespace {

using storage::Session;

constexpr std::string_view columns = "id, person, type, company, version, updated_at, case_id, data";

Draft to_draft(DraftId id, PersonId person, std::string type, std::string company, std::int64_t version,
               std::int64_t updated, CaseId as, const std::string& data) {
    auto json = parse_json(data, {.bytes = 4 * draft_bytes, .depth = 64});
    return {id,
            person,
            std::move(type),
            std::move(company),
            version,
            from_millis(updated),
            as,
            json ? std::move(*json) : Json{}};
}

std::string select(std::string_view where) {
    return "select " + std::string(columns) + " from case_draft where " + std::string(where);
}

}  // namespace

Result<Draft> create_draft(Session& session, DraftId id, PersonId person, std::string_view type,
                           std::string_view company, const Json& data, Time now) {
    const auto count =
        session.row<std::int64_t>("select count(*) from case_draft where person = $1 and case_id = 0", person);
    if (count && std::get<0>(*count) >= static_cast<std::int64_t>(drafts_per_person))
        return refuse(errors::too_many_drafts, {{"limit", std::to_string(drafts_per_person)}});
    const auto text = to_string(data);
    if (text.size() > draft_bytes) return refuse(errors::draft_too_large);
    session.exec(
        "insert into case_draft (id, person, type, company, version, updated_at, case_id, data) "
        "values ($1, $2, $3, $4, 1, $5, 0, $6)",
        id, person, type, company, to_millis(now), text);
    return Draft{id, person, std::string(type), std::string(company), 1, now, {}, data};
}

Result<Draft> get_draft(Session& session, DraftId id, PersonId person) {
    static const auto sql = select("id = $1 and person = $2");
    auto row =
        session.row<DraftId, PersonId, std::string, std::string, std::int64_t, std::int64_t, CaseId, std::string>(
            sql, id, person);
    if (!row) return refuse(errors::draft_not_found);
    return std::apply(to_draft, std::move(*row));
}

std::vector<Draft> drafts_of(Session& session, PersonId person) {
    static const auto sql = select("person = $1 and case_id = 0 order by id desc");
    std::vector<Draft> out;
    session.each<DraftId, PersonId, std::string, std::string, std::int64_t, std::int64_t, CaseId, std::string>(
        sql, [&](auto&&... column) { out.push_back(to_draft(std::forward<decltype(column)>(column)...)); }, person);
    return out;
}

Result<Draft> save_draft(Session& session, DraftId id, PersonId person, std::int64_t expected, const Json& data,
                         Time now) {
    auto draft = get_draft(session, id, person);
    if (!draft) return draft;
    if (draft->submitted_as) return refuse(errors::draft_not_found);
    if (expected != 0 && draft->version != expected) return refuse(errors::draft_changed);
    const auto text = to_string(data);
    if (text.size() > draft_bytes) return refuse(errors::draft_too_large);
    const auto changed = session.change(
        "update case_draft set version = version + 1, updated_at = $1, data = $2 where id = $3 and version = $4",
        to_millis(now), text, id, draft->version);
    if (changed == 0) return refuse(errors::draft_changed);
    draft->version += 1;
    draft->updated_at = now;
    draft->data = data;
    return draft;
}

void mark_submitted(Session& session, DraftId id, CaseId as) {
    session.exec("update case_draft set case_id = $1, data = '{}' where id = $2", as, id);
}

Result<void> delete_draft(Session& session, DraftId id, PersonId person) {
    if (session.change("delete from case_draft where id = $1 and person = $2 and case_id = 0", id, person) == 0)
        return refuse(errors::draft_not_found);
    return {};
}

}  // namespace hz::cases
