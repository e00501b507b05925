// SPDX-License-Identifier: Apache-2.0
#include "app/flow/flow.hpp"

#include <algorithm>
#include <array>
#include <span>

#include "app/errors.hpp"

namespace hz::app {
namespace {

using Members = std::span<const std::string_view>;

std::string text_of(const Json& value, std::string_view key) { return std::string(get_text(value, key)); }

Json copy_of(const Json& value, std::string_view key) {
    const auto* found = find(value, key);
    return found ? *found : Json();
}

// Reads the steps of one flow. A wrong member is found here and not passed over: a misspelt `expect` would pass for
// ever.
class Reader {
  public:
    Reader(const pack::Definition& definition, const pack::Pack& pack) : body_(definition.body), pack_(pack) {
        flow_.code = definition.code;
        flow_.source = definition.source;
    }

    Result<Flow> read() {
        if (auto head = read_head(); !head) return head.error();
        for (const auto& step : get_array(body_, "steps")) {
            ++number_;
            if (auto done = read_step(step); !done) return done.error();
        }
        return flow_.steps.empty() ? Result<Flow>(wrong("it has no steps")) : Result<Flow>(std::move(flow_));
    }

  private:
    Result<void> read_head() {
        flow_.case_type = text_of(body_, "service");
        if (flow_.case_type.empty()) {
            flow_.case_type = text_of(body_, "event");
            flow_.event = true;
        }
        if (flow_.case_type.empty()) return wrong("it names no service and no event");
        const auto start = parse_rfc3339(get_text(body_, "start"));
        if (!start) return wrong("start is not a time with an offset");
        flow_.start = *start;
        flow_.applicant = applicant_from(copy_of(body_, "applicant"));
        if (flow_.applicant.resident <= 0) return wrong("it names no applicant");
        return {};
    }

    Result<void> read_step(const Json& json) {
        if (!json.is_object()) return wrong("a step must be a map");
        FlowStep step;
        if (auto refused = read_refused(json, step); !refused) return refused;
        Result<void> read;
        if (find(json, "task"))
            read = read_task(json, step);
        else if (const auto* submit = find(json, "submit"))
            read = read_submit(*submit, step);
        else if (const auto* supply = find(json, "supply"))
            read = read_supply(*supply, step);
        else if (const auto* wait = find(json, "wait"))
            read = read_wait(*wait, step);
        else if (const auto* withdraw = find(json, "withdraw"))
            step.what = WithdrawStep{text_of(*withdraw, "reason")};
        else if (const auto* rate = find(json, "rate"))
            read = read_rate(*rate, step);
        else if (const auto* expect = find(json, "expect"))
            read = read_expect(*expect, step);
        else if (find(json, "message") || find(json, "signal"))
            read = read_send(json, step);
        else if (const auto command = act_of(json); !command.empty())
            read = read_act(json, command, step);
        else
            return wrong("the step does nothing known");
        if (!read) return read;
        flow_.steps.push_back(std::move(step));
        return {};
    }

    Result<void> read_refused(const Json& json, FlowStep& step) {
        const auto* refused = find(json, "expect_refused");
        if (!refused) return {};
        if (const auto* yes = refused->if_bool())
            step.refused = *yes ? "*" : "";
        else if (refused->is_string())
            step.refused = std::string_view(refused->get_string());
        else
            return wrong("expect_refused must be true or an error code");
        return {};
    }

    Result<void> read_task(const Json& json, FlowStep& step) {
        static constexpr std::array<std::string_view, 6> known{"task",    "as",   "outcome",
                                                               "opinion", "data", "expect_refused"};
        if (auto ok = only(json, known); !ok) return ok;
        TaskStep task{text_of(json, "task"), text_of(json, "as"), text_of(json, "outcome"), text_of(json, "opinion"),
                      copy_of(json, "data")};
        if (task.element.empty() || task.login.empty() || task.outcome.empty())
            return wrong("a task needs the element, `as` and `outcome`");
        if (task.data.is_null()) task.data = JsonObject{};
        step.what = std::move(task);
        return {};
    }

    Result<void> read_submit(const Json& json, FlowStep& step) {
        static constexpr std::array<std::string_view, 2> known{"form", "files"};
        if (auto ok = only(json, known); !ok) return ok;
        auto files = read_files(json);
        if (!files) return files.error();
        step.what = SubmitStep{copy_of(json, "form"), std::move(*files)};
        return {};
    }

    Result<void> read_supply(const Json& json, FlowStep& step) {
        static constexpr std::array<std::string_view, 3> known{"form", "files", "note"};
        if (auto ok = only(json, known); !ok) return ok;
        auto files = read_files(json);
        if (!files) return files.error();
        step.what = SupplyStep{copy_of(json, "form"), std::move(*files), text_of(json, "note")};
        return {};
    }

