// SPDX-License-Identifier: Apache-2.0
#include "pack/checker.hpp"

#include <algorithm>
#include <utility>

#include "pack/shape.hpp"
#include "rules/rules.hpp"

namespace hz::pack {

namespace {

constexpr std::size_t max_findings = 10'000;

}  // namespace

Checker::Checker(const std::vector<Pack>& packs) : lists_(JsonObject{}), packs_(packs) {
    std::vector<const Json*> schemes;
    std::vector<const Json*> lists;
    for (const auto& pack : packs) {
        for (const auto& d : pack.definitions) {
            all_[d.kind][d.code] = &d.body;
            if (d.kind == "identifier" && identifier_from_json(d.body)) schemes.push_back(&d.body);
            if (d.kind != "code_list") continue;
            lists.push_back(&d.body);
            lists_.as_object()[d.code] = get_array(d.body, "entries");
            for (const auto& entry : get_array(d.body, "entries")) codes_[d.code][get_text(entry, "code")] = true;
        }
    }
    auto identifiers = Identifiers::from_json(schemes, lists);
    if (identifiers) identifiers_ = std::move(*identifiers);
}

std::vector<Finding> Checker::run() {
    std::map<std::pair<std::string_view, std::string_view>, const Pack*> owner;
    for (const auto& pack : packs_) {
        pack_ = &pack;
        findings_.insert(findings_.end(), pack.problems.begin(), pack.problems.end());
        for (const auto& definition : pack.definitions) {
            current_ = &definition;
            const auto [at, is_new] =
                owner.emplace(std::pair<std::string_view, std::string_view>(definition.kind, definition.code), &pack);
            if (!is_new && at->second != &pack) add(fail(findings::repeated_code, {{"code", definition.code}}));
            if (findings_.size() < max_findings) check_one(definition);
        }
    }
    return std::move(findings_);
}

void Checker::check_one(const Definition& d) {
    std::vector<Finding> found;
    const auto& members = members_of(d.kind);
    if (!members.empty()) check_shape(d.body, members, "", found);
    check_texts(d.body, "", found);
    // A title is looked at twice: once as a member, once as a pair of texts.
    const auto key = [](const Finding& f) { return std::pair(f.place, f.code); };
    std::sort(found.begin(), found.end(), [&](const Finding& a, const Finding& b) { return key(a) < key(b); });
    found.erase(
        std::unique(found.begin(), found.end(), [&](const Finding& a, const Finding& b) { return key(a) == key(b); }),
        found.end());
    add_all(std::move(found));
    check_simple(*this, d);
    if (d.kind == "service") check_service(*this, d);
    if (d.kind == "service" || d.kind == "event_type") {
        check_limits(*this, d);
        check_process(*this, d);
    }
    check_rules(*this, d);
}

const Json* Checker::find(std::string_view kind, std::string_view code) const {
    const auto of_kind = all_.find(kind);
    if (of_kind == all_.end()) return nullptr;
    const auto found = of_kind->second.find(code);
    return found == of_kind->second.end() ? nullptr : found->second;
}

bool Checker::has_code(std::string_view list, std::string_view code) const {
    const auto found = codes_.find(list);
    return found != codes_.end() && found->second.contains(code);
}

void Checker::add(Finding finding) {
    finding.pack = pack_->id;
    if (finding.file.empty()) finding.file = current_->source;
    const bool one_of_many = current_->kind == "identifier" || current_->kind == "role" || current_->kind == "agency" ||
                             current_->kind == "region";
    if (one_of_many) finding.place = "/" + current_->code + finding.place;
    findings_.push_back(std::move(finding));
}

void Checker::add_all(std::vector<Finding> findings) {
    for (auto& finding : findings) add(std::move(finding));
}

void Checker::refers(std::string_view kind, std::string_view code, const std::string& name, const std::string& place) {
    if (find(kind, code) != nullptr) return;
    add(fail(findings::dangling, {{"name", name}, {"value", std::string(code)}, {"kind", std::string(kind)}}, place));
}

void Checker::check_feel(std::string_view feel, const std::string& place) {
    const auto compiled = rules::compile(feel);
    if (!compiled)
        add(fail(findings::feel, {{"reason", message(*compiled.error().code, compiled.error().params, "en")}}, place));
}

std::vector<Finding> check(const std::vector<Pack>& packs) { return Checker(packs).run(); }

}  // namespace hz::pack
