// SPDX-License-Identifier: Apache-2.0
#include "app/flow/player.hpp"

#include <algorithm>

#include "app/errors.hpp"
#include "cases/case_store.hpp"
#include "cases/draft.hpp"
#include "document/file.hpp"
#include "service/application.hpp"

namespace hz::app {
namespace {

using storage::Session;

std::string media_type_of(std::string_view name) {
    if (name.ends_with(".pdf")) return "application/pdf";
    if (name.ends_with(".png")) return "image/png";
    if (name.ends_with(".jpg") || name.ends_with(".jpeg")) return "image/jpeg";
    return "application/octet-stream";
}

std::string reason_of(const Error& error) {
    auto out = std::string(error.code->id) + ": " + message(*error.code, error.params, "en");
    for (const auto& field : error.fields) out += "; " + field.path + " " + message(*field.code, field.params, "en");
    if (!error.detail.empty()) out += " (" + error.detail + ")";
    return out;
}

JsonObject laid_over(const Json& base, const JsonObject& over) {
    JsonObject out = base.is_object() ? base.get_object() : JsonObject{};
    for (const auto& [key, value] : over) out.insert_or_assign(key, value);
    return out;
}

}  // namespace

Player::Player(Node& node, VirtualClock& clock, const Cast& cast, const Flow& flow, PlayOptions options)
    : node_(node),
      clock_(clock),
      cast_(cast),
      flow_(flow),
      options_(std::move(options)),
      applicant_(options_.applicant.value_or(flow.applicant)),
      at_(options_.start.value_or(flow.start)) {}

Result<void> Player::advance() {
    if (done_) return {};
    if (at_ > clock_.now()) clock_.set(at_);
    while (node_.runner->run_once() > 0) {
    }
    while (step_ < flow_.steps.size()) {
        const auto& step = flow_.steps[step_];
        if (const auto* wait = std::get_if<WaitStep>(&step.what)) {
            at_ = after(*wait);
            ++step_;
            return {};
        }
        if (auto played = play(step); !played) {
            done_ = true;
            return played;
        }
        ++step_;
        if (!step.acts()) continue;
        if (options_.acts > 0 && ++acts_ >= options_.acts) break;
        if (options_.pace.count() > 0) {
            at_ = clock_.now() + options_.pace;
            return {};
        }
    }
    done_ = true;
    return {};
}

Result<void> Player::play_alone() {
    clock_.set(at_);
    while (!done_)
        if (auto played = advance(); !played) return played;
    return {};
}

Result<void> Player::play(const FlowStep& step) {
    if (const auto* expect = std::get_if<ExpectStep>(&step.what))
        return options_.check ? check(*expect) : Result<void>{};
    const auto done = act(step);
    if (!step.refused.empty()) {
        if (done) return failed("it should have been refused");
        if (step.refused != "*" && done.error().code->id != step.refused)
            return failed("it should have been refused with " + step.refused + ", not " + reason_of(done.error()));
        return {};
    }
    if (!done) return done.error().is(errors::flow_failed) ? done.error() : failed(reason_of(done.error()));
    while (node_.runner->run_once() > 0) {
    }
    if (options_.after_act && case_) return options_.after_act(case_);
    return {};
}

Result<void> Player::act(const FlowStep& step) {
    return std::visit(
        [this](const auto& what) -> Result<void> {
            using What = std::remove_cvref_t<decltype(what)>;
            if constexpr (std::is_same_v<What, WaitStep> || std::is_same_v<What, ExpectStep>)
                return {};
            else
                return run(what);
        },
        step.what);
}

Result<void> Player::upload(Session& session, const std::string& context,
                            const std::map<std::string, std::string>& files) {
    const auto owner = applicant();
    if (!owner) return owner.error();
    for (const auto& [material, name] : files) {
        const auto bytes = as_bytes(flow_.files.at(name));
        const auto id = node_.ids.make<document::FileId>();
        const service::MaterialUpload wanted{
            flow_.case_type, context, material, name, media_type_of(name), static_cast<std::int64_t>(bytes.size())};
        auto file =
            service::start_material(session, *node_.definitions->current(), id, (*owner)->person, wanted, clock_.now());
        if (!file) return file.error();
        for (std::size_t at = 0; at < bytes.size(); at += document::chunk_bytes) {
            const auto chunk = bytes.subspan(at, std::min(document::chunk_bytes, bytes.size() - at));
            auto stored = document::append(session, *node_.ledger, node_.ledger->suite(), id, (*owner)->person,
                                           static_cast<std::int64_t>(at), chunk, clock_.now());
            if (!stored) return stored.error();
        }
    }
    return {};
}

Result<void> Player::run(const SubmitStep& step) {
    const auto actor = applicant();
    if (!actor) return actor.error();
    const Json form = laid_over(step.form, options_.form);
    std::string company;
    if (applicant_.company > 0) {
        const auto found = cast_.companies.find(applicant_.company);
        if (found == cast_.companies.end()) return failed("there is no company " + std::to_string(applicant_.company));
        company = found->second;
    }
    auto sent = node_.store->write_wait([&](Session& s) -> Result<cases::CaseId> {
        if (flow_.event) {
            cases::SubmitCase command;
            command.type = flow_.case_type;
            command.applicant_name = (*actor)->name;
            command.form = form;
            auto recorded = node_.cases->submit(s, **actor, command);
            if (!recorded) return recorded.error();
            return recorded->now.id;
        }
        const auto draft = node_.ids.make<cases::DraftId>();
        auto made = cases::create_draft(s, draft, (*actor)->person, flow_.case_type, company, form, clock_.now());
        if (!made) return made.error();
        if (auto stored = upload(s, "draft:" + to_text(draft), step.files); !stored) return stored.error();
        auto application = service::submit_application(s, *node_.cases, *node_.definitions, **actor, draft);
        if (!application) return application.error();
        return application->recorded.now.id;
    });
    if (!sent) return sent.error();
    case_ = *sent;
    return {};
}

Result<void> Player::run(const TaskStep& step) {
    const auto actor = cast_.staff.find(step.login);
    if (actor == cast_.staff.end()) return failed("nobody signs in as " + step.login);
    auto done = node_.store->write_wait([&](Session& s) -> Result<cases::Recorded> {
        const auto c = cases::find_case(s, case_);
        if (!c) return failed("no case has been submitted");
        const auto task = std::ranges::find(c->tasks, step.element, &cases::OpenTask::element);
        if (task == c->tasks.end()) return failed("the task " + step.element + " is not open");
        const cases::TaskRef ref{case_, task->token};
        if (!task->assignee)
            if (auto claimed = node_.cases->claim(s, *actor->second, {ref}); !claimed) return claimed.error();
        return node_.cases->complete(s, *actor->second, {ref, step.outcome, step.opinion, step.data});
    });
    if (!done) return done.error();
    return {};
}

Result<void> Player::run(const SupplyStep& step) {
    const auto actor = applicant();
    if (!actor) return actor.error();
    auto done = node_.store->write_wait([&](Session& s) -> Result<cases::Recorded> {
        if (auto stored = upload(s, "supply:" + to_text(case_), step.files); !stored) return stored.error();
        const Json form = step.form.is_null() ? Json() : Json(laid_over(step.form, options_.form));
        return service::supply_application(s, *node_.cases, **actor, case_, form, step.note);
    });
    if (!done) return done.error();
    return {};
}

Result<void> Player::run(const WithdrawStep& step) {
    const auto actor = applicant();
    if (!actor) return actor.error();
    auto done = node_.store->write_wait([&](Session& s) {
        return node_.cases->withdraw(s, **actor, {case_, step.reason});
    });
    if (!done) return done.error();
    return {};
}

Result<void> Player::run(const RateStep& step) {
    const auto actor = applicant();
    if (!actor) return actor.error();
    auto done = node_.store->write_wait([&](Session& s) {
        return node_.cases->rate(s, **actor, {case_, step.level, step.reasons, step.text});
    });
    if (!done) return done.error();
    return {};
}

Result<void> Player::run(const ActStep& step) {
    const auto staff = [this](std::string_view login) {
        const auto found = cast_.staff.find(login);
        return found == cast_.staff.end() ? identity::ActorPtr() : found->second;
    };
    auto actor = step.login.empty() ? applicant() : Result<identity::ActorPtr>(staff(step.login));
    if (!actor) return actor.error();
    if (!*actor) return failed("nobody signs in as " + step.login);
    auto done = node_.store->write_wait([&](Session& s) -> Result<cases::Recorded> {
        const auto c = cases::find_case(s, case_);
        if (!c) return failed("no case has been submitted");
        const auto command = to_act(step, *c, staff);
        if (!command) return command.error();
        return node_.cases->act(s, **actor, *command);
    });
    if (!done) return done.error();
    return {};
}

Result<void> Player::run(const SendStep& step) {
    const auto outside = identity::system_actor("flow");
    if (step.signal) {
        auto sent = node_.store->write_wait([&](Session& s) {
            return node_.cases->send_signal(s, outside, {step.name, step.data});
        });
        return sent ? Result<void>{} : Result<void>(sent.error());
    }
    auto sent = node_.store->write_wait([&](Session& s) {
        return node_.cases->send_message(s, outside, {{}, step.name, step.key, step.data, step.keep_hours});
    });
    return sent ? Result<void>{} : Result<void>(sent.error());
}

Result<identity::ActorPtr> Player::applicant() const {
    const auto found = cast_.residents.find(applicant_.resident);
    if (found == cast_.residents.end()) return failed("there is no resident " + std::to_string(applicant_.resident));
    return found->second;
}

Time Player::after(const WaitStep& step) const {
    const auto now = std::max(at_, clock_.now());
    const auto cal = node_.calendar();
    auto out = now;
    if (step.working_days > 0) {
        const auto today = cal->local_date(now);
        out = cal->start_of(cal->add_working_days(today, step.working_days)) + (now - cal->start_of(today));
    }
    return out + std::chrono::hours(24 * step.days + step.hours);
}

Error Player::failed(const std::string& reason) const {
    return refuse(errors::flow_failed,
                  {{"file", flow_.source}, {"step", std::to_string(step_ + 1)}, {"reason", reason}});
}

}  // namespace hz::app
