// SPDX-License-Identifier: Apache-2.0
#include "app/flow/trial.hpp"

#include <stdlib.h>

#include <algorithm>
#include <filesystem>

#include "app/errors.hpp"
#include "app/flow/player.hpp"
#include "app/seed/people.hpp"

namespace hz::app {
namespace {

namespace fs = std::filesystem;

class Folder {
  public:
    static Result<std::unique_ptr<Folder>> make() {
        auto name = (fs::temp_directory_path() / "huizheng-flows-XXXXXX").string();
        if (!mkdtemp(name.data())) return refuse(errors::data_not_writable, {{"path", name}, {"reason", "mkdtemp"}});
        return std::make_unique<Folder>(name);
    }
    explicit Folder(fs::path path) : path_(std::move(path)) {}
    ~Folder() {
        std::error_code ignored;
        fs::remove_all(path_, ignored);
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    [[nodiscard]] const fs::path& path() const { return path_; }

  private:
    fs::path path_;
};

PeopleOptions named_in(const std::vector<Flow>& flows) {
    PeopleOptions out;
    out.only_named = true;
    for (const auto& flow : flows) {
        out.residents.insert(flow.applicant.resident);
        if (flow.applicant.company > 0) out.companies.insert(flow.applicant.company);
    }
    return out;
}

Result<std::vector<Trial>> try_pack(Node& node, VirtualClock& clock, const pack::Pack& pack,
                                    const std::vector<Flow>& flows) {
    std::vector<Trial> out;
    const auto cast = load_people(node, pack, named_in(flows));
    if (!cast) return cast.error();
    for (const auto& flow : flows) {
        Player player(node, clock, *cast, flow, {});
        const auto played = player.play_alone();
        out.push_back({flow.code, played ? std::nullopt : std::optional<Error>(played.error())});
    }
    return out;
}

}  // namespace

Result<std::vector<Trial>> try_flows(const std::vector<pack::Pack>& packs) {
    std::vector<std::vector<Flow>> flows;
    std::optional<Time> first;
    for (const auto& pack : packs) {
        auto own = flows_of(pack);
        if (!own) return own.error();
        std::ranges::stable_sort(*own, {}, &Flow::start);
        if (!own->empty()) first = std::min(first.value_or(own->front().start), own->front().start);
        flows.push_back(std::move(*own));
    }
    if (!first) return std::vector<Trial>{};
    const auto folder = Folder::make();
    if (!folder) return folder.error();
    VirtualClock clock(*first - std::chrono::hours(24));
    NodeOptions options;
    options.data = (*folder)->path();
    auto node = Node::open(options, clock);
    if (!node) return node.error();
    if (auto imported = (*node)->import(packs); !imported) return imported.error();
    std::vector<Trial> out;
    for (std::size_t i = 0; i < packs.size(); ++i) {
        if (flows[i].empty()) continue;
        clock.set(*first - std::chrono::hours(24));
        auto tried = try_pack(**node, clock, packs[i], flows[i]);
        if (!tried) return tried.error();
        std::ranges::move(*tried, std::back_inserter(out));
    }
    return out;
}

}  // namespace hz::app
