// SPDX-License-Identifier: Apache-2.0
// Messages and signals from outside to cases that wait for them.
#include <boost/describe.hpp>

#include "api/resource/routes.hpp"
#include "cases/errors.hpp"

namespace hz::api {
namespace {

struct SendMessage {
    struct Body {
        std::optional<Text<100>> id;  // the sender's own: the same one again is answered as the first time
        Text<200> name;
        std::optional<Json> key;
        std::optional<Json> data;
        std::optional<int> keep_hours;  // 0: refused where nobody waits
    } body;
};
BOOST_DESCRIBE_STRUCT(SendMessage::Body, (), (id, name, key, data, keep_hours))

struct SentMessage {
    std::string id;
    std::string state;                   // delivered, kept; of one that was here before also expired, refused
    std::optional<std::string> case_id;  // delivered to
    bool repeated = false;
};
BOOST_DESCRIBE_STRUCT(SentMessage, (), (id, state, case_id, repeated))

struct SendSignal {
    struct Body {
        Text<200> name;
        std::optional<Json> data;
    } body;
};
BOOST_DESCRIBE_STRUCT(SendSignal::Body, (), (name, data))

struct SentSignal {
    std::string id;
};
BOOST_DESCRIBE_STRUCT(SentSignal, (), (id))

}  // namespace

Routes message_routes(Platform& p) {
    Routes routes;
    routes.push_back(write<SendMessage, SentMessage>(
        p,
        {.method = http::Method::post,
         .pattern = "/api/v1/messages",
         .permission = "message.send",
         .operation_id = "send_message",
         .summary = "A message to the case that waits for its name and key; kept or refused where none does",
         .problems = {&cases::errors::nobody_waits, &cases::errors::message_ambiguous,
                      &cases::errors::message_id_reused, &cases::errors::bad_message,
                      &cases::errors::message_too_large}},
        [&p](storage::Session& s, const Asked<SendMessage>& asked) -> Result<SentMessage> {
            const auto& body = asked.body;
            const auto sent = p.cases.send_message(
                s, asked.actor(),
                {body.id ? body.id->value : std::string(), body.name.value, body.key.value_or(Json{}),
                 body.data.value_or(Json{}), body.keep_hours.value_or(0)});
            if (!sent) return sent.error();
            SentMessage out{sent->id, sent->state, std::nullopt, sent->repeated};
            if (sent->case_id) out.case_id = to_text(*sent->case_id);
            return out;
        },
        Repeats::once_if_keyed));
    routes.push_back(write<SendSignal, SentSignal>(
        p,
        {.method = http::Method::post,
         .pattern = "/api/v1/signals",
         .permission = "message.send",
         .operation_id = "send_signal",
         .summary = "A signal to every case that waits for its name",
         .status = 202,
         .problems = {&cases::errors::bad_message, &cases::errors::message_too_large}},
        [&p](storage::Session& s, const Asked<SendSignal>& asked) -> Result<SentSignal> {
            const auto sent =
                p.cases.send_signal(s, asked.actor(), {asked.body.name.value, asked.body.data.value_or(Json{})});
            if (!sent) return sent.error();
            return SentSignal{to_text(cases::CaseId{*sent})};
        },
        Repeats::once_if_keyed));
    return routes;
}

}  // namespace hz::api