    Result<void> read_wait(const Json& json, FlowStep& step) {
        static constexpr std::array<std::string_view, 3> known{"working_days", "days", "hours"};
        if (auto ok = only(json, known); !ok) return ok;
        const auto count = [&](std::string_view name) {
            return static_cast<int>(std::clamp<std::int64_t>(get_int(json, name), 0, 10'000));
        };
        step.what = WaitStep{count("working_days"), count("days"), count("hours")};
        return {};
    }

    Result<void> read_rate(const Json& json, FlowStep& step) {
        static constexpr std::array<std::string_view, 3> known{"level", "reasons", "text"};
        if (auto ok = only(json, known); !ok) return ok;
        RateStep rate{static_cast<int>(get_int(json, "level")), {}, text_of(json, "text")};
        for (const auto& reason : get_array(json, "reasons"))
            if (reason.is_string()) rate.reasons.emplace_back(reason.get_string());
        step.what = std::move(rate);
        return {};
    }

    Result<void> read_send(const Json& json, FlowStep& step) {
        static constexpr std::array<std::string_view, 3> around{"message", "signal", "expect_refused"};
        static constexpr std::array<std::string_view, 4> of_message{"name", "key", "data", "keep_hours"};
        static constexpr std::array<std::string_view, 2> of_signal{"name", "data"};
        if (auto ok = only(json, around); !ok) return ok;
        const bool signal = find(json, "signal") != nullptr;
        const auto& what = *find(json, signal ? "signal" : "message");
        if (auto ok = only(what, signal ? Members(of_signal) : Members(of_message)); !ok) return ok;
        SendStep send{signal, text_of(what, "name"), copy_of(what, "key"), copy_of(what, "data"),
                      static_cast<int>(std::clamp<std::int64_t>(get_int(what, "keep_hours"), 0, 10'000))};
        if (send.name.empty()) return wrong("a message or signal needs a name");
        step.what = std::move(send);
        return {};
    }

    static std::string_view act_of(const Json& json) {
        for (const auto command : act_commands())
            if (find(json, command)) return command;
        return {};
    }

    Result<void> read_act(const Json& json, std::string_view command, FlowStep& step) {
        const std::array<std::string_view, 3> around{command, "as", "expect_refused"};
        if (auto ok = only(json, around); !ok) return ok;
        const auto& arguments = *find(json, command);
        if (auto ok = only(arguments, members_of(command)); !ok) return ok;
        step.what = ActStep{std::string(command), arguments, text_of(json, "as")};
        return {};
    }

    Result<void> read_expect(const Json& json, FlowStep& step) {
        static constexpr std::array<std::string_view, 6> known{"state",    "milestone", "open",
                                                               "deadline", "paused",    "licence"};
        if (auto ok = only(json, known); !ok) return ok;
        ExpectStep expect;
        expect.state = text_of(json, "state");
        expect.milestone = text_of(json, "milestone");
        expect.open = text_of(json, "open");
        if (const auto* deadline = find(json, "deadline")) {
            if (!deadline->is_object()) return wrong("deadline must be a map of limits to dates");
            for (const auto& [limit, date] : deadline->get_object())
                expect.deadlines.emplace(limit, date.is_string() ? std::string_view(date.get_string()) : "");
        }
        const auto flag = [&](std::string_view name) {
            const auto* found = find(json, name);
            return found && found->is_bool() ? std::optional<bool>(found->get_bool()) : std::nullopt;
        };
        expect.paused = flag("paused");
        expect.licence = flag("licence");
        step.what = std::move(expect);
        return {};
    }

    Result<std::map<std::string, std::string>> read_files(const Json& json) {
        std::map<std::string, std::string> out;
        const auto folder = flow_.source.substr(0, flow_.source.rfind('/') + 1);
        for (const auto& [material, name] : get_object(json, "files")) {
            if (!name.is_string()) return wrong("files must be a map of materials to file names");
            const std::string file(name.get_string());
            const auto found = pack_.files.find(folder + file);
            if (found == pack_.files.end()) return wrong("there is no file " + file + " beside the flow");
            flow_.files.emplace(file, found->second);
            out.emplace(material, file);
        }
        return out;
    }

    Result<void> only(const Json& json, Members known) {
        if (!json.is_object()) return wrong("a step must be a map");
        for (const auto& member : json.get_object())
            if (std::ranges::find(known, std::string_view(member.key())) == known.end())
                return wrong("unknown member \"" + std::string(member.key()) + "\"");
        return {};
    }

    Error wrong(std::string reason) const {
        if (number_ > 0) reason = "step " + std::to_string(number_) + ": " + reason;
        return refuse(errors::bad_flow, {{"file", flow_.source}, {"reason", std::move(reason)}});
    }

    const Json& body_;
    const pack::Pack& pack_;
    Flow flow_;
    int number_ = 0;
};

}  // namespace

FlowApplicant applicant_from(const Json& definition) {
    return {static_cast<int>(get_int(definition, "resident")), static_cast<int>(get_int(definition, "company"))};
}

Result<Flow> parse_flow(const pack::Definition& definition, const pack::Pack& pack) {
    return Reader(definition, pack).read();
}

Result<std::vector<Flow>> flows_of(const pack::Pack& pack) {
    std::vector<Flow> out;
    for (const auto& definition : pack.definitions) {
        if (definition.kind != "flow") continue;
        auto flow = parse_flow(definition, pack);
        if (!flow) return flow.error();
        out.push_back(std::move(*flow));
    }
    return out;
}

}  // namespace hz::app
