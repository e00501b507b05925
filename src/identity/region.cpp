// SPDX-License-Identifier: Apache-2.0
#include <map>

#include "identity/errors.hpp"
#include "identity/organisation.hpp"

namespace hz::identity {
namespace {

constexpr std::size_t max_code = 32;

Error bad_row(std::size_t row, std::string reason) {
    return refuse(errors::bad_import, {{"row", std::to_string(row)}, {"reason", std::move(reason)}});
}

bool is_code(std::string_view code) {
    return !code.empty() && code.size() <= max_code && code.find('/') == std::string_view::npos;
}

std::vector<Region> read_regions(storage::Session& session, std::string_view sql, const storage::Value& a,
                                 const storage::Value& b) {
    std::vector<Region> out;
    session.each<std::string, std::string, int, std::string, std::string, std::string>(
        sql,
        [&](std::string code, std::string parent, int level, std::string zh, std::string en, std::string path) {
            out.push_back({std::move(code), std::move(parent), level, {std::move(zh), std::move(en)}, std::move(path)});
        },
        a, b);
    return out;
}

// The path of each region: of its parent, which must stand above it or be stored already, and its own code.
class Paths {
  public:
    explicit Paths(storage::Session& session) : session_(session) {}

    Result<std::string> of(const Region& region, std::size_t row) {
        if (!is_code(region.code)) return bad_row(row, "the code is empty, too long or contains /");
        if (known_.contains(region.code)) return bad_row(row, "the code " + region.code + " stands twice");
        std::string path = "/";
        if (!region.parent.empty()) {
            const auto parent = parent_path(region.parent);
            if (!parent) return bad_row(row, "the parent " + region.parent + " does not stand above it");
            path = *parent;
            if (path.find("/" + region.code + "/") != std::string::npos)
                return bad_row(row, "the region lies in itself");
        }
        path += region.code + "/";
        known_.emplace(region.code, path);
        return path;
    }

  private:
    std::optional<std::string> parent_path(const std::string& code) {
        if (const auto found = known_.find(code); found != known_.end()) return found->second;
        const auto stored = find_region(session_, code);
        return stored ? std::optional(stored->path) : std::nullopt;
    }

    storage::Session& session_;
    std::map<std::string, std::string, std::less<>> known_;
};

}  // namespace

Result<std::size_t> load_regions(storage::Session& session, Context& context, std::span<const Region> regions) {
    Paths paths(session);
    JsonArray said;
    for (std::size_t i = 0; i < regions.size(); ++i) {
        const auto& region = regions[i];
        const auto path = paths.of(region, i + 1);
        if (!path) return path.error();
        const std::optional<std::string> parent = region.parent.empty() ? std::nullopt : std::optional(region.parent);
        session.exec(
            "insert into region (code, parent, level, name_zh, name_en, path) values ($1, $2, $3, $4, $5, $6) "
            "on conflict (code) do update set parent = excluded.parent, level = excluded.level, name_zh = "
            "excluded.name_zh, "
            "name_en = excluded.name_en, path = excluded.path",
            region.code, parent, region.level, region.name.zh, region.name.en, *path);
        said.push_back({{"code", region.code},
                        {"parent", region.parent},
                        {"level", region.level},
                        {"name_zh", region.name.zh},
                        {"name_en", region.name.en},
                        {"path", *path}});
    }
    auto entry = ledger::Entry{};
    entry.type = "regions_loaded";
    entry.stream = "directory";
    entry.actor = "system:import";
    entry.payload = {{"count", regions.size()}, {"regions", std::move(said)}};
    entry.at = context.clock.now();
    context.ledger.append(session, entry);
    bump_version(session, context.ids);
    return regions.size();
}

std::optional<Region> find_region(storage::Session& session, std::string_view code) {
    auto found = read_regions(
        session,
        "select code, coalesce(parent, ''), level, name_zh, name_en, path from region where code = $1 limit $2", code,
        std::int64_t{1});
    if (found.empty()) return std::nullopt;
    return std::move(found.front());
}

std::vector<Region> region_children(storage::Session& session, std::string_view code) {
    constexpr std::int64_t most = 10'000;
    if (code.empty())
        return read_regions(
            session,
            "select code, '', level, name_zh, name_en, path from region where parent is null and code > $1 "
            "order by code limit $2",
            code, most);
    return read_regions(
        session,
        "select code, parent, level, name_zh, name_en, path from region where parent = $1 order by code limit $2", code,
        most);
}

std::vector<Region> region_subtree(storage::Session& session, std::string_view code, std::size_t limit) {
    return read_regions(session,
                        "with recursive below(code, depth) as (select code, 0 from region where code = $1 union all "
                        "select r.code, b.depth + 1 from region r join below b on r.parent = b.code where b.depth < 8) "
                        "select r.code, coalesce(r.parent, ''), r.level, r.name_zh, r.name_en, r.path from below b "
                        "join region r on r.code = b.code order by b.depth, r.code limit $2",
                        code, static_cast<std::int64_t>(limit));
}

}  // namespace hz::identity
