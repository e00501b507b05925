// SPDX-License-Identifier: Apache-2.0
// Regions, agencies and posts as they were last loaded, and what posts may do as last decided. The whole directory is
// small enough to be kept while it is compared.
#include <map>
#include <optional>

#include "identity/state_check_parts.hpp"

namespace hz::identity::checking {
namespace {

struct PostTold {
    Json said;
    std::int64_t event = 0;  // that said it
};
struct Told {
    std::map<std::string, Json> regions, agencies;  // by code
    std::map<PostKey, PostTold> posts;
};

Told tell(Session& session, ledger::Log& log) {
    Told told;
    log.replay(session, "directory", [&](const ledger::Event& event) {
        for (const auto& region : get_array(event.entry.payload, "regions"))
            told.regions[std::string(get_text(region, "code"))] = region;
        for (const auto& agency : get_array(event.entry.payload, "agencies")) {
            const auto code = std::string(get_text(agency, "code"));
            for (const auto& post : get_array(agency, "posts"))
                told.posts[{code, std::string(get_text(post, "code"))}] = {post, event.id.value};
            told.agencies[code] = agency;
        }
    });
    for (auto& entry : told.posts) {
        auto& post = entry.second;
        log.replay(session, post_stream(entry.first.agency, entry.first.code), [&](const ledger::Event& event) {
            if (event.entry.type == "post_roles_changed" && event.id.value > post.event)
                post.said.as_object()["roles"] = get_array(event.entry.payload, "roles");
        });
    }
    return told;
}

void check_regions(Session& session, std::map<std::string, Json>& told, StateFindings& out) {
    using std::string;
    session.each<string, std::optional<string>, std::int64_t, string, string, string>(
        "select code, parent, level, name_zh, name_en, path from region",
        [&](const string& code, const std::optional<string>& parent, std::int64_t level, const string& zh,
            const string& en, const string& path) {
            const auto wanted = told.find(code);
            if (wanted == told.end()) return out.unexplained("region", code);
            const auto& said = wanted->second;
            const auto above = get_text(said, "parent");
            const auto expected = above.empty() ? std::nullopt : std::optional<string>(above);
            ledger::RowCompare(out, "region", code)
                .column("parent", parent, expected)
                .column("level", level, get_int(said, "level"))
                .column("name_zh", zh, get_text(said, "name_zh"))
                .column("name_en", en, get_text(said, "name_en"))
                .column("path", path, get_text(said, "path"));
            told.erase(wanted);
            out.count("region");
        });
    for (const auto& [code, _] : told) out.missing("region", code);
}

void check_agencies(Session& session, std::map<std::string, Json>& told, StateFindings& out) {
    using std::string;
    session.each<string, string, string, string, string, string, string>(
        "select code, name_zh, name_en, region, region_path, kind, detail from agency",
        [&](const string& code, const string& zh, const string& en, const string& region, const string& path,
            const string& kind, const string& detail) {
            const auto wanted = told.find(code);
            if (wanted == told.end()) return out.unexplained("agency", code);
            const auto& said = wanted->second;
            ledger::RowCompare(out, "agency", code)
                .column("name_zh", zh, get_text(said, "name_zh"))
                .column("name_en", en, get_text(said, "name_en"))
                .column("region", region, get_text(said, "region"))
                .column("region_path", path, get_text(said, "region_path"))
                .column("kind", kind, get_text(said, "kind"))
                .document("detail", detail, get_object(said, "detail"));
            told.erase(wanted);
            out.count("agency");
        });
    for (const auto& [code, _] : told) out.missing("agency", code);
}

void check_posts(Session& session, std::map<PostKey, PostTold>& told, StateFindings& out) {
    using std::string;
    session.each<string, string, string, string, string>(
        "select agency, code, title_zh, title_en, roles from post",
        [&](const string& agency, const string& code, const string& zh, const string& en, const string& roles) {
            const auto wanted = told.find({agency, code});
            if (wanted == told.end()) return out.unexplained("post", agency + "/" + code);
            const auto& said = wanted->second.said;
            ledger::RowCompare(out, "post", agency + "/" + code)
                .column("title_zh", zh, get_text(said, "title_zh"))
                .column("title_en", en, get_text(said, "title_en"))
                .document("roles", roles, get_array(said, "roles"));
            told.erase(wanted);
            out.count("post");
        });
    for (const auto& [key, _] : told) out.missing("post", key.agency + "/" + key.code);
}

}  // namespace

Result<void> check_places(ledger::Log& log, StateFindings& out) {
    return in_pages(log, [&](Session& session) {
        auto told = tell(session, log);
        check_regions(session, told.regions, out);
        check_agencies(session, told.agencies, out);
        check_posts(session, told.posts, out);
        return false;
    });
}

}  // namespace hz::identity::checking
