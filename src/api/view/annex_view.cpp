// SPDX-License-Identifier: Apache-2.0
#include "api/view/annex_view.hpp"

#include <algorithm>
#include <array>

#include "cases/authority.hpp"
#include "identity/person.hpp"

namespace hz::api {
namespace {

struct KindText {
    std::string_view code, zh, en;
};
constexpr std::array link_kinds{
    KindText{"related", "相关办件", "Related case"},
    KindText{"duplicate", "并入的重复办件", "Duplicate merged into this case"},
    KindText{"merged_into", "已并入", "Merged into"},
    KindText{"part", "拆分出的办件", "Part split off"},
    KindText{"part_of", "拆分自", "Split off from"},
};

// "post:<agency>:<post>" or "person:<id>".
OwnerView owner_view(const Platform& platform, storage::Session& session, std::string_view owner) {
    OwnerView out;
    constexpr std::string_view person = "person:", post = "post:";
    if (owner.starts_with(person)) {
        if (const auto id = id_from_text<identity::PersonTag>(owner.substr(person.size())))
            out.person = identity::display_name(session, *id);
    } else if (owner.starts_with(post)) {
        const auto rest = owner.substr(post.size());
        const auto colon = rest.find(':');
        const auto agency_code = rest.substr(0, colon);
        const auto post_code = colon == std::string_view::npos ? std::string_view() : rest.substr(colon + 1);
        const auto directory = platform.identity.directory.get(session);
        const auto* agency = directory->agency(agency_code);
        const auto* held = directory->post(agency_code, post_code);
        out.agency = Named{std::string(agency_code), agency ? Words(agency->name) : same(agency_code)};
        out.post = Named{std::string(post_code), held ? Words(held->title) : same(post_code)};
    }
    return out;
}

}  // namespace

Coded link_kind(std::string_view code) {
    const auto found = std::ranges::find(link_kinds, code, &KindText::code);
    if (found == link_kinds.end()) return {std::string(code), same(code)};
    return {std::string(code), {std::string(found->zh), std::string(found->en)}};
}

std::optional<AnnexView> annex_view(const Platform& platform, storage::Session& session, const cases::Case& c,
                                    bool applicant) {
    if (!c.annex) return std::nullopt;
    const auto& annex = *c.annex;
    const auto definitions = platform.definitions.current();
    const auto when = [&](const std::optional<Time>& t) {
        return t ? std::optional(moment(platform, *t)) : std::nullopt;
    };
    AnnexView out;
    for (const auto& one : annex.procedures)
        out.procedures.push_back({coded(*definitions, "suspension", one.kind), one.reason, one.days,
                                  moment(platform, one.from), moment(platform, one.expected), when(one.to),
                                  one.result});
    for (const auto& one : annex.extensions)
        out.extensions.push_back(
            {coded(*definitions, "limit", one.limit), one.days, one.reason, moment(platform, one.at)});
    for (const auto& one : annex.links)
        if (!applicant || one.kind == "merged_into" || one.kind == "part" || one.kind == "part_of")
            out.links.push_back({link_kind(one.kind), one.other, one.number});
    if (annex.approval && !applicant)
        out.approval = PendingApprovalView{annex.approval->what, annex.approval->wanted,
                                           identity::display_name(session, annex.approval->by),
                                           moment(platform, annex.approval->at)};
    if (annex.termination)
        out.termination = TerminationView{annex.termination->legal_basis, annex.termination->reasons,
                                          annex.termination->remedies, moment(platform, annex.termination->at)};
    out.reopened_at = when(annex.reopened_at);
    out.archived_at = when(annex.archived_at);
    return out;
}

std::vector<OpinionView> opinions_view(const Platform& platform, storage::Session& session, const cases::OpenTask& task,
                                       const identity::Actor& actor) {
    std::vector<OpinionView> out;
    for (const auto& one : task.asked) {
        OpinionView line;
        line.of = owner_view(platform, session, one.owner);
        line.asked_by = identity::display_name(session, one.asked_by);
        line.question = one.question;
        line.asked_at = moment(platform, one.asked_at);
        line.answer = one.answer;
        line.opinion = one.opinion;
        if (one.by) line.by = identity::display_name(session, one.by);
        if (one.at) line.at = moment(platform, *one.at);
        line.mine = cases::asked_of(actor, one);
        out.push_back(std::move(line));
    }
    return out;
}

std::vector<HandoverView> handovers_view(const Platform& platform, storage::Session& session,
                                         const cases::OpenTask& task) {
    std::vector<HandoverView> out;
    for (const auto& one : task.sent) {
        HandoverView line{one.kind, identity::display_name(session, one.by), moment(platform, one.at), {}};
        for (const auto& owner : one.offered_to) line.from.push_back(owner_view(platform, session, owner));
        if (one.assignee) line.from = {owner_view(platform, session, "person:" + to_text(*one.assignee))};
        out.push_back(std::move(line));
    }
    return out;
}

}  // namespace hz::api
