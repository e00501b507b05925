// SPDX-License-Identifier: Apache-2.0
#include <boost/describe.hpp>

#include "api/resource/routes.hpp"
#include "api/view/licence_view.hpp"
#include "document/errors.hpp"
#include "ledger/receipt.hpp"

namespace hz::api {
namespace {

struct Verify {
    struct Path {
        Text<300> identifier;
    } path;
    struct Query {
        std::optional<Text<64>> d;
    } query;
};
BOOST_DESCRIBE_STRUCT(Verify::Path, (), (identifier))
BOOST_DESCRIBE_STRUCT(Verify::Query, (), (d))

constexpr std::uint64_t file_limit = 8 << 20;

struct NoParameters {};
BOOST_DESCRIBE_STRUCT(NoParameters, (), ())

struct ReceiptVerification {
    std::string state;  // valid, promised, altered, other_key, unsupported, malformed
    bool good = false;
    std::string message;  // in the language of the request
    bool key_trusted = false;
    std::string event_type;
    std::int64_t position = -1, tree_size = 0;
    std::optional<Moment> at;
};
BOOST_DESCRIBE_STRUCT(ReceiptVerification, (), (state, good, message, key_trusted, event_type, position, tree_size, at))

Result<VerificationView> verify_file(Platform& p, storage::Session& s, const Caller& caller) {
    const auto v = service::verify_licence_file(s, as_bytes(caller.request->body), p.signing_key.public_key(), p.now());
    return verification_view(p, s, v);
}

// The same check as `huizheng receipt verify`, against this platform's own key.
Result<ReceiptVerification> verify_receipt(Platform& p, const Caller& caller) {
    const auto receipt = parse_json(caller.request->body, ledger::receipt_limits);
    if (!receipt) return receipt.error();
    const auto spki = p.signing_key.public_key().spki();
    const auto verdict = ledger::verify_receipt(*receipt, spki);
    ReceiptVerification out{std::string(ledger::to_text(verdict.state)),
                            verdict.good(),
                            message(*verdict.reason, verdict.params, caller.locale()),
                            verdict.key_trusted,
                            verdict.event_type,
                            verdict.position,
                            verdict.tree_size,
                            {}};
    if (verdict.at != Time{}) out.at = moment(p, verdict.at);
    return out;
}

}  // namespace

Routes verify_routes(Platform& p) {
    const std::string open(public_permission);
    Routes routes;
    routes.push_back(read<Verify, VerificationView>(
        p,
        {.pattern = "/api/v1/verify/{identifier}",
         .permission = open,
         .operation_id = "verify_licence",
         .summary = "Is this licence genuine and valid?",
         .cost = 2},
        [&p](storage::Session& s, const Asked<Verify>& asked) -> Result<VerificationView> {
            const auto digest = asked.query.d ? asked.query.d->value : "";
            return verification_view(p, s, service::verify_licence(s, asked.path.identifier.value, digest, p.now()));
        }));
    routes.push_back(raw<NoParameters, VerificationView>(
        {.method = http::Method::post,
         .pattern = "/api/v1/verify/file",
         .permission = open,
         .operation_id = "verify_licence_file",
         .summary = "Is this PDF a genuine and valid licence?",
         .body_limit = file_limit,
         .cost = 5},
        "application/pdf", [&p](http::Request&, http::Responder responder) {
            run_read(p, std::string(public_permission), std::move(responder),
                     [&p](storage::Session& s, const Caller& caller) {
                         return finish<VerificationView>(verify_file(p, s, caller), 200);
                     });
        }));
    routes.push_back(raw<NoParameters, ReceiptVerification>(
        {.method = http::Method::post,
         .pattern = "/api/v1/verify/receipt",
         .permission = open,
         .operation_id = "verify_receipt",
         .summary = "Does this receipt prove what it says?",
         .body_limit = std::uint64_t{4} << 20,
         .cost = 5},
        "application/json", [&p](http::Request&, http::Responder responder) {
            run_slow(p, std::string(public_permission), std::move(responder), [&p](const Caller& caller) {
                return finish<ReceiptVerification>(verify_receipt(p, caller), 200);
            });
        }));
    return routes;
}

}  // namespace hz::api
